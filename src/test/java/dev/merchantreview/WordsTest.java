package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of docs/words.md are those of the code, wherever it keeps them. */
class WordsTest {

  private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\n]+)\n(.*?)(?=^## |\\z)");
  private static final Pattern ENUM = Pattern.compile("(?m)^`(\\w+)`$");
  private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
  private static final Pattern THIRD_COLUMN =
      Pattern.compile("(?m)^\\|[^|]+\\|[^|]+\\| `(\\w+)` \\|");
  private static final Pattern PREFIX = Pattern.compile("\"([a-z]{2}_)\"");
  private static final Pattern WORD = Pattern.compile("\\w+");

  private final Map<String, String> sections =
      SECTION
          .matcher(read(Path.of("docs/words.md")))
          .results()
          .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
  private final Map<Path, String> code = code();

  @Test
  void thingsAreNamedSoInTheCode() {
    List<String> named = found(THIRD_COLUMN, sections.get("Things · 事物"));
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(code.values().stream().flatMap(text -> WORD.matcher(text).results()))
        .extracting(MatchResult::group)
        .containsAll(named);
  }

  @Test
  void everyStateRoleAndReasonIsExplained() throws ClassNotFoundException {
    List<String> enums = found(ENUM, read(Path.of("docs/words.md")));
    assertThat(enums).hasSizeGreaterThan(5);
    for (String section : sections.values()) {
      for (String name : found(ENUM, section)) {
        assertThat(found(FIRST_COLUMN, section)).as(name).isEqualTo(constants(name));
      }
    }
  }

  @Test
  void everyBeginningOfAnIdIsExplained() {
    assertThat(found(FIRST_COLUMN, sections.get("Beginnings of ids · 编号的前缀")))
        .containsAll(code.values().stream().flatMap(text -> found(PREFIX, text).stream()).toList());
  }

  private List<String> constants(String type) throws ClassNotFoundException {
    Path file =
        code.keySet().stream()
            .filter(one -> one.getFileName().toString().equals(type + ".java"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + type));
    String name =
        Path.of("src/main/java").relativize(file).toString().replace(".java", "").replace('/', '.');
    return Arrays.stream(Class.forName(name).getEnumConstants())
        .map(one -> ((Enum<?>) one).name())
        .toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1)).toList();
  }

  private static Map<Path, String> code() {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(one -> one.toString().endsWith(".java"))
          .collect(Collectors.toMap(one -> one, WordsTest::read));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
