package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The diagrams fail safe: what a gateway does not know leads to a person, to waiting or to a step
 * that looks for itself, never to what somebody would have to have decided.
 */
class DiagramsTest {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

  /** Where a value nobody expects leads, and why nothing is given away there. */
  private static final Map<String, String> SAFE =
      Map.ofEntries(
          // The merchant, or the applicant, is waited for.
          Map.entry("store-onboarding Gateway_CheckOutcome", "Task_AwaitResubmission"),
          Map.entry("store-onboarding Gateway_Verdict", "Task_AwaitResubmission"),
          Map.entry("store-onboarding Gateway_TransferOutcome", "Event_AccountSentBack"),
          Map.entry("store-onboarding Gateway_MoreTransfers", "Task_AwaitAccount"),
          Map.entry("deposit-refund Gateway_CheckOutcome", "Task_AwaitResubmission"),
          Map.entry("deposit-refund Gateway_Outcome", "Task_AwaitResubmission"),
          Map.entry("store-review Gateway_WhoFirst", "Task_AwaitPapers"),
          Map.entry("store-review Gateway_Verdict", "Task_AwaitPapers"),
          Map.entry("provider-admission Gateway_CheckOutcome", "Task_AwaitResubmission"),
          Map.entry("provider-admission Gateway_Verdict", "Task_AwaitResubmission"),
          // The bank is asked again, under the number that is on record.
          Map.entry("deposit-refund Gateway_PayoutOutcome", "Gateway_BankAnswer"),
          // A person gets it.
          Map.entry("store-onboarding Gateway_NextPhase", "SubProcess_Audit"),
          // A person gets a fresh task.
          Map.entry("store-onboarding Gateway_VerdictUsable", "Task_PrepareAudit"),
          Map.entry("deposit-refund Gateway_FinanceVerdict", "Task_PrepareFinanceReview"),
          Map.entry("deposit-refund Gateway_SecondNeeded", "Task_PrepareSecondReview"),
          Map.entry("deposit-refund Gateway_SecondVerdict", "Task_PrepareSecondReview"),
          Map.entry("deposit-refund Gateway_PayoutBegun", "Task_PrepareFinanceReview"),
          Map.entry("store-closure Gateway_VerdictUsable", "Task_PrepareReview"),
          Map.entry("streamer-filing Gateway_VerdictUsable", "Task_PrepareReview"),
          Map.entry("programme-membership Gateway_VerdictUsable", "Task_PrepareReview"),
          Map.entry("programme-membership Gateway_Eligible", "Task_OpenReview"),
          Map.entry("store-review Gateway_VerdictUsable", "Task_PrepareReview"),
          Map.entry("provider-admission Gateway_VerdictUsable", "Task_PrepareReview"),
          // More is asked for, not less.
          Map.entry("store-onboarding Gateway_AccountMatched", "Gateway_MoreTransfers"),
          Map.entry("store-onboarding Gateway_DepositRequired", "Task_AwaitDeposit"),
          // The step that comes next looks for the fact itself, and goes back without it.
          Map.entry("store-onboarding Gateway_ResubmissionExpired", "Task_CheckApplication"),
          Map.entry("store-onboarding Gateway_AccountExpired", "Task_ReadAccountAnswer"),
          Map.entry("store-onboarding Gateway_ShopExpired", "Event_ShopDone"),
          Map.entry("store-onboarding Gateway_SignatureExpired", "Event_ContractDone"),
          Map.entry("store-onboarding Gateway_DepositExpired", "Event_DepositDone"),
          Map.entry("deposit-refund Gateway_ResubmissionExpired", "Task_CheckRefund"),
          Map.entry("store-review Gateway_PapersExpired", "Task_OpenReview"),
          Map.entry("provider-admission Gateway_ResubmissionExpired", "Task_CheckApplication"),
          // Nothing is granted.
          Map.entry("store-closure Gateway_Verdict", "Event_KeptOpen"),
          Map.entry("programme-membership Gateway_Verdict", "Event_NoMember"),
          // The step looks at the record itself, and nothing is taken away.
          Map.entry("programme-membership Gateway_Occasion", "Task_GatherForEligibility"),
          Map.entry("programme-membership Gateway_Standing", "Event_WarningLifted"),
          // The owner is waited for.
          Map.entry("streamer-filing Gateway_CheckOutcome", "Task_BeginWaiting"),
          Map.entry("streamer-filing Gateway_Verdict", "Task_BeginWaiting"),
          Map.entry("streamer-filing Gateway_Lapsed", "Task_BeginWaiting"),
          // Reviewers get a fresh task.
          Map.entry("streamer-filing Gateway_RoundEnded", "SubProcess_Review"),
          // The side is waited for; the times are looked up again.
          Map.entry("pk-session Gateway_FirstSideMissing", "Task_AwaitFirstConfirmation"),
          Map.entry("pk-session Gateway_SecondSideMissing", "Task_AwaitSecondConfirmation"),
          Map.entry("pk-session Gateway_Outcome", "Task_DateSession"));

  /** Where nobody reviews anything. */
  private static final Set<String> WITHOUT_REVIEW = Set.of("pk-session");

  /** The dates of a review, which only the platform counts anew. */
  private static final Set<String> COUNTED_ANEW =
      Set.of(
          "store-audit-redated",
          "deposit-refund-redated",
          "provider-application-redated",
          "store-closure-review-redated",
          "programme-membership-review-redated",
          "store-review-redated",
          "streamer-filing-review-redated");

  static List<Path> diagrams() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
      return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void whatAGatewayDoesNotKnowLeadsToTheSafeSide(Path file) {
    Document diagram = read(file);
    String process = of(diagram, BPMN, "process").getFirst().getAttribute("id");
    Map<String, Element> flows = byId(of(diagram, BPMN, "sequenceFlow"));
    for (Element gateway : forks(diagram)) {
      String name = process + " " + gateway.getAttribute("id");
      Element byDefault = flows.get(gateway.getAttribute("default"));
      assertThat(byDefault).as("%s has a default", name).isNotNull();
      assertThat(byDefault.getAttribute("targetRef")).as(name).isEqualTo(SAFE.get(name));
      List<Element> others =
          flows.values().stream()
              .filter(flow -> flow.getAttribute("sourceRef").equals(gateway.getAttribute("id")))
              .filter(flow -> flow != byDefault)
              .toList();
      assertThat(others).as(name).isNotEmpty();
      for (Element flow : others) {
        assertThat(condition(flow))
            .as(
                "%s, %s: true for values it names, and never without one",
                name, flow.getAttribute("id"))
            .matches("=\\w+ = (\"[A-Z_]+\"|true)( or \\w+ = \"[A-Z_]+\")*");
      }
    }
  }

  @Test
  void everySafeSideBelongsToAGateway() throws IOException {
    Set<String> gateways = new HashSet<>();
    for (Path file : diagrams()) {
      Document diagram = read(file);
      String process = of(diagram, BPMN, "process").getFirst().getAttribute("id");
      forks(diagram).forEach(gateway -> gateways.add(process + " " + gateway.getAttribute("id")));
    }
    assertThat(gateways).isEqualTo(SAFE.keySet());
  }

  private static List<Element> forks(Document diagram) {
    return of(diagram, BPMN, "exclusiveGateway").stream()
        .filter(gateway -> of(gateway, BPMN, "outgoing").size() > 1)
        .toList();
  }

  /** One that does both reads as if it asked only those who come the main way. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void aGatewayForksOrJoins(Path file) {
    Document diagram = read(file);
    for (Element gateway :
        Stream.of("exclusiveGateway", "parallelGateway")
            .flatMap(kind -> of(diagram, BPMN, kind).stream())
            .toList()) {
      boolean joins = of(gateway, BPMN, "incoming").size() > 1;
      boolean forks = of(gateway, BPMN, "outgoing").size() > 1;
      assertThat(joins).as(gateway.getAttribute("id")).isNotEqualTo(forks);
    }
  }

  /** Whoever can publish a message can put variables into it. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void aMessageBringsNoVariablesIntoARunningCase(Path file) {
    Document diagram = read(file);
    Stream.concat(
            of(diagram, BPMN, "receiveTask").stream(),
            of(diagram, BPMN, "messageEventDefinition").stream()
                .map(definition -> (Element) definition.getParentNode())
                .filter(event -> !startsTheProcess(event)))
        .forEach(
            receiver ->
                assertThat(
                        of(receiver, ZEEBE, "output").stream()
                            .map(output -> output.getAttribute("source"))
                            .toList())
                    .as(receiver.getAttribute("id"))
                    .containsExactly("=true"));
  }

  private static boolean startsTheProcess(Element event) {
    return event.getLocalName().equals("startEvent")
        && event.getParentNode().getLocalName().equals("process");
  }

  /** Nothing comes from nowhere: but for what the platform tells itself, somebody sent it. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void everyMessageComesFromSomebody(Path file) {
    Document diagram = read(file);
    Map<String, Element> messages = byId(of(diagram, BPMN, "message"));
    Set<String> told = new HashSet<>();
    of(diagram, BPMN, "messageFlow").forEach(flow -> told.add(flow.getAttribute("targetRef")));
    Stream.concat(
            of(diagram, BPMN, "receiveTask").stream(),
            of(diagram, BPMN, "messageEventDefinition").stream())
        .filter(
            receiver ->
                !COUNTED_ANEW.contains(
                    messages.get(receiver.getAttribute("messageRef")).getAttribute("name")))
        .forEach(
            receiver ->
                assertThat(around(receiver).anyMatch(told::contains))
                    .as(receiver.getAttribute("id"))
                    .isTrue());
  }

  /** An element's id, and of what it stands in, up to the process. */
  private static Stream<String> around(Element element) {
    return Stream.iterate((Node) element, Element.class::isInstance, node -> node.getParentNode())
        .map(node -> ((Element) node).getAttribute("id"));
  }

  /** One pool runs the process, and every message goes between it and another. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void messagesGoBetweenThePlatformAndOthers(Path file) {
    Document diagram = read(file);
    Map<String, Element> pools = byId(of(diagram, BPMN, "participant"));
    assertThat(pools.values())
        .filteredOn(pool -> !pool.getAttribute("processRef").isEmpty())
        .hasSize(1);
    for (Element flow : of(diagram, BPMN, "messageFlow")) {
      assertThat(
              Stream.of(flow.getAttribute("sourceRef"), flow.getAttribute("targetRef"))
                  .filter(pools::containsKey)
                  .filter(end -> pools.get(end).getAttribute("processRef").isEmpty()))
          .as(flow.getAttribute("id"))
          .hasSize(1);
    }
  }

  /** A flow that is named at its ends only is one Zeebe takes and a reader cannot follow. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void flowsAndTheirEndsNameEachOther(Path file) {
    Document diagram = read(file);
    Map<String, Set<String>> incoming = new HashMap<>();
    Map<String, Set<String>> outgoing = new HashMap<>();
    for (Element flow : of(diagram, BPMN, "sequenceFlow")) {
      String id = flow.getAttribute("id");
      incoming.computeIfAbsent(flow.getAttribute("targetRef"), key -> new HashSet<>()).add(id);
      outgoing.computeIfAbsent(flow.getAttribute("sourceRef"), key -> new HashSet<>()).add(id);
    }
    assertThat(referred(diagram, "incoming")).isEqualTo(incoming);
    assertThat(referred(diagram, "outgoing")).isEqualTo(outgoing);
  }

  /** Clocks that were set anew still run when the review is over: its end has to end them, too. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void nothingOfAReviewOutlivesIt(Path file) {
    for (Element start : of(read(file), BPMN, "startEvent")) {
      if (start.getAttribute("isInterrupting").equals("false")) {
        Element scope = (Element) start.getParentNode().getParentNode();
        List<Element> ends =
            of(scope, BPMN, "endEvent").stream()
                .filter(end -> end.getParentNode() == scope)
                .toList();
        assertThat(ends).isNotEmpty();
        assertThat(ends)
            .as("%s %s", file, scope.getAttribute("id"))
            .allMatch(end -> !of(end, BPMN, "terminateEventDefinition").isEmpty());
      }
    }
  }

  /**
   * A task is made with the place and the days the service told for it; one whose instance was not
   * told yet has a place in the middle and the days of the timers.
   */
  @ParameterizedTest
  @MethodSource("diagrams")
  void aReviewStandsWhereTheServicePutsIt(Path file) {
    Document diagram = read(file);
    List<Element> tasks = of(diagram, BPMN, "userTask");
    String process = of(diagram, BPMN, "process").getFirst().getAttribute("id");
    assertThat(tasks.isEmpty()).as(process).isEqualTo(WITHOUT_REVIEW.contains(process));
    for (Element task : tasks) {
      Element dates = of(task, ZEEBE, "taskSchedule").getFirst();
      assertThat(dates.getAttribute("dueDate"))
          .isEqualTo("=if taskDueAt = null then reviewDueAt else taskDueAt");
      assertThat(dates.getAttribute("followUpDate"))
          .isEqualTo("=if taskFollowUpAt = null then reviewRemindAt else taskFollowUpAt");
      assertThat(of(task, ZEEBE, "priorityDefinition").getFirst().getAttribute("priority"))
          .isEqualTo("=if taskPriority = null then 50 else taskPriority");
    }
  }

  /** A task drawn as a decision that asks a worker instead leads nobody to the row that decided. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void aBusinessRuleTaskCallsADecisionOfTheReleaseOrTheEditionOfTheDay(Path file)
      throws IOException {
    for (Element task : of(read(file), BPMN, "businessRuleTask")) {
      List<Element> called = of(task, ZEEBE, "calledDecision");
      assertThat(called).as(task.getAttribute("id")).hasSize(1);
      String decision = called.getFirst().getAttribute("decisionId");
      if (decision.equals("=tableOfTheDay")) {
        // Its id is that of one edition and one file, chosen by the step before.
        assertThat(called.getFirst().hasAttribute("bindingType")).isFalse();
        continue;
      }
      assertThat(called.getFirst().getAttribute("bindingType")).isEqualTo("deployment");
      assertThat(Files.readString(Path.of("bpmn/rules", decision + ".dmn")))
          .contains("<decision id=\"" + decision + "\"");
    }
  }

  private static Map<String, Set<String>> referred(Document diagram, String kind) {
    Map<String, Set<String>> referred = new HashMap<>();
    for (Element reference : of(diagram, BPMN, kind)) {
      referred
          .computeIfAbsent(
              ((Element) reference.getParentNode()).getAttribute("id"), key -> new HashSet<>())
          .add(reference.getTextContent());
    }
    return referred;
  }

  private static String condition(Element flow) {
    return of(flow, BPMN, "conditionExpression").stream()
        .map(Element::getTextContent)
        .findFirst()
        .orElse("");
  }

  private static Map<String, Element> byId(List<Element> elements) {
    Map<String, Element> byId = new HashMap<>();
    elements.forEach(element -> byId.put(element.getAttribute("id"), element));
    return byId;
  }

  private static List<Element> of(Document document, String namespace, String name) {
    return of(document.getDocumentElement(), namespace, name);
  }

  private static List<Element> of(Element element, String namespace, String name) {
    NodeList found = element.getElementsByTagNameNS(namespace, name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static Document read(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(file.toFile());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (SAXException | ParserConfigurationException cause) {
      throw new IllegalStateException(file + " is no diagram", cause);
    }
  }
}
