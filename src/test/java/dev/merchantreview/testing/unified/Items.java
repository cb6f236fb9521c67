package dev.merchantreview.testing.unified;

import dev.merchantreview.testing.unified.Recorded.Decision;
import dev.merchantreview.testing.unified.Recorded.Definition;
import dev.merchantreview.testing.unified.Recorded.Element;
import dev.merchantreview.testing.unified.Recorded.Flow;
import dev.merchantreview.testing.unified.Recorded.Incident;
import dev.merchantreview.testing.unified.Recorded.Instance;
import dev.merchantreview.testing.unified.Recorded.UserTask;
import dev.merchantreview.testing.unified.Recorded.Variable;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes what is recorded as the items of a line's answers. Keys are text, times are in UTC. */
final class Items {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");
  private static final String TENANT = "<default>";

  private final ApiLine line;
  private final RecordedData data;

  Items(ApiLine line, RecordedData data) {
    this.line = line;
    this.data = data;
  }

  ObjectNode item(Recorded recorded) {
    ObjectNode item = JSON.createObjectNode();
    switch (recorded) {
      case Definition one -> definition(item, one);
      case Instance one -> instance(item, one);
      case Element one -> element(item, one);
      case Flow one -> flow(item, one);
      case UserTask one -> userTask(item, one);
      case Variable one -> variable(item, one);
      case Incident one -> incident(item, one);
      case Decision one -> decision(item, one);
    }
    item.put("tenantId", TENANT);
    return item;
  }

  /** An item as the line sends it: without what is absent, where the line sends no nulls. */
  ObjectNode sent(ObjectNode item) {
    if (!line.sendsNulls()) {
      item.removeIf(JsonNode::isNull);
    }
    return item;
  }

  private void definition(ObjectNode item, Definition one) {
    item.put("processDefinitionKey", one.id())
        .put("processDefinitionId", one.processId())
        .put("version", one.version())
        .putNull("versionTag")
        .put("name", one.name())
        .put("resourceName", one.processId() + ".bpmn")
        .put("hasStartForm", false);
    if (line != ApiLine.V8_8) {
      item.put("state", "ACTIVE");
    }
  }

  private void instance(ObjectNode item, Instance one) {
    Definition definition = data.definition(one.definitionKey());
    item.put("processInstanceKey", one.id())
        .put("processDefinitionId", definition.processId())
        .put("processDefinitionName", definition.name())
        .put("processDefinitionVersion", definition.version())
        .putNull("processDefinitionVersionTag")
        .put("processDefinitionKey", definition.id())
        .put("startDate", time(one.start()))
        .put("endDate", time(one.end()))
        .put("state", one.state())
        .put("hasIncident", one.hasIncident())
        .putNull("parentProcessInstanceKey")
        .putNull("parentElementInstanceKey")
        .putArray("tags");
    root(item, one.key());
    if (line != ApiLine.V8_8) {
      item.putNull("businessId");
    }
    if (line == ApiLine.V8_10) {
      item.putNull("suspendedDate");
    }
  }

  private void element(ObjectNode item, Element one) {
    of(item, one.instanceKey());
    item.put("elementInstanceKey", one.id())
        .put("elementId", one.elementId())
        .put("elementName", one.name())
        .put("type", one.type())
        .put("state", one.state())
        .put("hasIncident", one.incidentKey() != null)
        .put("incidentKey", key(one.incidentKey()))
        .put("startDate", time(one.start()))
        .put("endDate", time(one.end()));
  }

  private void flow(ObjectNode item, Flow one) {
    of(item, one.instanceKey());
    item.put("sequenceFlowId", one.id()).put("elementId", one.flowId());
  }

  private void userTask(ObjectNode item, UserTask one) {
    Definition definition = of(item, one.instanceKey());
    item.put("userTaskKey", one.id())
        .put("elementInstanceKey", Long.toString(one.elementInstanceKey()))
        .put("elementId", one.elementId())
        .put("name", one.name())
        .put("state", one.state())
        .put("assignee", one.assignee())
        .put("priority", one.priority())
        .put("creationDate", time(one.created()))
        .put("completionDate", time(one.completed()))
        .put("dueDate", time(one.due()))
        .put("followUpDate", time(one.followUp()))
        .put("processDefinitionVersion", definition.version())
        .put("processName", definition.name())
        .putNull("externalFormReference")
        .putNull("formKey");
    one.candidateGroups().forEach(item.putArray("candidateGroups")::add);
    item.putArray("candidateUsers");
    ObjectNode headers = item.putObject("customHeaders");
    one.headers().forEach(headers::put);
    if (line != ApiLine.V8_8) {
      item.putArray("tags");
    }
    if (line == ApiLine.V8_10) {
      item.putNull("businessId");
    }
  }

  private void variable(ObjectNode item, Variable one) {
    item.put("variableKey", one.id())
        .put("processInstanceKey", Long.toString(one.instanceKey()))
        .put("scopeKey", Long.toString(one.scopeKey()))
        .put("name", one.name())
        .put("value", one.value())
        .put("isTruncated", false);
    root(item, one.instanceKey());
  }

  private void incident(ObjectNode item, Incident one) {
    of(item, one.instanceKey());
    item.put("incidentKey", one.id())
        .put("elementInstanceKey", Long.toString(one.elementInstanceKey()))
        .put("elementId", one.elementId())
        .put("errorType", one.errorType())
        .put("errorMessage", one.message())
        .put("state", one.state())
        .put("creationTime", time(one.created()))
        .put("jobKey", key(one.jobKey()));
  }

  private void decision(ObjectNode item, Decision one) {
    item.put("decisionEvaluationInstanceKey", one.id())
        .put("decisionEvaluationKey", Long.toString(one.evaluationKey()))
        .put("decisionDefinitionId", one.decisionId())
        .put("decisionDefinitionKey", Long.toString(one.decisionKey()))
        .put("decisionDefinitionName", one.name())
        .put("decisionDefinitionVersion", one.version())
        .put("decisionDefinitionType", "DECISION_TABLE")
        .put("elementInstanceKey", key(one.elementInstanceKey()))
        .put("processInstanceKey", key(one.instanceKey()))
        .put(
            "processDefinitionKey",
            one.instanceKey() == null ? null : data.definitionOf(one.instanceKey()).id())
        .put("state", one.state())
        .put("result", one.result())
        .put("evaluationFailure", one.failure())
        .put("evaluationDate", time(one.evaluated()));
    if (line != ApiLine.V8_8) {
      item.put("rootDecisionDefinitionKey", Long.toString(one.decisionKey()))
          .put("rootProcessInstanceKey", key(one.instanceKey()));
    }
    if (line == ApiLine.V8_10) {
      item.putNull("businessId");
    }
  }

  /** What everything of an instance has. */
  private Definition of(ObjectNode item, long instanceKey) {
    Definition definition = data.definitionOf(instanceKey);
    item.put("processInstanceKey", Long.toString(instanceKey))
        .put("processDefinitionKey", definition.id())
        .put("processDefinitionId", definition.processId());
    root(item, instanceKey);
    return definition;
  }

  private void root(ObjectNode item, long instanceKey) {
    if (line != ApiLine.V8_8) {
      item.put("rootProcessInstanceKey", Long.toString(instanceKey));
    }
  }

  private static @Nullable String key(@Nullable Long key) {
    return key == null ? null : key.toString();
  }

  private static @Nullable String time(@Nullable OffsetDateTime time) {
    return time == null ? null : TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
  }
}
