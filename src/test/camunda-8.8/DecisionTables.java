import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.dmn.DecisionEngine;
import io.camunda.zeebe.dmn.DecisionEngineFactory;
import io.camunda.zeebe.dmn.DecisionEvaluationResult;
import io.camunda.zeebe.dmn.ParsedDecisionRequirementsGraph;
import io.camunda.zeebe.dmn.impl.VariablesContext;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The decision tables of a folder, asked of the engine's own library without an engine around it: a
 * question a line as JSON ({@code decision}, {@code variables}), an answer a line ({@code output},
 * {@code rules}, {@code failure}).
 */
public final class DecisionTables {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DecisionEngine engine = DecisionEngineFactory.createDecisionEngine();
  private final Map<String, ParsedDecisionRequirementsGraph> tables = new HashMap<>();

  /** Argument: the folder of the tables. */
  public static void main(String[] args) throws Exception {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // Whatever logs does not stand between the answers.
    System.setOut(System.err);
    DecisionTables all = new DecisionTables();
    try (var files = Files.list(Path.of(args[0]))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".dmn")).toList()) {
        all.read(file);
      }
    }
    answers.println("{\"ready\": " + all.tables.size() + "}");
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      answers.println(all.answer(JSON.readTree(line)));
    }
  }

  private void read(Path file) throws Exception {
    ParsedDecisionRequirementsGraph graph =
        engine.parse(new ByteArrayInputStream(Files.readAllBytes(file)));
    if (!graph.isValid()) {
      throw new IllegalStateException(file + ": " + graph.getFailureMessage());
    }
    graph.getDecisions().forEach(decision -> tables.put(decision.getId(), graph));
  }

  private String answer(JsonNode question) throws Exception {
    String decision = question.path("decision").asText();
    ObjectNode answer = JSON.createObjectNode();
    ParsedDecisionRequirementsGraph graph = tables.get(decision);
    if (graph == null) {
      return answer.put("failure", "no decision " + decision).toString();
    }
    DecisionEvaluationResult result =
        engine.evaluateDecisionById(
            graph,
            decision,
            new VariablesContext(JSON.convertValue(question.path("variables"), Map.class)));
    if (result.isFailure()) {
      return answer.put("failure", result.getFailureMessage()).toString();
    }
    answer.set("output", JSON.readTree(MsgPackConverter.convertToJson(result.getOutput())));
    var rules = answer.putArray("rules");
    result
        .getEvaluatedDecisions()
        .forEach(one -> one.matchedRules().forEach(rule -> rules.add(rule.ruleId())));
    return answer.toString();
  }
}
