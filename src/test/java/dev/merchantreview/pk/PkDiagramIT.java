package dev.merchantreview.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.testing.ServiceAlone;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The diagram of a PK and what the service says to it are one contract. */
class PkDiagramIT {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";
  private static final Pattern TEXT = Pattern.compile("\"(\\w+)\"");

  private final ServiceAlone service = ServiceAlone.get();
  private Document diagram;

  @BeforeEach
  void read() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    diagram = factory.newDocumentBuilder().parse(Path.of("bpmn/pk-session.bpmn").toFile());
  }

  private List<Element> all(String namespace, String name) {
    NodeList found = diagram.getElementsByTagNameNS(namespace, name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private Set<String> said(String namespace, String name, String attribute) {
    return all(namespace, name).stream()
        .map(one -> one.getAttribute(attribute))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void hasEachOfItsStepsDoneAndNoOtherServed() {
    @SuppressWarnings("rawtypes")
    Collection<ProcessWorker> workers = service.beans(ProcessWorker.class);
    assertThat(said(ZEEBE, "taskDefinition", "type"))
        .isEqualTo(
            workers.stream()
                .map(ProcessWorker::jobType)
                .filter(type -> type.startsWith("pk."))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void waitsForTheMessagesThatAreSent() {
    Set<String> sent =
        Stream.concat(
                Stream.of(PkProcess.PLANNED, PkProcess.LIVE_MOVED),
                Arrays.stream(LaneStanding.values()).map(LaneStanding::reopening))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(sent).contains(PkProcess.SIDE_CHANGED);
    assertThat(said(BPMN, "message", "name")).isEqualTo(sent);
    Set<String> received =
        Stream.of("receiveTask", "messageEventDefinition")
            .flatMap(kind -> said(BPMN, kind, "messageRef").stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(received).isEqualTo(said(BPMN, "message", "id"));
  }

  @Test
  void goesOnByWhatASideCanBeAnswered() {
    Set<String> answers =
        Stream.concat(
                Stream.of(LaneStanding.BOTH_READY),
                Arrays.stream(LaneStanding.values()).map(Enum::name))
            .collect(Collectors.toCollection(TreeSet::new));
    // The one that is not named is where the unknown leads.
    answers.remove(LaneStanding.UNCONFIRMED.name());
    for (String side : List.of("First", "Second")) {
      assertThat(named("Gateway_" + side + "SideMissing")).isEqualTo(answers);
    }
    assertThat(named("Gateway_Outcome")).containsExactly("HELD", "NEVER_READY");
  }

  private Set<String> named(String gateway) {
    return all(BPMN, "sequenceFlow").stream()
        .filter(flow -> flow.getAttribute("sourceRef").equals(gateway))
        .flatMap(flow -> TEXT.matcher(flow.getTextContent()).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Null times would be incidents. */
  @Test
  void isGivenTheTimesItsTimersReadAndTheSidesItAsksOf() {
    PlannedPk pk = new PlannedPk(service);
    Map<String, Object> dated = pk.step(PkSteps::date);
    assertThat(dated.values()).doesNotContainNull();
    assertThat(dated.keySet())
        .containsAll(
            all(BPMN, "timeDate").stream()
                .map(time -> time.getTextContent().strip().substring(1))
                .toList());
    Element dates =
        all(BPMN, "serviceTask").stream()
            .filter(task -> task.getAttribute("id").equals("Task_DateSession"))
            .findFirst()
            .orElseThrow();
    NodeList outputs = dates.getElementsByTagNameNS(ZEEBE, "output");
    Set<String> kept =
        IntStream.range(0, outputs.getLength())
            .mapToObj(i -> ((Element) outputs.item(i)).getAttribute("target"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(kept).isSubsetOf(dated.keySet());
    assertThat(dated).containsKey("caseId");
    assertThat(kept)
        .containsAll(
            Stream.concat(
                    all(BPMN, "timeDate").stream()
                        .map(time -> time.getTextContent().strip().substring(1)),
                    Stream.of("firstStreamer", "secondStreamer"))
                .toList());
    // In the order of the sides.
    assertThat(dated)
        .containsEntry("firstStreamer", pk.streamer)
        .containsEntry("secondStreamer", pk.opponent);
    assertThat(
            all(ZEEBE, "input").stream()
                .filter(input -> input.getAttribute("target").equals("streamer"))
                .map(input -> input.getAttribute("source"))
                .toList())
        .containsExactly("=firstStreamer", "=secondStreamer");
    assertThat(pk.step(PkSteps::openSides)).isEmpty();
    assertThat(
            all(ZEEBE, "output").stream()
                .filter(output -> output.getAttribute("target").equals("standing"))
                .map(output -> output.getAttribute("source"))
                .toList())
        .hasSize(2)
        .containsOnly("=standing");
    assertThat(pk.step((steps, asked) -> steps.checkSide(asked, pk.streamer)).keySet())
        .containsExactly("standing");
  }

  @Test
  void isCorrelatedByWhatTheServiceSends() {
    Map<String, String> keys =
        all(BPMN, "message").stream()
            .filter(
                message -> message.getElementsByTagNameNS(ZEEBE, "subscription").getLength() > 0)
            .collect(
                Collectors.toMap(
                    message -> message.getAttribute("name"),
                    message ->
                        ((Element) message.getElementsByTagNameNS(ZEEBE, "subscription").item(0))
                            .getAttribute("correlationKey")));
    assertThat(keys.remove(PkProcess.SIDE_CHANGED)).isEqualTo("=caseId + \":\" + streamer");
    assertThat(keys.values()).hasSize(4).containsOnly("=caseId");
  }

  /** What workers read is what the diagram has. */
  @Test
  void readsNoVariableTheProcessNeverHas() {
    Set<String> known = new TreeSet<>(new PlannedPk(service).step(PkSteps::date).keySet());
    known.addAll(Set.of("streamer", "caseId"));
    @SuppressWarnings("rawtypes")
    Collection<ProcessWorker> workers = service.beans(ProcessWorker.class);
    Function<ProcessWorker<?>, Stream<String>> read =
        worker ->
            Arrays.stream(worker.variables().getRecordComponents()).map(RecordComponent::getName);
    for (ProcessWorker<?> worker : workers) {
      if (worker.jobType().startsWith("pk.")) {
        assertThat(read.apply(worker)).as(worker.jobType()).isSubsetOf(known);
      }
    }
  }
}
