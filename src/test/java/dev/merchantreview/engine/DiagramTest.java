package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two versions of a process have in common, as far as an instance can go on by it. */
class DiagramTest {

  private static final Path FORMER = Path.of("src/test/resources/former-diagrams");
  private static final Set<String> PHASES =
      Set.of("SubProcess_Account", "SubProcess_Contract", "SubProcess_Deposit");

  /** What asked whether a phase is needed: which are, and in which order, is asked once now. */
  private static final Set<String> NOT_ON_A_ROAD =
      Set.of(
          "Gateway_AccountSettled",
          "Gateway_VerificationRequired",
          "Gateway_ContractRequired",
          "Gateway_Signed",
          "Gateway_DepositComplete");

  private static final String REFUND = read(Path.of("bpmn/deposit-refund.bpmn"));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * What led a filing's instance to its end with the round: none waits there, and what is told of
   * the end of such a round is told by the name the present diagram has for it, too.
   */
  private static final Map<String, Set<String>> GONE =
      Map.of(
          "streamer-filing",
          Set.of(
              "Event_OvertakenByChange",
              "SubProcess_RoundEnded",
              "Event_RoundEnded",
              "Task_CloseRound",
              "Event_RoundClosed"));

  /** The ids that are not the same any more. */
  private static Set<String> lost(String changed) {
    Diagram before = Diagram.read(REFUND);
    Set<String> lost = new TreeSet<>(before.elements().keySet());
    lost.removeAll(before.sharedWith(Diagram.read(changed)));
    return lost;
  }

  static List<Path> diagrams() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
      return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList();
    }
  }

  /** The engine reads them by the same rules, and takes none that breaks one. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void isByTheSchema(Path diagram) {
    assertThat(Diagram.read(read(diagram)).elements()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"streamer-filing", "deposit-refund", "store-closure"})
  void findsEverythingOfAFormerDiagramInThePresentOne(String process) {
    Diagram former = Diagram.read(read(FORMER.resolve(process + ".bpmn")));
    Diagram present = Diagram.read(read(Path.of("bpmn", process + ".bpmn")));
    assertThat(former.elements()).hasSizeGreaterThan(10);
    Set<String> expected = new TreeSet<>(former.elements().keySet());
    expected.removeAll(GONE.getOrDefault(process, Set.of()));
    assertThat(former.sharedWith(present)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** What comes after the verdict stands in phases of its own: who is there ends where it began. */
  @Test
  void findsAFormerApplicationUntilItIsApproved() {
    Diagram former = Diagram.read(read(FORMER.resolve("store-onboarding.bpmn")));
    Diagram present = Diagram.read(read(Path.of("bpmn/store-onboarding.bpmn")));
    Set<String> lost = new TreeSet<>(former.elements().keySet());
    lost.removeAll(former.sharedWith(present));
    assertThat(former.sharedWith(present))
        .contains(
            "Task_CheckApplication",
            "SubProcess_Audit",
            "Task_AuditStore",
            "Event_AuditReminder",
            "Event_Redated",
            "Task_AwaitResubmission",
            "Event_ResubmissionDeadline",
            "Event_Withdrawn");
    assertThat(lost)
        .allSatisfy(
            id ->
                assertThat(
                        NOT_ON_A_ROAD.contains(id)
                            || PHASES.contains(present.elements().get(id).within()))
                    .as(id)
                    .isTrue());
  }

  /** Who waits in a phase waits there still: only what led from one to the next is another. */
  @Test
  void findsWhereAnApplicationWaitsInAPhaseOfTheOneRoadThereWas() {
    Diagram earlier =
        Diagram.read(read(Path.of("src/test/resources/earlier-diagrams/store-onboarding.bpmn")));
    Diagram present = Diagram.read(read(Path.of("bpmn/store-onboarding.bpmn")));
    assertThat(earlier.sharedWith(present))
        .contains(
            "Task_AwaitAccount",
            "Task_AwaitSignature",
            "Task_AwaitDeposit",
            "Task_AuditStore",
            "Event_DepositDeadline",
            "Task_AwaitResubmission");
  }

  /**
   * An instance of the release before takes every job whose type it knows, from whatever diagram:
   * it must know none whose step asks how far the case is on its road.
   */
  @Test
  void leavesNoStepOfARoadToAnInstanceThatKnowsOfNone() {
    Set<String> known =
        jobTypes(read(Path.of("src/test/resources/earlier-diagrams/store-onboarding.bpmn")));
    assertThat(known).contains("onboarding.begin-verification", "onboarding.activate-store");
    Set<String> shared = jobTypes(read(Path.of("bpmn/store-onboarding.bpmn")));
    assertThat(shared).contains("onboarding.choose-phase");
    shared.retainAll(known);
    assertThat(shared)
        .filteredOn(type -> !type.startsWith("review."))
        .containsExactly("onboarding.read-account-answer");
  }

  /** From the hub there was, no way led back to the machine checks; all that was there is there. */
  @Test
  void findsEverythingOfTheHubThereWas() {
    String hub = read(Path.of("src/test/resources/hub-diagrams/store-onboarding.bpmn"));
    String present = read(Path.of("bpmn/store-onboarding.bpmn"));
    Diagram before = Diagram.read(hub);
    assertThat(before.sharedWith(Diagram.read(present)))
        .containsExactlyInAnyOrderElementsOf(before.elements().keySet());
    Set<String> added = jobTypes(present);
    added.removeAll(jobTypes(hub));
    // An instance that knows no way back must not be asked for it.
    assertThat(added)
        .containsExactlyInAnyOrder("onboarding.apply-rules", "onboarding.choose-phase");
  }

  private static Set<String> jobTypes(String diagram) {
    return Pattern.compile("<zeebe:taskDefinition type=\"([^\"]+)\"")
        .matcher(diagram)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void knowsWhatAnInstanceWaitsForAroundWhatItIsAt() {
    assertThat(Diagram.read(REFUND).sharedWith(Diagram.read(REFUND)))
        .contains("Event_Reminder", "Event_Overdue", "Event_Withdrawn", "Event_Redated");
  }

  @Test
  void doesNotSeeNotes() {
    String noted = read(Path.of("bpmn/streamer-filing.bpmn"));
    String plain =
        noted.replaceAll(
            "(?s)<bpmn:textAnnotation .*?</bpmn:textAnnotation>|<bpmn:association [^>]*/>", "");
    assertThat(plain).isNotEqualTo(noted);
    assertThat(Diagram.read(noted)).isEqualTo(Diagram.read(plain));
  }

  @Test
  void losesWhatIsGoneOrHasAnotherName() {
    assertThat(lost(REFUND.replace("Task_ReviewSecond", "Task_ReviewAgain")))
        .containsExactly("Task_ReviewSecond");
  }

  @Test
  void losesWhatIsOfAnotherKind() {
    assertThat(
            lost(
                REFUND
                    .replace(
                        "<bpmn:serviceTask id=\"Task_BeginPayout\"",
                        "<bpmn:task id=\"Task_BeginPayout\"")
                    .replaceFirst(
                        "(?s)(<bpmn:task id=\"Task_BeginPayout\".*?</bpmn:)serviceTask>",
                        "$1task>")))
        .containsExactly("Task_BeginPayout");
  }

  @Test
  void losesABoundaryEventOnAnotherActivity() {
    assertThat(
            lost(
                REFUND.replaceFirst(
                    "(id=\"Event_Reminder\"[^>]*attachedToRef=)\"SubProcess_Handling\"",
                    "$1\"Task_AwaitResubmission\"")))
        .containsExactly("Event_Reminder");
  }

  /** Who waits for a message waits for it by the name it had. */
  @Test
  void losesWhatWaitsForAMessageOfAnotherName() {
    String message =
        REFUND.replaceAll(
            "(?s).*<bpmn:message id=\"Message_Resubmitted\" name=\"([^\"]+)\".*", "$1");
    assertThat(lost(REFUND.replace("\"" + message + "\"", "\"another\"")))
        .containsExactly("Task_AwaitResubmission");
  }

  @Test
  void losesNothingByAnotherJobTypeOrDate() {
    assertThat(
            lost(
                REFUND
                    .replace("review.remind", "review.other")
                    .replace("=reviewDueAt", "=anotherDate")))
        .isEqualTo(new TreeSet<>(List.of()));
  }
}
