package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written for people: short where it is read first, whole, and the same in both languages.
 */
class ReadmeTest {

  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(#[^)]*)?\\)");
  private static final Pattern DECIDED = Pattern.compile("(?m)^Decided: (\\d{4}-\\d\\d-\\d\\d)$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern LAUNCHED = Pattern.compile("\\./merchant-review (\\w+)([^`\n]*)");
  private static final Pattern OPTION = Pattern.compile("--\\w+");
  private static final String CHINESE = ".zh-CN.md";

  /** The title of a document that has both languages in itself. */
  private static final Pattern BOTH = Pattern.compile("\\A# .*\\w.*\\p{IsHan}.*");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void isReadInAMinute(String readme) throws IOException {
    assertThat(Files.size(Path.of(readme))).isLessThanOrEqualTo(8_000);
  }

  @ParameterizedTest
  @MethodSource("inBothLanguages")
  void bothLanguagesHaveTheSameCommands(Path english) {
    assertThat(commands(chinese(english))).isEqualTo(commands(english));
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (Path document : documents()) {
      for (MatchResult link : found(LINK, document)) {
        String name = link.group(1);
        Path to = name.isEmpty() ? document : document.resolveSibling(name).normalize();
        assertThat(to).as("%s in %s", link.group(), document).exists();
        if (link.group(2) != null) {
          assertThat(found(HEADING, to).stream().map(heading -> anchor(heading.group(1))))
              .as("%s in %s", link.group(), document)
              .contains(link.group(2));
        }
      }
    }
  }

  @Test
  void everyDecisionIsDatedAndFound() throws IOException {
    String index = read(Path.of("docs/decisions/README.md"));
    try (Stream<Path> decisions = Files.list(Path.of("docs/decisions"))) {
      assertThat(decisions.filter(one -> one.getFileName().toString().matches("\\d{4}-.*")))
          .hasSizeGreaterThan(40)
          .allSatisfy(
              one -> {
                MatchResult date = found(DECIDED, one).getFirst();
                assertThat(index)
                    .containsPattern(
                        "(?m)^.*\\(" + one.getFileName() + "\\) \\| " + date.group(1) + " \\|$");
              });
    }
  }

  /** So that they are run with it. */
  @Test
  void commandsOfTheReadmeAreTheLaunchersOrTheTours() {
    List<String> tour = commands(Path.of("docs/tour.md"));
    assertThat(commands(Path.of("README.md")))
        .allMatch(one -> one.startsWith("./merchant-review") || tour.contains(one));
  }

  @Test
  void whatIsLaunchedExists() throws IOException {
    Process help =
        new ProcessBuilder("./merchant-review", "help").redirectErrorStream(true).start();
    String usage = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    for (Path document : documents()) {
      for (MatchResult launched : found(LAUNCHED, document)) {
        assertThat(usage.lines().filter(one -> one.startsWith("  " + launched.group(1))))
            .as("%s in %s", launched.group(), document)
            .singleElement()
            .satisfies(
                line ->
                    assertThat(OPTION.matcher(launched.group(2)).results())
                        .allMatch(option -> line.contains(option.group())));
      }
    }
  }

  static Stream<Path> inBothLanguages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), docs)
          .filter(one -> one.toString().endsWith(".md"))
          .map(one -> one.toString().endsWith(CHINESE) ? english(one) : one)
          .distinct()
          .filter(one -> !BOTH.matcher(read(one)).find())
          .toList()
          .stream();
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(top, docs).filter(one -> one.toString().endsWith(".md")).toList();
    }
  }

  private static Path chinese(Path english) {
    return Path.of(english.toString().replaceAll("\\.md$", CHINESE));
  }

  private static Path english(Path chinese) {
    return Path.of(chinese.toString().replace(CHINESE, ".md"));
  }

  /** The commands of a document, without what is said to people in one language. */
  private static List<String> commands(Path document) {
    return Tour.read(document).stream()
        .filter(Tour.Commands.class::isInstance)
        .map(Tour.Commands.class::cast)
        .map(one -> one.text().replace("-H 'Accept-Language: en' ", "").replaceAll(" +#.*", ""))
        .toList();
  }

  private static List<MatchResult> found(Pattern pattern, Path document) {
    return pattern.matcher(read(document)).results().toList();
  }

  private static String read(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** As forges make it of a heading. */
  private static String anchor(String heading) {
    return "#"
        + heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }
}
