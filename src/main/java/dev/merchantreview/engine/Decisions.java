package dev.merchantreview.engine;

import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.RefusedRuleException;
import dev.merchantreview.shared.UnusableRuleException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evaluates DMN decisions in the engine, so that the rows that decided are known by version and id.
 */
@Component
public class Decisions {

  private static final String DECISION = "decision";
  private static final String EDITION = "edition";

  private final CamundaClient client;
  private final ProcessDeployment deployment;
  private final DecisionEditions editions;
  private final EditionDeployment deployed;
  private final DecisionTables tables;
  private final KnownAnswers known;
  private final JsonMapper json;

  Decisions(
      CamundaClient client,
      ProcessDeployment deployment,
      DecisionEditions editions,
      EditionDeployment deployed,
      DecisionTables tables,
      KnownAnswers known,
      JsonMapper json) {
    this.client = client;
    this.deployment = deployment;
    this.editions = editions;
    this.deployed = deployed;
    this.tables = tables;
    this.known = known;
    this.json = json;
  }

  /**
   * What a decision answered, and by which rows.
   *
   * @param version the engine counts the versions of each edition
   * @param inputs what it was asked; never personal data
   * @param output null in JSON when no row matched
   * @param inForce the edition that was asked, and the notice that brought it; null for the
   *     released one where no notice speaks of it
   * @param sha256 of the released table's file; null where another edition was asked, which never
   *     changes
   */
  public record Result(
      String decisionId,
      int version,
      Map<String, Object> inputs,
      JsonNode output,
      List<String> matchedRules,
      DecisionEditions.@Nullable InForce inForce,
      @Nullable String sha256) {

    /** For the record: which table in which edition said so, asked what, and by which rows. */
    public Map<String, Object> evidence() {
      Map<String, Object> evidence = new LinkedHashMap<>();
      evidence.put(DECISION, decisionId);
      evidence.put("version", version);
      evidence.put(EDITION, inForce == null ? DecisionEditions.RELEASED : inForce.edition());
      if (inForce != null) {
        evidence.put("inForceSince", inForce.since().toString());
        evidence.put("notice", inForce.notice());
      }
      if (sha256 != null) {
        evidence.put("sha256", sha256);
      }
      evidence.put("rules", matchedRules);
      evidence.put("inputs", inputs);
      evidence.put("output", output);
      return Collections.unmodifiableMap(evidence);
    }
  }

  /**
   * What a table that answered is called in a rule's version, by its evidence; what is no table has
   * no version.
   */
  public static String named(Map<String, Object> evidence) {
    if (!isOfRelease(evidence)) {
      return evidence.get(DECISION) + "@" + evidence.get(EDITION);
    }
    Object version = evidence.get("version");
    return evidence.get(DECISION) + (version == null ? "" : " " + version);
  }

  /** Whether the edition of the release answered, by the evidence. */
  public static boolean isOfRelease(Map<String, Object> evidence) {
    return !(evidence.get(EDITION) instanceof Integer edition)
        || edition == DecisionEditions.RELEASED;
  }

  /**
   * The id by which a diagram calls the edition that answered: of one edition and, for that of a
   * release, of one file.
   *
   * @param evidence as {@link Result#evidence()} has it
   */
  public static String calledAs(Map<String, Object> evidence) {
    String table = String.valueOf(evidence.get(DECISION));
    return evidence.get(EDITION) instanceof Integer edition && edition != DecisionEditions.RELEASED
        ? EditionFile.decisionId(new DecisionEditions.TableEdition(table, edition))
        : EditionFile.releasedId(table, String.valueOf(evidence.get("sha256")));
  }

  /**
   * Which model's tables decide: the number rises with each newer one.
   *
   * @throws OutsideUnavailableException while the engine does not have it yet
   */
  public long modelNumber() {
    return deployment.status().number();
  }

  /** Which edition of a table counts at this moment; the released one where nothing is said. */
  public Optional<DecisionEditions.InForce> inForce(String table, Map<String, Object> input) {
    return editions.inForce(table, input);
  }

  /**
   * Asks the edition of a table that counts at this moment; the released one is that of this
   * service's build, also when the engine has a newer one.
   *
   * @throws OutsideUnavailableException when the engine cannot answer now
   * @throws RefusedRuleException when it will not answer
   * @throws UnusableRuleException when the table fails on what it is asked
   */
  public Result evaluate(String table, Map<String, Object> input) {
    DecisionEditions.InForce inForce = editions.inForce(table, input).orElse(null);
    return inForce == null || inForce.edition() == DecisionEditions.RELEASED
        ? result(table, input, released(table, input), inForce)
        : result(table, input, edition(table, inForce.edition(), input), inForce);
  }

  /**
   * The id by which an element of a diagram calls the edition of a table that counts at this
   * moment. When this returns the engine has it, and answers what it will be asked.
   *
   * @throws OutsideUnavailableException when the engine cannot answer now
   * @throws RefusedRuleException when it will not answer
   * @throws UnusableRuleException when the table fails on what it is asked
   */
  public String callable(String table, Map<String, Object> input) {
    Result answer = evaluate(table, input);
    Map<String, Object> evidence = answer.evidence();
    if (isOfRelease(evidence)) {
      try {
        deployed.haveReleased(table);
      } catch (ClientException refused) {
        throw new RefusedRuleException(calledAs(evidence), refused);
      }
    }
    return calledAs(evidence);
  }

  /**
   * Asks the edition of the release, whichever counts.
   *
   * @throws OutsideUnavailableException when the engine cannot answer now
   */
  public Result evaluateReleased(String table, Map<String, Object> input) {
    return result(table, input, released(table, input), null);
  }

  private Result result(
      String table,
      Map<String, Object> input,
      EvaluateDecisionResponse answer,
      DecisionEditions.@Nullable InForce inForce) {
    if (isFailed(answer)) {
      throw new UnusableRuleException(
          table, table + " failed: " + answer.getFailureMessage(), null);
    }
    return new Result(
        table,
        answer.getDecisionVersion(),
        input,
        json.readTree(answer.getDecisionOutput()),
        answer.getEvaluatedDecisions().stream()
            .flatMap(decision -> decision.getMatchedRules().stream())
            .map(rule -> rule.getRuleId())
            .toList(),
        inForce,
        inForce == null || inForce.edition() == DecisionEditions.RELEASED
            ? tables.sha256(table).orElse(null)
            : null);
  }

  private EvaluateDecisionResponse released(String table, Map<String, Object> input) {
    long key = deployment.status().keys().decision(table);
    return answer(
        known.question(table, key, input, () -> tables.released(table).orElse("")),
        () -> ask(table, key, input, deployment::again));
  }

  private EvaluateDecisionResponse edition(String table, int number, Map<String, Object> input) {
    DecisionEditions.TableEdition edition = new DecisionEditions.TableEdition(table, number);
    String decisionId = EditionFile.decisionId(edition);
    long key = key(edition);
    return answer(
        known.question(decisionId, key, input, () -> editions.content(table, number)),
        () -> ask(decisionId, key, input, () -> deployed.again(edition)));
  }

  private EvaluateDecisionResponse answer(
      KnownAnswers.@Nullable Question question, Supplier<EvaluateDecisionResponse> engine) {
    EvaluateDecisionResponse before = question == null ? null : known.find(question);
    if (before != null) {
      return before;
    }
    EvaluateDecisionResponse answer = engine.get();
    if (question != null && !isFailed(answer)) {
      known.keep(question, answer);
    }
    return answer;
  }

  private static boolean isFailed(EvaluateDecisionResponse answer) {
    return answer.getFailureMessage() != null && !answer.getFailureMessage().isEmpty();
  }

  private long key(DecisionEditions.TableEdition edition) {
    try {
      return deployed.key(edition);
    } catch (ClientException refused) {
      throw new RefusedRuleException(EditionFile.decisionId(edition), refused);
    }
  }

  /**
   * A busy or absent engine is no failure of the job that asks: it must not use up the job's
   * retries.
   *
   * @param lost what is done when the engine does not know the decision by the key it gave
   */
  private EvaluateDecisionResponse ask(
      String decisionId, long key, Map<String, Object> input, Runnable lost) {
    EvaluateDecisionResponse answer;
    try {
      answer = client.newEvaluateDecisionCommand().decisionKey(key).variables(input).send().join();
    } catch (ClientException failed) {
      if (ProcessDeployment.isUnknownKey(failed)) {
        giveAnew(decisionId, lost);
        throw new OutsideUnavailableException("the engine lost " + decisionId, failed);
      }
      if (EngineFailure.of(failed) == EngineFailure.PASSING) {
        throw new OutsideUnavailableException(
            "the engine does not decide now: " + failed.getMessage(), failed);
      }
      throw new RefusedRuleException(decisionId, failed);
    }
    String answered = answer.getDecisionId();
    if (answered != null && !answered.isEmpty() && !answered.equals(decisionId)) {
      // Engines count alike: a key kept from another one may be another decision here.
      giveAnew(decisionId, lost);
      throw new OutsideUnavailableException(
          "the engine has %s by the key of %s".formatted(answered, decisionId), null);
    }
    return answer;
  }

  private void giveAnew(String decisionId, Runnable lost) {
    known.forget();
    try {
      lost.run();
    } catch (ClientException refused) {
      throw new RefusedRuleException(decisionId, refused);
    }
  }
}
