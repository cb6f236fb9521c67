package dev.merchantreview.review;

import static dev.merchantreview.review.ReviewDiagrams.child;
import static dev.merchantreview.review.ReviewDiagrams.element;
import static dev.merchantreview.review.ReviewDiagrams.extensions;
import static dev.merchantreview.review.ReviewDiagrams.ids;
import static dev.merchantreview.review.ReviewDiagrams.outputs;
import static dev.merchantreview.review.ReviewDiagrams.read;
import static dev.merchantreview.review.ReviewDiagrams.targets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.badge.BadgeModule;
import dev.merchantreview.caseindex.RightIndex;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What holds of the reviews of every type of case; a new type brings a sample and has it all. One
 * of them is the tests' own: the service does not know it but by what it declares.
 */
class EveryReviewIT {

  private static final ServiceAlone SERVICE =
      ServiceAlone.with(new Class<?>[] {BadgeModule.class}, BadgeModule.MIGRATIONS);

  private static final Map<String, ReviewSample> SAMPLES = ReviewSamples.of(SERVICE);

  private final ReviewedTypes types = SERVICE.bean(ReviewedTypes.class);

  static Stream<String> types() {
    return SERVICE.bean(ReviewedTypes.class).all().stream().map(type -> type.type().idPrefix());
  }

  @AfterAll
  static void stop() {
    // Whatever was tried here, the index of all cases followed it.
    RightIndex.checkDecided(SERVICE);
    SERVICE.close();
  }

  @Test
  void isTriedHere() {
    assertThat(types()).containsExactlyInAnyOrderElementsOf(SAMPLES.keySet());
  }

  /** Whom the diagram asks, whose verdict the service counts, and by which steps. */
  @ParameterizedTest
  @MethodSource("types")
  void isDrawnAsItIsDeclared(String prefix) throws Exception {
    Reviewed<?> type = type(prefix);
    Document diagram = diagram(type);
    Map<String, String> groups =
        extensions(diagram, "userTask", "assignmentDefinition", "candidateGroups");
    Map<String, String> jobTypes = extensions(diagram, "serviceTask", "taskDefinition", "type");
    assertThat(groups)
        .isEqualTo(
            type.tasks().stream()
                .collect(Collectors.toMap(ReviewedTask::elementId, ReviewedTask::group)));
    for (ReviewedTask task : type.tasks()) {
      assertThat(jobTypes)
          .containsEntry(task.preparedBy(), ReviewStep.PREPARE.jobType())
          .containsEntry(task.recordedBy(), ReviewStep.RECORD.jobType());
    }
    Set<String> served =
        SERVICE.beans(ProcessWorker.class).stream()
            .map(ProcessWorker::jobType)
            .collect(Collectors.toSet());
    assertThat(served).containsAll(jobTypes.values());
    type.formerJobTypes()
        .values()
        .forEach(former -> assertThat(jobTypes.values()).doesNotContainAnyElementsOf(former));
    TriedReview<?> tried = tried(prefix);
    assertThat(ids(diagram)).contains(in(tried::position));
  }

  private Reviewed<?> type(String prefix) {
    return types.all().stream()
        .filter(one -> one.type().idPrefix().equals(prefix))
        .findFirst()
        .orElseThrow();
  }

  private static Path diagrams(Reviewed<?> type) {
    return SAMPLES.get(type.type().idPrefix()).diagrams();
  }

  private static Document diagram(Reviewed<?> type) throws Exception {
    return read(diagrams(type).resolve(type.type().processId() + ".bpmn"));
  }

  private static <T> T in(Supplier<T> work) {
    return SERVICE.bean(TransactionTemplate.class).execute(status -> work.get());
  }

  private TriedReview<?> tried(String prefix) {
    return tried(type(prefix));
  }

  private <C extends ReviewedCase<?, ?>> TriedReview<C> tried(Reviewed<C> type) {
    return tried(type, type.tasks().getFirst());
  }

  private <C extends ReviewedCase<?, ?>> TriedReview<C> tried(Reviewed<C> type, ReviewedTask task) {
    return new TriedReview<>(SERVICE, SAMPLES.get(type.type().idPrefix()), type, task);
  }

  /** Each answer of the review leads somewhere, and nothing waits for one it never gives. */
  @ParameterizedTest
  @MethodSource("types")
  void goesOnByWhatItsReviewAnswers(String prefix) throws Exception {
    Reviewed<?> type = type(prefix);
    Document diagram = diagram(type);
    Set<String> given = new TreeSet<>();
    Set<String> waitedFor = new TreeSet<>();
    for (ReviewedTask task : type.tasks()) {
      Set<String> answers = new TreeSet<>();
      for (Verdict verdict : in(tried(type, task)::subject).verdicts()) {
        answers.add(tried(type, task).clean(verdict).outcome());
      }
      if (type.type().instances().roundsEnd()) {
        answers.add(Handled.TOO_LATE);
      }
      String gateway = targets(diagram, task.recordedBy()).keySet().iterator().next();
      Map<String, String> ways = targets(diagram, gateway);
      Set<String> named = new TreeSet<>();
      Set<String> read = new TreeSet<>();
      ways.forEach(
          (target, condition) -> {
            all(TEXT, condition).forEach(named::add);
            all(NAME, condition.replaceAll("\"[^\"]*\"", "")).forEach(read::add);
            if (condition.isEmpty()) {
              assertThat(target)
                  .as("where a verdict that did not count leads")
                  .isEqualTo(task.preparedBy());
            }
          });
      assertThat(named).as(task.elementId()).containsAll(answers);
      given.addAll(answers);
      waitedFor.addAll(named);
      assertThat(read).isSubsetOf("outcome", "or").contains("outcome");
    }
    assertThat(waitedFor).isEqualTo(given);
  }

  /** What a form asks for is what the diagram hands on, and what it shows is what it is given. */
  @ParameterizedTest
  @MethodSource("types")
  void hasAFormOfWhatItAsksAndShows(String prefix) throws Exception {
    Reviewed<?> type = type(prefix);
    Document diagram = diagram(type);
    for (ReviewedTask task : type.tasks()) {
      Element drawn = element(diagram, task.elementId());
      String file =
          Files.readString(
              diagrams(type)
                  .resolve("forms")
                  .resolve(child(drawn, "formDefinition").getAttribute("formId") + ".form"));
      Set<String> asked = new TreeSet<>();
      Set<String> verdicts = new TreeSet<>();
      for (JsonNode component : JsonMapper.builder().build().readTree(file).path("components")) {
        String name = component.path("key").asString(component.path("path").asString(""));
        if (!name.isEmpty()) {
          asked.add(name);
        }
        if (name.equals("verdict")) {
          component.path("values").forEach(one -> verdicts.add(one.path("value").asString()));
        }
      }
      Set<String> handedOn = new TreeSet<>();
      Set<String> told = new TreeSet<>();
      outputs(drawn)
          .forEach(
              (target, source) -> {
                told.add(target);
                all(NAME, source.replaceAll("\"[^\"]*\"|\\w+:", "")).forEach(handedOn::add);
              });
      handedOn.removeAll(Set.of("if", "then", "else", "null", "concatenate"));
      assertThat(told).isEqualTo(Set.of("verdict", "problems", "reason"));
      assertThat(handedOn).as(task.elementId()).isEqualTo(asked);
      TriedReview<?> tried = tried(type, task);
      assertThat(verdicts)
          .containsAll(in(tried::subject).verdicts().stream().map(Verdict::name).toList());
      assertThat(new TreeSet<>(all(SHOWN, file).toList()))
          .isEqualTo(
              new TreeSet<>(
                  Arrays.stream(in(tried::dossier).getClass().getRecordComponents())
                      .map(RecordComponent::getName)
                      .toList()));
    }
  }

  /**
   * Not every Tasklist shows the task's own line of the list: the form begins with what it says.
   */
  @ParameterizedTest
  @MethodSource("types")
  void tellsItsTasksApartOnTheFormAsWellAsInTheList(String prefix) throws Exception {
    Reviewed<?> type = type(prefix);
    for (ReviewedTask task : type.tasks()) {
      Reviewed.TaskContent content = in(tried(type, task)::content);
      Object dossier = content.dossier();
      Method title = dossier.getClass().getMethod("title");
      title.setAccessible(true);
      Object said = title.invoke(dossier);
      assertThat(content.title())
          .contains(said instanceof FormText text ? text.asWritten() : (String) said);
      Element drawn = element(diagram(type), task.elementId());
      assertThat(headings(diagrams(type), child(drawn, "formDefinition").getAttribute("formId")))
          .first()
          .asString()
          .contains("{{dossier.title}}");
    }
  }

  /** The headings of the first level that a form always shows. */
  private static List<String> headings(Path diagrams, String form) throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(diagrams.resolve("forms").resolve(form + ".form")))
        .path("components")
        .valueStream()
        .filter(one -> !one.has("conditional"))
        .map(one -> one.path("text").asString("") + one.path("content").asString(""))
        .filter(text -> text.startsWith("# ") || text.startsWith("<h1"))
        .toList();
  }

  private static final Pattern TEXT = Pattern.compile("\"(\\w+)\"");
  private static final Pattern NAME = Pattern.compile("(\\b[A-Za-z]\\w*)");
  private static final Pattern SHOWN = Pattern.compile("dossier\\.(\\w+)");

  private static Stream<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1));
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesNoVerdictOfWhoHandedItIn(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.assertReturned(tried.record("ＭＥＲＣＨＡＮＴ", Verdict.APPROVED), Refusal.Rule.GROUP);
    assertThat(tried.read().notice()).contains("Nobody reviews a case they submitted");
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesNoVerdictOfSomebodyOutsideTheGroup(String prefix) {
    for (String outsider : List.of("admin", "ceo-nobody", "merchant-of-another")) {
      TriedReview<?> tried = tried(prefix);
      tried.assertReturned(tried.record(outsider, Verdict.APPROVED), Refusal.Rule.GROUP);
      assertThat(tried.read().notice()).contains(outsider, "Not in the group");
    }
    TriedReview<?> tried = tried(prefix);
    String other = tried.task.group().equals("finance") ? "auditor1" : "finance1";
    tried.assertReturned(tried.record(other, Verdict.APPROVED), Refusal.Rule.GROUP);
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesNoVerdictOfNobody(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.assertReturned(
        tried.record(null, Verdict.APPROVED, TriedReview.nextKey()), Refusal.Rule.NOBODY);
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesAMembersVerdictOnce(String prefix) {
    TriedReview<?> tried = tried(prefix);
    long events = tried.actions().size();
    assertThat(tried.clean(Verdict.APPROVED).outcome()).isNotEqualTo(Handled.UNUSABLE);
    assertThat(tried.read().notice()).isNull();
    assertThat(tried.actions().size()).isGreaterThan((int) events);
    List<String> after = tried.actions();
    try {
      assertThat(tried.clean(Verdict.APPROVED).outcome()).isEqualTo(Handled.TOO_LATE);
    } catch (IllegalStateException unexpected) {
      assertThat(unexpected).hasMessageContaining("record a verdict");
    }
    assertThat(tried.actions().stream().filter(action -> !action.equals("VERDICT_TOO_LATE")))
        .containsExactlyElementsOf(after);
  }

  @ParameterizedTest
  @MethodSource("types")
  void givesNoVerdictThatIsNotOfItsTask(String prefix) {
    TriedReview<?> tried = tried(prefix);
    Set<Verdict> verdicts = in(tried::subject).verdicts();
    for (Verdict verdict : Verdict.values()) {
      if (!verdicts.contains(verdict)) {
        tried.assertReturned(tried.clean(verdict), Refusal.Rule.FORM);
      }
    }
    assertThat(verdicts).contains(Verdict.APPROVED, Verdict.REJECTED);
  }

  @ParameterizedTest
  @MethodSource("types")
  void rejects(String prefix) {
    TriedReview<?> tried = tried(prefix);
    String state = tried.read().state().name();
    assertThat(tried.clean(Verdict.REJECTED).outcome()).isNotEqualTo(Handled.UNUSABLE);
    assertThat(tried.read().state().name()).isNotEqualTo(state);
    assertThat(tried.read().problems()).hasSize(1);
    assertThat(tried.read().clock()).isNull();
  }

  @ParameterizedTest
  @MethodSource("types")
  void remindsAndReportsOnceARound(String prefix) {
    TriedReview<?> tried = tried(prefix);
    assertThat(tried.remind()).isFalse();
    assertThat(tried.escalate()).isFalse();
    // However far the engine's clock is ahead, what it was told to ask for then is not lost.
    assertThatThrownBy(tried::remindAsTold).isInstanceOf(NotYetException.class);
    assertThatThrownBy(tried::escalateAsTold).isInstanceOf(NotYetException.class);
    // A timer fires once: where the engine's clock is a moment ahead, what it asks for is not lost.
    tried.soon();
    assertThatThrownBy(tried::remind).isInstanceOf(NotYetException.class);
    assertThatThrownBy(tried::escalate).isInstanceOf(NotYetException.class);
    tried.past();
    assertThat(tried.remind()).isTrue();
    assertThat(tried.remind()).isFalse();
    assertThat(tried.remindAsTold()).isFalse();
    assertThat(tried.escalate()).isTrue();
    assertThat(tried.escalate()).isFalse();
    assertThat(tried.escalateAsTold()).isFalse();
    assertThat(tried.actions())
        .containsOnlyOnce("AUDITOR_REMINDED", "AUDIT_OVERDUE")
        .endsWith("AUDITOR_REMINDED", "AUDIT_OVERDUE");
    assertThat(tried.read().clock()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("types")
  void putsALostVerdictOnRecordOnceWhereARoundCanEnd(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.sample().takeBack(tried.id);
    long taskKey = TriedReview.nextKey();
    if (!tried.type.type().instances().roundsEnd()) {
      assertThatThrownBy(() -> tried.record(tried.member(), Verdict.APPROVED, taskKey))
          .isInstanceOf(NotYetException.class);
      return;
    }
    for (int time = 0; time < 2; time++) {
      assertThat(tried.record(tried.member(), Verdict.APPROVED, taskKey).outcome())
          .isEqualTo(Handled.TOO_LATE);
      assertThat(tried.closeRound(taskKey)).isFalse();
    }
    assertThat(tried.actions()).containsOnlyOnce("VERDICT_TOO_LATE");
    assertThat(tried.closeRound(TriedReview.nextKey())).isTrue();
  }

  /** A start somebody else made for what is not on is not asked about for ever. */
  @ParameterizedTest
  @MethodSource("types")
  void endsWaitingForTheEndOfWhatIsOver(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.sample().takeBack(tried.id);
    assertThatThrownBy(tried::remind).isInstanceOf(NotYetException.class);
    tried.lastChanged("20 minutes");
    assertThatThrownBy(tried::remind)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing has ended the instance");
  }

  @ParameterizedTest
  @MethodSource("types")
  void answersOneInstanceOnly(String prefix) {
    TriedReview<?> tried = tried(prefix);
    assertThat(tried.remind()).isFalse();
    assertThatThrownBy(() -> tried.remindAs(TriedReview.nextKey()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not belong");
  }

  @ParameterizedTest
  @MethodSource("types")
  void isSentBackOnlySoOften(String prefix) {
    TriedReview<?> tried = tried(prefix);
    Optional<Reviewed.Fixing> fixing = in(tried::fixing);
    if (fixing.isEmpty()) {
      assertThat(in(tried::subject).verdicts()).doesNotContain(Verdict.SENT_BACK);
      return;
    }
    tried.inRound(fixing.get().rounds() + 1);
    assertThat(tried.clean(Verdict.SENT_BACK).outcome()).isEqualTo(Handled.REJECTED);
    assertThat(tried.actions()).endsWith("REJECTED_TOO_MANY_ROUNDS");

    TriedReview<?> first = tried(prefix);
    Handled handled = first.clean(Verdict.SENT_BACK);
    assertThat(handled.outcome()).isEqualTo(Handled.SENT_BACK);
    assertThat(handled.variables()).containsKeys("waitRemindAt", "waitDueAt", "round");
    assertThat(first.read().waiting()).isNotNull();
    assertThat(first.read().clock()).isNull();
    assertThat(first.remindOwner()).isTrue();
    assertThat(first.remindOwner()).isFalse();
    assertThatThrownBy(first::expire).isInstanceOf(NotYetException.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  void showsWhoCannotDecide(String prefix) {
    TriedReview<?> tried = tried(prefix);
    tried.record("admin", Verdict.APPROVED);
    String shown = in(tried::dossier).toString();
    assertThat(shown).contains("merchant").contains("admin").contains("Not in the group");
  }
}
