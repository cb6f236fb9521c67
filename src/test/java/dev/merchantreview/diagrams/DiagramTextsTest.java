package dev.merchantreview.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.yaml.snakeyaml.Yaml;

/**
 * Who has only the diagrams learns from them who owes what, until when and by which rule: nothing
 * in them is without a name and a sentence with its source, in Chinese and in English.
 */
class DiagramTextsTest {

  private static final Path READING = Path.of("docs/diagrams.md");
  private static final Pattern SOURCE_ROW = Pattern.compile("(?m)^\\| `(\\[[A-Za-z-]+])` \\|");
  private static final Pattern TAG = Pattern.compile("\\[[^]]*]");
  private static final Pattern SETTING = Pattern.compile("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)+");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern CHINESE =
      Pattern.compile("[^\\[（]*\\p{IsHan}[^\\[]*。(?<source>(\\[[^]]+])+(（自定）)?|（自定）)");
  private static final Pattern ENGLISH =
      Pattern.compile("[A-Za-z][^\\[]*\\. (?<source>(\\[[^]]+])+( \\(ours\\))?|\\(ours\\))");

  static List<DiagramFile> diagrams() throws IOException {
    return DiagramFile.all();
  }

  /** Sources by their tags, as the page on reading diagrams lists them. */
  private static Set<String> sources() throws IOException {
    return SOURCE_ROW
        .matcher(Files.readString(READING))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void nothingIsWithoutAName(DiagramFile diagram) {
    assertThat(diagram.parts()).isNotEmpty();
    assertThat(diagram.named())
        .filteredOn(element -> element.getAttribute("name").isBlank())
        .extracting(element -> element.getAttribute("id"))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void everyPartSaysWhatHappensAndWhoSaysSo(DiagramFile diagram) throws IOException {
    Set<String> sources = sources();
    assertThat(sources).isNotEmpty();
    for (Element part : diagram.parts()) {
      Matcher sentence = CHINESE.matcher(DiagramFile.documentation(part));
      assertThat(sentence.matches())
          .as("%s ends with its source", part.getAttribute("id"))
          .isTrue();
      assertThat(sources).as(part.getAttribute("id")).containsAll(tags(sentence.group("source")));
    }
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void englishHasAllOfItAndNothingElse(DiagramFile diagram) throws IOException {
    Map<String, EnglishLabels.Text> english = EnglishLabels.of(diagram).texts();
    assertThat(english.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(diagram.named(), diagram.notes())
                .flatMap(List::stream)
                .map(element -> element.getAttribute("id"))
                .toList());
    assertThat(english.entrySet())
        .filteredOn(entry -> !entry.getValue().documentation().isEmpty())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(ids(diagram.parts()));
    assertThat(english.values())
        .allSatisfy(
            text -> {
              assertThat(text.label()).isNotBlank().doesNotContainPattern(HAN);
              assertThat(text.documentation()).doesNotContainPattern(HAN);
            });
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void bothLanguagesNameTheSameSources(DiagramFile diagram) throws IOException {
    Map<String, EnglishLabels.Text> english = EnglishLabels.of(diagram).texts();
    for (Element part : diagram.parts()) {
      String id = part.getAttribute("id");
      Matcher sentence = ENGLISH.matcher(english.get(id).documentation());
      assertThat(sentence.matches()).as("%s ends with its source", id).isTrue();
      String chinese = DiagramFile.documentation(part);
      assertThat(tags(sentence.group("source"))).as(id).isEqualTo(tags(chinese));
      assertThat(sentence.group("source").endsWith("(ours)"))
          .as(id)
          .isEqualTo(chinese.endsWith("（自定）"));
    }
  }

  /** Where a number differs by platform a sentence names its setting: one there is. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void settingsThatAreNamedExist(DiagramFile diagram) throws IOException {
    Set<String> settings = new TreeSet<>();
    for (String file : List.of("config/platforms/douyin.yaml", "config/application.yaml")) {
      for (Object document : new Yaml().loadAll(Files.readString(Path.of(file)))) {
        keys("", document, settings);
      }
    }
    Map<String, EnglishLabels.Text> english = EnglishLabels.of(diagram).texts();
    for (Element part : diagram.parts()) {
      String id = part.getAttribute("id");
      Set<String> named = settings(DiagramFile.documentation(part));
      assertThat(settings).as(id).containsAll(named);
      assertThat(settings(english.get(id).documentation())).as(id).isEqualTo(named);
    }
  }

  private static Set<String> settings(String sentence) {
    return SETTING.matcher(sentence).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  /** By their whole names, but for the service's own prefix. */
  private static void keys(String prefix, @Nullable Object value, Set<String> keys) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inner) -> keys(prefix.isEmpty() ? "" + key : prefix + "." + key, inner, keys));
    } else {
      keys.add(prefix.replaceFirst("^merchant-review\\.", ""));
    }
  }

  @Test
  void whatIsCalledTheSameInChineseIsInEnglish() throws IOException {
    Map<String, Set<String>> called = new HashMap<>();
    for (DiagramFile diagram : diagrams()) {
      Map<String, EnglishLabels.Text> english = EnglishLabels.of(diagram).texts();
      for (Element element : diagram.named()) {
        called
            .computeIfAbsent(element.getAttribute("name"), name -> new HashSet<>())
            .add(english.get(element.getAttribute("id")).label());
      }
    }
    assertThat(called).allSatisfy((chinese, labels) -> assertThat(labels).as(chinese).hasSize(1));
  }

  private static List<String> tags(String text) {
    return TAG.matcher(text).results().map(MatchResult::group).toList();
  }

  private static List<String> ids(List<Element> elements) {
    return elements.stream().map(element -> element.getAttribute("id")).toList();
  }
}
