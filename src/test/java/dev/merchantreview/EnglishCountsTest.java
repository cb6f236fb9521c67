package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** English has a form of its own for one: no text says "1 cases". */
class EnglishCountsTest {

  private static final Pattern COUNTED =
      Pattern.compile("\\b1 (?:(?!(?:of|for|yuan)\\b)[a-z]+ )?([a-z]{2,}s)\\b");
  private static final Pattern NUMBERED = Pattern.compile("\\{\\d");
  private static final Pattern NAMED = Pattern.compile("\\{[a-zA-Z.]+}");
  // A value that is no number stands before these.
  private static final Set<String> VERBS =
      Set.of(
          "is",
          "was",
          "has",
          "does",
          "brings",
          "counts",
          "belongs",
          "distributes",
          "asks",
          "tells",
          "touches",
          "leaves",
          "differs",
          "agrees");

  // Limits of the business or of files, a thousand and more.
  private static final Set<String> LIMITED = Set.of("characters", "followers", "pixels");

  @Test
  void haveTheFormOfOne() throws IOException {
    Map<String, String> texts = texts();
    assertThat(texts).hasSizeGreaterThan(800);
    assertThat(texts)
        .allSatisfy(
            (key, text) -> {
              Matcher counted = COUNTED.matcher(ofOne(text));
              while (counted.find()) {
                assertThat(counted.group(1))
                    .as("%s: %s", key, counted.group())
                    .matches(word -> VERBS.contains(word) || LIMITED.contains(word));
              }
            });
  }

  private static String ofOne(String text) {
    if (!NUMBERED.matcher(text).find()) {
      return NAMED.matcher(text).replaceAll("1");
    }
    Object[] ones = IntStream.range(0, 10).mapToObj(i -> 1).toArray();
    return new MessageFormat(text, Locale.ENGLISH).format(ones);
  }

  private static Map<String, String> texts() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files()) {
      Properties properties = new Properties();
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      properties.forEach((key, text) -> texts.put(file.getFileName() + " " + key, (String) text));
    }
    return texts;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/main/resources"))) {
      return all.filter(file -> file.getFileName().toString().endsWith("_en.properties")).toList();
    }
  }
}
