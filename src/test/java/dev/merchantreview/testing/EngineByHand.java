package dev.merchantreview.testing;

import dev.merchantreview.local.ApiClient;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.util.Map;

/**
 * What a person can do to a running process past the service: in Operate, or by the engine's own
 * API.
 */
public final class EngineByHand {

  private final TestPlatform platform;
  private final String engineUrl;
  private final URI engineGrpc;

  EngineByHand(TestPlatform platform, String engineUrl, URI engineGrpc) {
    this.platform = platform;
    this.engineGrpc = engineGrpc;
    this.engineUrl = engineUrl;
  }

  /** Cancels the process instance of a case, as a person can in Operate. */
  public void cancel(String caseId) {
    post("/v2/process-instances/" + platform.instanceOf(caseId) + "/cancellation", Map.of());
  }

  /** Sets variables of a case's process instance, as a person can in Operate. */
  public void setVariables(String caseId, Map<String, Object> variables) {
    platform
        .bean(CamundaClient.class)
        .newSetVariablesCommand(platform.instanceOf(caseId))
        .variables(variables)
        .send()
        .join();
  }

  /**
   * The same at an element it is at, past the service and its way to the engine.
   *
   * @param elementId a subprocess
   */
  public void setVariables(String caseId, String elementId, Map<String, Object> variables) {
    long element =
        platform.tasklist("demo").activeAt(platform.instanceOf(caseId), elementId).getFirst();
    try (CamundaClient own =
        CamundaClient.newClientBuilder()
            .grpcAddress(engineGrpc)
            .restAddress(URI.create(engineUrl))
            .preferRestOverGrpc(false)
            .build()) {
      own.newSetVariablesCommand(element).variables(variables).local(true).send().join();
    }
  }

  /** Has a case's process instance begin at an element, too, as a person can in Operate. */
  public void beginAt(String caseId, String elementId) {
    platform
        .bean(CamundaClient.class)
        .newModifyProcessInstanceCommand(platform.instanceOf(caseId))
        .activateElement(elementId)
        .send()
        .join();
  }

  /** Has a case's process instance leave an element and go on at another, as a person can. */
  public void move(String caseId, String from, String to) {
    long instance = platform.instanceOf(caseId);
    platform
        .bean(CamundaClient.class)
        .newModifyProcessInstanceCommand(instance)
        .activateElement(to)
        .and()
        .terminateElement(platform.tasklist("demo").activeAt(instance, from).getFirst())
        .send()
        .join();
  }

  /** Completes a user task through the engine's own API, past Tasklist. */
  public void complete(String taskKey, Map<String, Object> variables) {
    post("/v2/user-tasks/" + taskKey + "/completion", Map.of("variables", variables));
  }

  /** Names whoever one likes as a task's assignee through the engine's own API. */
  public void assign(String taskKey, String assignee) {
    post(
        "/v2/user-tasks/" + taskKey + "/assignment",
        Map.of("assignee", assignee, "allowOverride", true));
  }

  private void post(String path, Map<String, Object> body) {
    ApiClient.Answer answer = new ApiClient(engineUrl, "nobody").post(path, body);
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          "the engine refuses: " + answer.status() + " " + answer.body());
    }
  }
}
