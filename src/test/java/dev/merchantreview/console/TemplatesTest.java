package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every template and every bundle of the console, those of tomorrow too. */
class TemplatesTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/templates/console");
  private static final Path BUNDLES = Path.of("src/main/resources/console");
  private static final List<String> LANGUAGES = List.of("en", "zh_CN");

  /** What a strict policy would not run, or what would be written into a page as it was typed. */
  private static final Map<String, Pattern> FORBIDDEN =
      Map.of(
          "a script in the page", Pattern.compile("<script(?![^>]*\\b(th:)?src=)"),
          "a style sheet in the page", Pattern.compile("<style"),
          "a style of an element", Pattern.compile("\\s(th:)?style(append)?="),
          "a script of an element", Pattern.compile("\\s(th:|hx-)?on[a-z:-]*="),
          "text that is not escaped", Pattern.compile("th:utext|\\[\\("),
          "an address of a script", Pattern.compile("(?i)javascript:"),
          "something from elsewhere", Pattern.compile("\\b(src|href|action)=[\"'](https?:)?//"));

  /** A name of a text, up to where what is looked up begins. */
  private static final Pattern KEY = Pattern.compile("#\\{([A-Za-z][\\w.-]*)(__\\$)?");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+[^}]*}");

  private static List<Path> files(Path root, String ending) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Properties bundle(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return read;
  }

  private static Set<String> keys(String language) {
    return files(BUNDLES, "_" + language + ".properties").stream()
        .flatMap(file -> bundle(file).stringPropertyNames().stream())
        .collect(Collectors.toSet());
  }

  @Test
  void writeNothingIntoAPageThatWouldBeRun() {
    for (Path template : files(TEMPLATES, ".html")) {
      String text = text(template);
      FORBIDDEN.forEach(
          (what, pattern) ->
              assertThat(pattern.matcher(text).results().map(MatchResult::group))
                  .as("%s has %s", template, what)
                  .isEmpty());
    }
  }

  @Test
  void nameTextsThatAreThereInEveryLanguage() {
    int named = 0;
    for (String language : LANGUAGES) {
      Set<String> known = keys(language);
      for (Path template : files(TEMPLATES, ".html")) {
        for (MatchResult key : KEY.matcher(text(template)).results().toList()) {
          named++;
          boolean begins = key.group(2) != null || key.group(1).endsWith(".");
          assertThat(known)
              .as("%s in %s, %s", key.group(1), language, template)
              .anyMatch(one -> begins ? one.startsWith(key.group(1)) : one.equals(key.group(1)));
        }
      }
    }
    assertThat(named).isGreaterThan(20);
  }

  @Test
  void haveTheSameTextsInEveryLanguage() {
    Map<String, Path> homes = new TreeMap<>();
    for (Path english : files(BUNDLES, "_en.properties")) {
      Path chinese =
          english.resolveSibling(
              english.getFileName().toString().replace("_en.properties", "_zh_CN.properties"));
      Properties ours = bundle(english);
      Properties theirs = bundle(chinese);
      assertThat(theirs.stringPropertyNames())
          .as(chinese.toString())
          .isEqualTo(ours.stringPropertyNames());
      for (String key : ours.stringPropertyNames()) {
        assertThat(homes.put(key, english)).as("%s is in two bundles", key).isNull();
        assertThat(placeholders(theirs.getProperty(key)))
            .as("what is filled in to %s", key)
            .isEqualTo(placeholders(ours.getProperty(key)));
        assertThat(List.of(ours.getProperty(key), theirs.getProperty(key)))
            .as(key)
            .noneMatch(String::isBlank);
      }
    }
    assertThat(files(BUNDLES, "_zh_CN.properties")).hasSameSizeAs(files(BUNDLES, "_en.properties"));
    assertThat(homes).isNotEmpty();
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(found -> found.group().replaceAll("^\\{(\\d+).*", "$1"))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
