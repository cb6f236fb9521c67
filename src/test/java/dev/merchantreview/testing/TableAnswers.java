package dev.merchantreview.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the decision tables of this release answer, asked of the engine's own library in a process
 * of its own ({@code src/test/camunda-8.8/DecisionTables.java}): as fast as a rule, and the real
 * thing. Started by whoever asks first, stopped with the JVM.
 */
public final class TableAnswers {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path HOME = Path.of("src/test/camunda-8.8").toAbsolutePath();
  private static TableAnswers instance;

  private final BufferedReader answers;
  private final Writer questions;

  private TableAnswers() {
    try {
      Path folder = Files.createDirectories(Path.of("target/decision-tables").toAbsolutePath());
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  EngineLibraries.classPath(HOME, folder),
                  HOME.resolve("DecisionTables.java").toString(),
                  Path.of("bpmn/rules").toAbsolutePath().toString())
              .redirectError(folder.resolve("decision-tables.log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      answers = process.inputReader(StandardCharsets.UTF_8);
      questions = process.outputWriter(StandardCharsets.UTF_8);
      if (answers.readLine() == null) {
        throw new IllegalStateException("the tables cannot be asked, see " + folder);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  public static synchronized TableAnswers get() {
    if (instance == null) {
      instance = new TableAnswers();
    }
    return instance;
  }

  /**
   * Asks a decision.
   *
   * @return {@code output} and {@code rules}, the ids of the rows that matched
   * @throws IllegalStateException when it cannot be evaluated
   */
  public synchronized JsonNode ask(String decision, Map<String, ?> variables) {
    try {
      questions.write(
          JSON.writeValueAsString(Map.of("decision", decision, "variables", variables)) + "\n");
      questions.flush();
      JsonNode answer = JSON.readTree(answers.readLine());
      if (answer.has("failure")) {
        throw new IllegalStateException(decision + ": " + answer.path("failure").asString());
      }
      return answer;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
