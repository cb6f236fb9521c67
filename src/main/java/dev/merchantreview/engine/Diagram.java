package dev.merchantreview.engine;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ReceiveTask;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * What an instance can be at, and wait for, in one version of a process.
 *
 * @param elements by their ids
 */
record Diagram(Map<String, Element> elements) {

  /**
   * What has to be the same of an element for an instance at it to go on in another diagram.
   *
   * @param kind the BPMN element's name
   * @param within the id of the process or sub-process it stands in
   * @param attachedTo the id of the activity whose boundary it is on; null elsewhere
   * @param waitsFor the kinds of event it waits for, a message by its name: who waits already waits
   *     for that name, whatever the other diagram says
   */
  record Element(String kind, String within, @Nullable String attachedTo, List<String> waitsFor) {}

  static Diagram read(String bpmn) {
    return new Diagram(
        Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn.getBytes(StandardCharsets.UTF_8)))
            .getModelElementsByType(FlowNode.class)
            .stream()
            .collect(Collectors.toMap(BaseElement::getId, Diagram::element)));
  }

  /** The ids of what is the same in both. */
  List<String> sharedWith(Diagram other) {
    return elements.entrySet().stream()
        .filter(one -> one.getValue().equals(other.elements.get(one.getKey())))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static Element element(FlowNode node) {
    return new Element(
        node.getElementType().getTypeName(),
        Objects.requireNonNull(((BaseElement) node.getParentElement()).getId()),
        node instanceof BoundaryEvent boundary ? boundary.getAttachedTo().getId() : null,
        waitsFor(node).sorted().toList());
  }

  private static Stream<String> waitsFor(FlowNode node) {
    return switch (node) {
      case ReceiveTask task -> Stream.of(named(task.getMessage()));
      case CatchEvent event -> event.getEventDefinitions().stream().map(Diagram::waitedFor);
      default -> Stream.empty();
    };
  }

  private static String waitedFor(EventDefinition event) {
    return event instanceof MessageEventDefinition message
        ? named(message.getMessage())
        : ((ModelElementInstance) event).getElementType().getTypeName();
  }

  private static String named(@Nullable Message message) {
    return "message " + (message == null ? "" : message.getName());
  }
}
