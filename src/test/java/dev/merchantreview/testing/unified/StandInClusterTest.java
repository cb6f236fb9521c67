package dev.merchantreview.testing.unified;

import static dev.merchantreview.testing.unified.ReviewOnRecord.DECISION;
import static dev.merchantreview.testing.unified.ReviewOnRecord.DEFINITION;
import static dev.merchantreview.testing.unified.ReviewOnRecord.ELEMENT;
import static dev.merchantreview.testing.unified.ReviewOnRecord.ENDED;
import static dev.merchantreview.testing.unified.ReviewOnRecord.FAILED;
import static dev.merchantreview.testing.unified.ReviewOnRecord.INCIDENT;
import static dev.merchantreview.testing.unified.ReviewOnRecord.INSTANCE;
import static dev.merchantreview.testing.unified.ReviewOnRecord.LONG;
import static dev.merchantreview.testing.unified.ReviewOnRecord.NOON;
import static dev.merchantreview.testing.unified.ReviewOnRecord.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.camunda.client.api.command.MalformedResponseException;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.search.enums.ElementInstanceState;
import io.camunda.client.api.search.enums.ElementInstanceType;
import io.camunda.client.api.search.enums.IncidentErrorType;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.request.DecisionInstanceSearchRequest;
import io.camunda.client.api.search.request.IncidentSearchRequest;
import io.camunda.client.api.search.request.UserTaskSearchRequest;
import io.camunda.client.api.search.response.DecisionInstance;
import io.camunda.client.api.search.response.ProcessInstance;
import io.camunda.client.api.search.response.SearchResponse;
import io.camunda.client.api.search.response.UserTask;
import io.camunda.client.api.search.response.Variable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** The real client finds on each line what was put into the stand-in, and nothing else. */
@ParameterizedClass
@EnumSource(ApiLine.class)
class StandInClusterTest extends RealClient {

  @Parameter ApiLine line;

  @Override
  ApiLine line() {
    return line;
  }

  @Test
  void tellsTheVersionOfTheCluster() {
    assertThat(client.newTopologyRequest().useRest().send().join().getGatewayVersion())
        .isEqualTo(line.version());
  }

  @Test
  void findsInstancesByWhatTheyAre() {
    ProcessInstance found = client.newProcessInstanceGetRequest(INSTANCE.key()).execute();
    assertThat(found.getState()).isEqualTo(ProcessInstanceState.ACTIVE);
    assertThat(found.getProcessDefinitionVersion()).isEqualTo(2);
    assertThat(found.getStartDate()).isEqualTo(NOON);
    assertThat(found.getEndDate()).isNull();
    assertThat(found.getHasIncident()).isTrue();

    assertThat(keys(client.newProcessInstanceSearchRequest().execute()))
        .containsExactly(INSTANCE.key(), ENDED.key());
    assertThat(
            keys(
                client
                    .newProcessInstanceSearchRequest()
                    .filter(one -> one.processDefinitionId("review").processDefinitionKey(11L))
                    .execute()))
        .containsExactly(ENDED.key());
    assertThat(
            keys(
                client
                    .newProcessInstanceSearchRequest()
                    .filter(one -> one.state(state -> state.neq(ProcessInstanceState.ACTIVE)))
                    .execute()))
        .containsExactly(ENDED.key());
    assertThat(
            keys(
                client
                    .newProcessInstanceSearchRequest()
                    .filter(
                        one ->
                            one.processInstanceKey(key -> key.in(INSTANCE.key(), 5L))
                                .elementId("check")
                                .variables(Map.of("caseId", "\"C-1\""))
                                .startDate(start -> start.gte(NOON).lt(NOON.plusSeconds(1))))
                    .execute()))
        .containsExactly(INSTANCE.key());
    assertThat(
            keys(
                client
                    .newProcessInstanceSearchRequest()
                    .filter(one -> one.variables(Map.of("caseId", "\"C-2\"")))
                    .execute()))
        .isEmpty();
    assertThat(
            keys(
                client
                    .newProcessInstanceSearchRequest()
                    .filter(
                        one ->
                            one.orFilters(
                                List.of(
                                    either -> either.hasIncident(true),
                                    either -> either.state(ProcessInstanceState.COMPLETED))))
                    .sort(by -> by.state().desc())
                    .execute()))
        .containsExactly(ENDED.key(), INSTANCE.key());
  }

  @Test
  void findsElementsAndFlowsOfAnInstance() {
    assertThat(
            client
                .newElementInstanceSearchRequest()
                .filter(
                    one ->
                        one.processInstanceKey(INSTANCE.key()).state(ElementInstanceState.ACTIVE))
                .execute()
                .items())
        .extracting(
            one -> one.getElementInstanceKey(), one -> one.getElementId(), one -> one.getType())
        .containsExactly(
            tuple(ELEMENT.key(), "check", ElementInstanceType.USER_TASK),
            tuple(FAILED.key(), "score", ElementInstanceType.SERVICE_TASK));
    assertThat(client.newProcessInstanceSequenceFlowsRequest(INSTANCE.key()).execute())
        .extracting(one -> one.getElementId())
        .containsExactly("to-check");
  }

  @Test
  void findsUserTasksAndChangesThem() {
    client
        .newUpdateUserTaskCommand(TASK.key())
        .priority(90)
        .dueDate(NOON.plusDays(2))
        .followUpDate(NOON.plusDays(1))
        .execute();

    UserTask found =
        client
            .newUserTaskSearchRequest()
            .filter(
                one ->
                    one.processInstanceKey(INSTANCE.key())
                        .elementId("check")
                        .state(UserTaskState.CREATED)
                        .assignee("lin")
                        .candidateGroup("reviewers")
                        // Sent as an empty list otherwise, which 8.8 does not know.
                        .tags((Set<String>) null)
                        .processInstanceVariables(Map.of("caseId", "\"C-1\"")))
            .execute()
            .singleItem();

    assertThat(found.getPriority()).isEqualTo(90);
    assertThat(found.getDueDate()).isEqualTo(NOON.plusDays(2));
    assertThat(found.getFollowUpDate()).isEqualTo(NOON.plusDays(1));
    assertThat(found.getCreationDate()).isEqualTo(NOON);
    assertThat(found.getCompletionDate()).isNull();
    assertThat(found.getCustomHeaders()).containsExactly(Map.entry("kind", "first"));

    client.newUpdateUserTaskCommand(TASK.key()).clearDueDate().execute();
    assertThat(client.newUserTaskSearchRequest().execute().singleItem().getDueDate()).isNull();
  }

  @Test
  void shortensLongValuesUnlessTheWholeIsAskedFor() {
    Variable part =
        client
            .newVariableSearchRequest()
            .filter(one -> one.processInstanceKey(INSTANCE.key()).name("notes"))
            .execute()
            .singleItem();
    assertThat(part.isTruncated()).isTrue();
    assertThat(part.getValue()).hasSize(8_191);

    Variable whole =
        client
            .newVariableSearchRequest()
            .filter(one -> one.isTruncated(true))
            .withFullValues()
            .execute()
            .singleItem();
    assertThat(whole.isTruncated()).isFalse();
    assertThat(whole.getValue()).isEqualTo(LONG.value());

    assertThat(
            client
                .newVariableSearchRequest()
                .filter(one -> one.name("caseId").value("\"C-1\""))
                .execute()
                .singleItem()
                .getProcessInstanceKey())
        .isEqualTo(INSTANCE.key());
  }

  @Test
  void findsIncidents() {
    assertThat(
            client
                .newIncidentsByProcessInstanceSearchRequest(INSTANCE.key())
                .execute()
                .singleItem()
                .getErrorType())
        .isEqualTo(IncidentErrorType.JOB_NO_RETRIES);
    assertThat(client.newIncidentSearchRequest().execute().singleItem().getIncidentKey())
        .isEqualTo(INCIDENT.key());

    IncidentSearchRequest filtered =
        client
            .newIncidentSearchRequest()
            .filter(one -> one.processInstanceKey(INSTANCE.key()).elementId("score"));
    if (line == ApiLine.V8_8) {
      // The client sends operators where 8.8 takes a plain value only.
      assertThatThrownBy(filtered::execute)
          .isInstanceOfSatisfying(
              ProblemException.class, refused -> assertThat(refused.code()).isEqualTo(400));
    } else {
      assertThat(filtered.execute().singleItem().getIncidentKey()).isEqualTo(INCIDENT.key());
    }
  }

  @Test
  void refusesTheClientsFilterOfUserTasksOn88ForTagsItDidNotAskFor() {
    UserTaskSearchRequest filtered =
        client.newUserTaskSearchRequest().filter(one -> one.elementId("check"));
    if (line == ApiLine.V8_8) {
      assertThatThrownBy(filtered::execute)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("'tags'");
    } else {
      assertThat(filtered.execute().items()).hasSize(1);
    }
  }

  @Test
  void findsDefinitionsAndTheirDiagrams() {
    assertThat(
            client
                .newProcessDefinitionSearchRequest()
                .filter(one -> one.processDefinitionId("review").isLatestVersion(true))
                .execute()
                .singleItem()
                .getVersion())
        .isEqualTo(2);
    assertThat(client.newProcessDefinitionGetXmlRequest(DEFINITION.key()).execute())
        .isEqualTo(ReviewOnRecord.XML);
  }

  @Test
  void findsDecisions() {
    DecisionInstanceSearchRequest asked =
        client
            .newDecisionInstanceSearchRequest()
            .filter(
                one ->
                    one.processInstanceKey(INSTANCE.key())
                        .decisionDefinitionKey(82)
                        .elementInstanceKey(32));
    if (line == ApiLine.V8_8) {
      // The client needs the key of the root decision, which 8.8 does not send.
      assertThatThrownBy(asked::execute)
          .isInstanceOf(MalformedResponseException.class)
          .hasRootCauseInstanceOf(NumberFormatException.class);
      cluster.always(
          Operation.SEARCH_DECISIONS,
          new Fault.Unlike(
              body ->
                  ((ObjectNode) body.path("items").path(0))
                      .put("rootDecisionDefinitionKey", "82")));
    }
    DecisionInstance found = asked.execute().singleItem();
    assertThat(found.getDecisionInstanceId()).isEqualTo(DECISION.id());
    assertThat(found.getResult()).isEqualTo("\"high\"");
  }

  @Test
  void findsTheUsersOfAGroup() {
    assertThat(client.newUsersByGroupSearchRequest("reviewers").execute().items())
        .extracting(one -> one.getUsername())
        .containsExactly("lin", "wang");
  }

  private static List<Long> keys(SearchResponse<ProcessInstance> found) {
    return found.items().stream().map(ProcessInstance::getProcessInstanceKey).toList();
  }
}
