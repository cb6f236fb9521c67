package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Texts of ours that stand as {@code 中文 · English} are split where only one language is shown: what
 * one half says of a case the other says too.
 */
class BothLanguagesTest {

  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
  private static final Pattern VALUE = Pattern.compile("%(?:\\d+\\$)?[sd]");
  private static final Pattern PLACE = Pattern.compile("%\\d+\\$[sd]");

  @Test
  void saysTheSameOfACaseInBoth() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        TEXT.matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1))
            .filter(text -> text.contains(" · ") && CHINESE.matcher(text).find())
            .forEach(texts::add);
      }
    }
    assertThat(texts).hasSizeGreaterThan(50);
    assertThat(texts).allSatisfy(text -> assertThat(text.split(" · ", -1)).as(text).hasSize(2));
    assertThat(texts)
        .allSatisfy(
            text -> {
              String[] halves = text.split(" · ", -1);
              assertThat(values(halves[0])).as(text).isEqualTo(values(halves[1]));
              if (VALUE.matcher(text).find()) {
                // Each value stands in both halves, so it is named by its place.
                assertThat(PLACE.matcher(text).results().count())
                    .as(text)
                    .isEqualTo(VALUE.matcher(text).results().count());
              }
            });
  }

  private static Set<String> values(String half) {
    return VALUE
        .matcher(half)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
