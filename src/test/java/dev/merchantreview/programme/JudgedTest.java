package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the diagram was answered is held against what the service was, and changes nothing of it.
 */
class JudgedTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SHA = "0123456789abcdef".repeat(4);

  private static Judged judged(int edition) {
    return new Judged(
        Standing.FAIL,
        false,
        List.of(new Unmet("RATING_TOO_LOW", "experienceRating", "4.30", null, null)),
        Map.of(
            "decision",
            "lucky-draw-standing",
            "edition",
            edition,
            "sha256",
            SHA,
            "output",
            JSON.readTree("[{\"standing\": \"FAIL\", \"code\": \"RATING_TOO_LOW\"}]")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | lucky-draw-standing.1.0123456789ab | [{'code': 'RATING_TOO_LOW', 'standing': 'FAIL'}] | true",
        "2 | lucky-draw-standing.2 | [{'code': 'RATING_TOO_LOW', 'standing': 'FAIL'}] | true",
        "1 | lucky-draw-standing.1.0123456789ab | null | false",
        "1 | lucky-draw-standing.1.0123456789ab | [] | false",
        "1 | lucky-draw-standing.2 | [{'code': 'RATING_TOO_LOW', 'standing': 'FAIL'}] | false",
        "1 | lucky-draw-standing | [{'code': 'RATING_TOO_LOW', 'standing': 'FAIL'}] | false",
      })
  void isOnRecordWithWhetherTheDiagramAgrees(
      int edition, String called, String answer, boolean agrees) {
    Judged own = judged(edition);
    Judged held = own.heldAgainst(new TableCall(called, JSON.readTree(answer.replace('\'', '"'))));
    assertThat(held.evidence())
        .containsEntry("diagramAgrees", agrees)
        .containsAllEntriesOf(own.evidence());
    assertThat(List.of(held.standing(), held.unmet()))
        .isEqualTo(List.of(own.standing(), own.unmet()));
  }

  @Test
  void saysNothingOfADiagramThatCallsNoTable() {
    assertThat(judged(1).heldAgainst(null).evidence()).doesNotContainKey("diagramAgrees");
    Judged without = new Judged(Standing.OK, false, List.of(), null);
    assertThat(without.heldAgainst(new TableCall("x", JSON.readTree("null")))).isEqualTo(without);
  }

  @Test
  void theDiagramHasNoVariableThatAFigureMayBeCalledAfter() throws Exception {
    String diagram = Files.readString(Path.of("bpmn/programme-membership.bpmn"));
    Matcher expressions = Pattern.compile("(?:[a-zA-Z]+=\"|>)=([^\"<]*)[\"<]").matcher(diagram);
    Set<String> used = new TreeSet<>();
    while (expressions.find()) {
      Matcher names =
          Pattern.compile("(?<![.\\w])[a-z][A-Za-z]+")
              .matcher(expressions.group(1).replaceAll("&quot;.*?&quot;|\\{[^}]*}", ""));
      while (names.find()) {
        used.add(names.group());
      }
    }
    used.removeAll(List.of("if", "then", "else", "null", "true", "or", "and", "field", "code"));
    assertThat(used).contains("outcome", "tableOfTheDay", "reviewDueAt");
    assertThat(TablesOfTheDay.TAKEN).containsAll(used);
  }
}
