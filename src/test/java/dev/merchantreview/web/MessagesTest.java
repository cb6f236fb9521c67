package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text a person sees exists in both languages, and every code the source uses has one. */
class MessagesTest {

  private static final Pattern ERROR_CODE =
      Pattern.compile("FieldError\\.of\\([^;]*?\"([A-Z][A-Z0-9_]+)\"");

  @Test
  void bothLanguagesHaveTheSameTexts() {
    assertThat(keys("messages_en.properties")).isEqualTo(keys("messages_zh_CN.properties"));
  }

  /**
   * Where a text names something, an apostrophe is a quotation mark of the message format unless it
   * is doubled; elsewhere a doubled one would be shown twice.
   */
  @Test
  void everyApostropheIsShownOnce() {
    for (String bundle : List.of("messages_en.properties", "messages_zh_CN.properties")) {
      read(Path.of("src/main/resources", bundle))
          .lines()
          .forEach(
              line ->
                  assertThat(
                          line.contains("{0}") ? line.replace("''", "") : line.replace("''", "'{"))
                      .doesNotContain(line.contains("{0}") ? "'" : "'{"));
    }
  }

  @Test
  void everyCodeInTheSourceHasAText() {
    Set<String> keys = keys("messages_zh_CN.properties");
    Set<String> used = new TreeSet<>();
    sources()
        .forEach(
            source -> {
              ERROR_CODE
                  .matcher(source)
                  .results()
                  .forEach(hit -> used.add("error." + hit.group(1)));
            });
    assertThat(used).hasSizeGreaterThan(30);
    assertThat(keys).containsAll(used);
  }

  private static Stream<String> sources() {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(MessagesTest::read)
          .toList()
          .stream();
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

  private static Set<String> keys(String bundle) {
    Properties properties = new Properties();
    try (InputStream in = MessagesTest.class.getResourceAsStream("/" + bundle)) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return properties.stringPropertyNames().stream().collect(Collectors.toCollection(TreeSet::new));
  }
}
