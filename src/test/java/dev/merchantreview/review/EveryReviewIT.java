package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.cases.Instances;
import dev.merchantreview.closure.ClosureSample;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.filing.FilingSample;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.refund.RefundSample;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import dev.programme.MembershipSample;
import dev.programme.Programme;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What holds of the reviews of every type of case; a new type brings a sample and has it all. One
 * of them is the tests' own: the service does not know it but by what it declares.
 */
class EveryReviewIT {

  private static final ServiceAlone SERVICE =
      ServiceAlone.with(new Class<?>[] {Programme.class}, Programme.MIGRATIONS);

  private static final Map<String, ReviewSample> SAMPLES =
      Map.of(
          "pm_", new MembershipSample(SERVICE),
          "sa_", new ApplicationSample(SERVICE),
          "st_", new ClosureSample(SERVICE),
          "rf_", new RefundSample(SERVICE),
          "fl_", new FilingSample(SERVICE));

  private static final AtomicLong KEYS = new AtomicLong(9_000_000_000L);

  private final ReviewSteps steps = SERVICE.bean(ReviewSteps.class);
  private final Verdicts verdicts = SERVICE.bean(Verdicts.class);
  private final ReviewedTypes types = SERVICE.bean(ReviewedTypes.class);

  static Stream<String> types() {
    return SERVICE.bean(ReviewedTypes.class).all().stream().map(type -> type.type().idPrefix());
  }

  @AfterAll
  static void stop() {
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
    Map<String, String> groups = new TreeMap<>();
    each(
        diagram,
        BPMN,
        "userTask",
        task ->
            groups.put(
                task.getAttribute("id"),
                child(task, "assignmentDefinition").getAttribute("candidateGroups")));
    Map<String, String> jobTypes = new TreeMap<>();
    each(
        diagram,
        BPMN,
        "serviceTask",
        task ->
            jobTypes.put(
                task.getAttribute("id"), child(task, "taskDefinition").getAttribute("type")));
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
    Tried<?> tried = tried(prefix);
    assertThat(ids(diagram)).contains(in(tried::position));
  }

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

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
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(diagrams(type).resolve(type.type().processId() + ".bpmn").toFile());
  }

  private static void each(Document diagram, String namespace, String name, Consumer<Element> act) {
    NodeList found = diagram.getElementsByTagNameNS(namespace, name);
    for (int i = 0; i < found.getLength(); i++) {
      act.accept((Element) found.item(i));
    }
  }

  private static Element child(Element parent, String name) {
    return (Element) parent.getElementsByTagNameNS(ZEEBE, name).item(0);
  }

  private static Set<String> ids(Document diagram) {
    Set<String> ids = new HashSet<>();
    each(diagram, BPMN, "*", element -> ids.add(element.getAttribute("id")));
    return ids;
  }

  /** A case in review, and the instance that works on it. */
  private final class Tried<C extends ReviewedCase<?, ?>> {

    private final Reviewed<C> type;
    private final CaseId id;
    private final Asked asked;
    private final int round;
    private final Enum<?> before;
    private ReviewedTask task;

    private Tried(Reviewed<C> type) {
      this(type, type.tasks().getFirst());
    }

    /** With the reviewers of one of its tasks. */
    private Tried(Reviewed<C> type, ReviewedTask last) {
      this.type = type;
      this.id = sample().inReview();
      this.asked = new Asked(id, KEYS.incrementAndGet(), "Task_Tried");
      this.round = read().round();
      for (ReviewedTask earlier : type.tasks().subList(0, type.tasks().indexOf(last))) {
        this.task = earlier;
        clean(Verdict.APPROVED);
      }
      this.task = last;
      this.before = read().state();
    }

    private ReviewSample sample() {
      return SAMPLES.get(type.type().idPrefix());
    }

    private C read() {
      return type.cases().find(id).orElseThrow();
    }

    private Handled record(String reviewer, Verdict verdict) {
      return record(reviewer, verdict, KEYS.incrementAndGet());
    }

    private Handled record(@Nullable String reviewer, Verdict verdict, long taskKey) {
      Review review = review(reviewer, verdict, taskKey);
      return in(() -> verdicts.record(type, asked, round, task, review));
    }

    private Review review(@Nullable String reviewer, Verdict verdict, long taskKey) {
      VerdictPolicy.Subject subject = in(() -> type.subject(read(), task));
      List<Problem> problems =
          switch (verdict) {
            case APPROVED -> List.of();
            case REJECTED ->
                subject.rejection() == VerdictPolicy.Rejection.FOR_GOOD
                    ? List.of(
                        new Problem(
                            ProblemTable.WHOLE_CASE,
                            subject.table().rejections().getFirst().code(),
                            null,
                            Problem.Source.AUDITOR))
                    : List.of(fixable(subject));
            case SENT_BACK -> List.of(fixable(subject));
          };
      return new Review(taskKey, Optional.ofNullable(reviewer), verdict, problems, "请核对材料内容");
    }

    private Problem fixable(VerdictPolicy.Subject subject) {
      return subject.table().fields().stream()
          .flatMap(
              field ->
                  subject.table().auditorCodes().stream()
                      .map(
                          code ->
                              new Problem(
                                  field.pointer(), code.code(), null, Problem.Source.AUDITOR)))
          .filter(problem -> subject.table().isKnown(problem, subject.documents()))
          .findFirst()
          .orElse(new Problem("/nowhere", "OTHER", null, Problem.Source.AUDITOR));
    }

    private Handled clean(Verdict verdict) {
      return record(member(), verdict);
    }

    /** Somebody whose verdict counts, another one for each task. */
    private String member() {
      int who = 1 + type.tasks().indexOf(task);
      return (task.group().equals("finance") ? "finance" : "auditor") + who;
    }

    private List<String> actions() {
      return SERVICE.api("auditor").actions(id.value());
    }

    private void clock(Function<ReviewClock, ReviewClock> change) {
      in(
          () -> {
            C locked = type.cases().lock(id).orElseThrow();
            locked.reviewClock(change.apply(Objects.requireNonNull(locked.clock())));
            type.cases().update(locked, Instant.now());
            return locked;
          });
    }

    private VerdictPolicy.Subject subject() {
      return type.subject(read(), task);
    }

    private Optional<Reviewed.Fixing> fixing() {
      return type.fixing(read());
    }

    private void lastChanged(String ago) {
      SERVICE
          .database()
          .sql(
              "update %s set updated_at = now() - cast(:ago as interval) where id = :id"
                  .formatted(type.cases().table()))
          .param("ago", ago)
          .param("id", id.value())
          .update();
    }

    private boolean remind() {
      return in(() -> steps.remind(type, asked, round));
    }

    private boolean remindAs(long instance) {
      return in(() -> steps.remind(type, new Asked(id, instance, "Task_Tried"), round));
    }

    private boolean escalate() {
      return in(() -> steps.escalate(type, asked, round));
    }

    private boolean remindOwner() {
      return in(() -> steps.remindOwner(type, asked, round));
    }

    private Map<String, Object> expire() {
      return in(() -> steps.expire(type, asked, round));
    }

    private boolean closeRound(long taskKey) {
      Review given = new Review(taskKey, Optional.of(member()), null, List.of(), null);
      return in(() -> verdicts.closeRound(type, asked, round, Optional.of(given)));
    }

    /** Where a new instance takes it up. */
    private String position() {
      CaseProcesses.CaseState state = type.type().find(id).orElseThrow();
      return type.type().release(state).orElseThrow().elementId();
    }

    private void inRound(int number) {
      in(
          () -> {
            C locked = type.cases().lock(id).orElseThrow();
            while (locked.round() < number) {
              locked.review(
                  locked.review().next(locked.submittedAt(), locked.review().submittedBy()));
            }
            type.cases().update(locked, Instant.now());
            return locked;
          });
    }

    private Object dossier() {
      C read = read();
      return steps.prepare(type, asked, round, task, type.content(read, task)).dossier();
    }

    private void past() {
      clock(clock -> clock.notLaterThan(Instant.now().minus(Duration.ofHours(1))));
    }
  }

  private static <T> T in(Supplier<T> work) {
    return SERVICE.bean(TransactionTemplate.class).execute(status -> work.get());
  }

  private Tried<?> tried(String prefix) {
    return tried(type(prefix));
  }

  private <C extends ReviewedCase<?, ?>> Tried<C> tried(Reviewed<C> type) {
    return new Tried<>(type);
  }

  private <C extends ReviewedCase<?, ?>> Tried<C> tried(Reviewed<C> type, ReviewedTask task) {
    return new Tried<>(type, task);
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
      if (type.type().instances() instanceof Instances.PerRound) {
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
        if (!name.isEmpty() && !name.equals(CANNOT_BE_FILLED_IN)) {
          asked.add(name);
        }
        if (name.equals("verdict")) {
          component.path("values").forEach(one -> verdicts.add(one.path("value").asString()));
        }
      }
      Set<String> handedOn = new TreeSet<>();
      Set<String> told = new TreeSet<>();
      NodeList outputs = drawn.getElementsByTagNameNS(ZEEBE, "output");
      for (int i = 0; i < outputs.getLength(); i++) {
        Element output = (Element) outputs.item(i);
        told.add(output.getAttribute("target"));
        all(NAME, output.getAttribute("source").replaceAll("\"[^\"]*\"|\\w+:", ""))
            .forEach(handedOn::add);
      }
      handedOn.removeAll(Set.of("if", "then", "else", "null"));
      assertThat(told).isEqualTo(Set.of("verdict", "problems", "reason"));
      assertThat(handedOn).as(task.elementId()).isEqualTo(asked);
      Tried<?> tried = tried(type, task);
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

  /** A field that is there only to stop whoever names no problem where one is needed. */
  private static final String CANNOT_BE_FILLED_IN = "problemNeeded";

  private static final Pattern TEXT = Pattern.compile("\"(\\w+)\"");
  private static final Pattern NAME = Pattern.compile("(\\b[A-Za-z]\\w*)");
  private static final Pattern SHOWN = Pattern.compile("dossier\\.(\\w+)");

  private static Stream<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1));
  }

  private static Element element(Document diagram, String id) {
    List<Element> found = new ArrayList<>();
    each(
        diagram,
        BPMN,
        "*",
        element -> {
          if (element.getAttribute("id").equals(id)) {
            found.add(element);
          }
        });
    return found.getFirst();
  }

  /** Where an element's flows lead, each with its condition; empty where it has none. */
  private static Map<String, String> targets(Document diagram, String source) {
    Map<String, String> targets = new TreeMap<>();
    each(
        diagram,
        BPMN,
        "sequenceFlow",
        flow -> {
          if (flow.getAttribute("sourceRef").equals(source)) {
            targets.put(flow.getAttribute("targetRef"), flow.getTextContent().strip());
          }
        });
    return targets;
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesNoVerdictOfWhoHandedItIn(String prefix) {
    Tried<?> tried = tried(prefix);
    assertReturned(tried, tried.record("ＭＥＲＣＨＡＮＴ", Verdict.APPROVED), Refusal.Rule.GROUP);
    assertThat(tried.read().notice()).contains("Nobody reviews a case they submitted");
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesNoVerdictOfSomebodyOutsideTheGroup(String prefix) {
    for (String outsider : List.of("admin", "ceo-nobody", "merchant-of-another")) {
      Tried<?> tried = tried(prefix);
      assertReturned(tried, tried.record(outsider, Verdict.APPROVED), Refusal.Rule.GROUP);
      assertThat(tried.read().notice()).contains(outsider, "Not in the group");
    }
    Tried<?> tried = tried(prefix);
    String other = tried.task.group().equals("finance") ? "auditor1" : "finance1";
    assertReturned(tried, tried.record(other, Verdict.APPROVED), Refusal.Rule.GROUP);
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesNoVerdictOfNobody(String prefix) {
    Tried<?> tried = tried(prefix);
    assertReturned(
        tried, tried.record(null, Verdict.APPROVED, KEYS.incrementAndGet()), Refusal.Rule.NOBODY);
  }

  private static void assertReturned(Tried<?> tried, Handled handled, Refusal.Rule rule) {
    assertThat(handled.outcome()).isEqualTo(Handled.UNUSABLE);
    assertThat(tried.actions()).endsWith("VERDICT_RETURNED");
    assertThat(tried.read().state()).isEqualTo(tried.before);
    assertThat(
            SERVICE
                .database()
                .sql("select rule from review_refused_verdict where case_id = :id")
                .param("id", tried.id.value())
                .query(String.class)
                .list())
        .contains(rule.name());
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesAMembersVerdictOnce(String prefix) {
    Tried<?> tried = tried(prefix);
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
    Tried<?> tried = tried(prefix);
    Set<Verdict> verdicts = in(tried::subject).verdicts();
    for (Verdict verdict : Verdict.values()) {
      if (!verdicts.contains(verdict)) {
        assertReturned(tried, tried.clean(verdict), Refusal.Rule.FORM);
      }
    }
    assertThat(verdicts).contains(Verdict.APPROVED, Verdict.REJECTED);
  }

  @ParameterizedTest
  @MethodSource("types")
  void rejects(String prefix) {
    Tried<?> tried = tried(prefix);
    String state = tried.read().state().name();
    assertThat(tried.clean(Verdict.REJECTED).outcome()).isNotEqualTo(Handled.UNUSABLE);
    assertThat(tried.read().state().name()).isNotEqualTo(state);
    assertThat(tried.read().problems()).hasSize(1);
    assertThat(tried.read().clock()).isNull();
  }

  @ParameterizedTest
  @MethodSource("types")
  void remindsAndReportsOnceARound(String prefix) {
    Tried<?> tried = tried(prefix);
    assertThat(tried.remind()).isFalse();
    assertThat(tried.escalate()).isFalse();
    tried.past();
    assertThat(tried.remind()).isTrue();
    assertThat(tried.remind()).isFalse();
    assertThat(tried.escalate()).isTrue();
    assertThat(tried.escalate()).isFalse();
    assertThat(tried.actions())
        .containsOnlyOnce("AUDITOR_REMINDED", "AUDIT_OVERDUE")
        .endsWith("AUDITOR_REMINDED", "AUDIT_OVERDUE");
    assertThat(tried.read().clock()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("types")
  void putsALostVerdictOnRecordOnceWhereARoundCanEnd(String prefix) {
    Tried<?> tried = tried(prefix);
    tried.sample().takeBack(tried.id);
    long taskKey = KEYS.incrementAndGet();
    if (tried.type.type().instances() instanceof Instances.PerCase) {
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
    assertThat(tried.closeRound(KEYS.incrementAndGet())).isTrue();
  }

  /** A start somebody else made for what is not on is not asked about for ever. */
  @ParameterizedTest
  @MethodSource("types")
  void endsWaitingForTheEndOfWhatIsOver(String prefix) {
    Tried<?> tried = tried(prefix);
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
    Tried<?> tried = tried(prefix);
    assertThat(tried.remind()).isFalse();
    assertThatThrownBy(() -> tried.remindAs(KEYS.incrementAndGet()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not belong");
  }

  @ParameterizedTest
  @MethodSource("types")
  void isSentBackOnlySoOften(String prefix) {
    Tried<?> tried = tried(prefix);
    Optional<Reviewed.Fixing> fixing = in(tried::fixing);
    if (fixing.isEmpty()) {
      assertThat(in(tried::subject).verdicts()).doesNotContain(Verdict.SENT_BACK);
      return;
    }
    tried.inRound(fixing.get().rounds() + 1);
    assertThat(tried.clean(Verdict.SENT_BACK).outcome()).isEqualTo(Handled.REJECTED);
    assertThat(tried.actions()).endsWith("REJECTED_TOO_MANY_ROUNDS");

    Tried<?> first = tried(prefix);
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
    Tried<?> tried = tried(prefix);
    tried.record("admin", Verdict.APPROVED);
    String shown = in(tried::dossier).toString();
    assertThat(shown).contains("merchant").contains("admin").contains("Not in the group");
  }
}
