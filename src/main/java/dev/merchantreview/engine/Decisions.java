package dev.merchantreview.engine;

import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evaluates DMN decisions in the engine, so that the rows that decided are known by version and id.
 */
@Component
public class Decisions {

  private final CamundaClient client;
  private final ProcessDeployment deployment;
  private final JsonMapper json;

  Decisions(CamundaClient client, ProcessDeployment deployment, JsonMapper json) {
    this.client = client;
    this.deployment = deployment;
    this.json = json;
  }

  /**
   * What a decision answered, and by which rows.
   *
   * @param inputs what it was asked; never personal data
   * @param output null in JSON when no row matched
   */
  public record Result(
      String decisionId,
      int version,
      Map<String, Object> inputs,
      JsonNode output,
      List<String> matchedRules) {

    /** For the record: which table in which version said so, asked what, and by which rows. */
    public Map<String, Object> evidence() {
      return Map.of(
          "decision", decisionId,
          "version", version,
          "rules", matchedRules,
          "inputs", inputs,
          "output", output);
    }
  }

  /**
   * Which model's tables decide: the number rises with each newer one.
   *
   * @throws OutsideUnavailableException while the engine does not have it yet
   */
  public long modelNumber() {
    return deployment.status().number();
  }

  /**
   * Asks the table this service was built with, also when the engine has a newer one.
   *
   * @throws OutsideUnavailableException when the engine cannot answer now
   */
  public Result evaluate(String decisionId, Map<String, Object> input) {
    EvaluateDecisionResponse answer = ask(decisionId, input);
    if (answer.getFailureMessage() != null && !answer.getFailureMessage().isEmpty()) {
      throw new IllegalStateException(decisionId + " failed: " + answer.getFailureMessage());
    }
    return new Result(
        decisionId,
        answer.getDecisionVersion(),
        input,
        json.readTree(answer.getDecisionOutput()),
        answer.getEvaluatedDecisions().stream()
            .flatMap(decision -> decision.getMatchedRules().stream())
            .map(rule -> rule.getRuleId())
            .toList());
  }

  /**
   * A busy or absent engine is no failure of the job that asks: it must not use up the job's
   * retries.
   */
  private EvaluateDecisionResponse ask(String decisionId, Map<String, Object> input) {
    long key = deployment.status().keys().decision(decisionId);
    try {
      return client.newEvaluateDecisionCommand().decisionKey(key).variables(input).send().join();
    } catch (ClientException failed) {
      if (ProcessDeployment.isUnknownKey(failed)) {
        deployment.again();
        throw new OutsideUnavailableException("the engine lost " + decisionId, failed);
      }
      if (EngineFailure.of(failed) == EngineFailure.PASSING) {
        throw new OutsideUnavailableException(
            "the engine does not decide now: " + failed.getMessage(), failed);
      }
      throw failed;
    }
  }
}
