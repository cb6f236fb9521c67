package dev.merchantreview.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDmn;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** It answers what the library's own evaluation answers, with whatever it says besides. */
class SparingFeelEngineTest {

  private static final DmnEngine OWN = SparingFeelEngine.ofTables();
  private static final DmnEngine LIBRARY = new DmnEngine.Builder().build();

  /** Enough of each table's questions that rows of every kind are met. */
  private static final int EVERY = 5;

  static List<Path> tables() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("bpmn/rules"))) {
      return files.filter(file -> file.toString().endsWith(".dmn")).sorted().toList();
    }
  }

  private static String said(FeelEngineApi engine, String expression) {
    EvaluationResult result =
        engine.evaluateExpression(
            expression,
            Map.of("x", 3, "name", "食品", "names", List.of("食品", "母婴"), "part", Map.of("y", 1)));
    return result.toEither() + " " + result.suppressedFailures();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x + 1",
        "x > 2 and name = \"食品\"",
        "list contains(names, \"母婴\")",
        "substring(name, 1, 1)",
        "some one in names satisfies one = name",
        "for i in [1, 2] return i * x",
        "part.y",
        "function(a) a + 1",
        // Null, with a reason beside it.
        "missing",
        "missing > 2",
        "part.z",
        "name + 1",
        "no such function(1)",
        "number(\"x\")",
        // Failures.
        "assert(x, x > 5)",
        "assert(missing, missing != null, \"not told\")",
        "[1, 2][item / 0 > 1]",
        "function(a) external { java: { class: \"java.lang.Math\", method signature: \"abs(int)\" } }",
        "x +"
      })
  void saysTheSameOfAnExpression(String expression) {
    assertThat(said(OWN.feelEngine(), expression))
        .isEqualTo(said(LIBRARY.feelEngine(), expression));
  }

  @Test
  void failsWhereTheLibraryFails() {
    assertThat(said(OWN.feelEngine(), "assert(x, x > 5)")).startsWith("Left(Failure(Assertion");
    assertThat(said(OWN.feelEngine(), "missing")).contains("NO_VARIABLE_FOUND");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void answersATableByTheSameRows(Path file) throws IOException {
    String table = file.getFileName().toString().replace(".dmn", "");
    ParsedDmn parsed = LIBRARY.parse(Files.newInputStream(file)).toOption().get();
    List<Map<String, Object>> sample = TableSample.of(table);
    for (int i = 0; i < sample.size(); i += EVERY) {
      assertThat(OWN.eval(parsed, table, sample.get(i)))
          .as("%s %s", table, sample.get(i))
          .isEqualTo(LIBRARY.eval(parsed, table, sample.get(i)));
    }
  }
}
