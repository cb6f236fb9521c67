package dev.merchantreview.diagrams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/**
 * The notes in the diagrams say the days and numbers as they are set: who looks at a picture knows
 * until when, and no number outlives its setting.
 */
class DiagramNotesTest {

  private static final Pattern WRITTEN_OUT =
      Pattern.compile(
          "\\p{Nd}|[一二两三四五六七八九十百千万半]+ ?(天|日|个工作日|小时|个月)"
              + "|(?i)\\b(one|two|three|four|five|six|seven|ten|thirty)\\b[ a-z]*\\b(day|hour|month)");

  static List<DiagramFile> diagrams() throws IOException {
    return DiagramFile.all();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void aNoteSaysTheFiguresThatAreSet(DiagramFile diagram) throws IOException {
    Map<String, EnglishLabels.Text> texts = EnglishLabels.of(diagram).texts();
    Figures figures = Figures.shipped();
    for (Element note : diagram.notes()) {
      String id = note.getAttribute("id");
      assertThat(DiagramFile.note(note))
          .as(id)
          .isEqualTo(figures.filled(texts.get(id).chinese(), DiagramPicture.Language.CHINESE));
      assertThat(figures.filled(texts.get(id).label(), DiagramPicture.Language.ENGLISH))
          .as(id)
          .doesNotContain("{", "}");
    }
  }

  /** One written out would stay when its setting changes. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void noFigureIsWrittenOut(DiagramFile diagram) throws IOException {
    Map<String, EnglishLabels.Text> texts = EnglishLabels.of(diagram).texts();
    for (Element note : diagram.notes()) {
      EnglishLabels.Text text = texts.get(note.getAttribute("id"));
      assertThat(Figures.words(text.label() + text.chinese()))
          .as(note.getAttribute("id"))
          .doesNotContainPattern(WRITTEN_OUT);
    }
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void bothLanguagesNameTheSameFigures(DiagramFile diagram) throws IOException {
    Map<String, EnglishLabels.Text> texts = EnglishLabels.of(diagram).texts();
    for (Element note : diagram.notes()) {
      EnglishLabels.Text text = texts.get(note.getAttribute("id"));
      assertThat(Figures.named(text.label()))
          .as(note.getAttribute("id"))
          .isEqualTo(Figures.named(text.chinese()));
    }
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void onlyANoteIsKeptInChineseToo(DiagramFile diagram) throws IOException {
    assertThat(EnglishLabels.of(diagram).texts().entrySet())
        .filteredOn(entry -> !entry.getValue().chinese().isEmpty())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(ids(diagram.notes()));
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void aNoteBelongsToWhatItSpeaksOf(DiagramFile diagram) {
    Set<String> parts = Set.copyOf(ids(diagram.parts()));
    Set<String> spokenOf = new TreeSet<>();
    for (Element association : diagram.associations()) {
      assertThat(parts)
          .as(association.getAttribute("id"))
          .contains(association.getAttribute("sourceRef"));
      spokenOf.add(association.getAttribute("targetRef"));
    }
    assertThat(spokenOf).containsExactlyInAnyOrderElementsOf(ids(diagram.notes()));
  }

  /** A row that is added to the table is missing in the picture otherwise. */
  @Test
  void theThresholdOfAPkIsShownWhole() throws IOException {
    DiagramFile pk =
        diagrams().stream()
            .filter(diagram -> diagram.process().equals("pk-session"))
            .findFirst()
            .orElseThrow();
    assertThat(
            Figures.named(EnglishLabels.of(pk).texts().get("Note_Threshold").label()).stream()
                .filter(named -> named.contains("#"))
                .collect(Collectors.toSet()))
        .isEqualTo(Figures.cells("pk-threshold").keySet());
  }

  @Test
  void wherePlatformsDifferAFigureIsARangeAndAChoiceIsTheirNames() {
    Figures figures =
        new Figures(
            List.of(
                Map.of("platform", "DOUYIN", "name", "抖音", "days", "1", "late", "REFUSE"),
                Map.of("platform", "WECHAT", "name", "微信", "days", "3", "late", "REFUSE"),
                Map.of("platform", "KUAISHOU", "name", "快手", "days", "2", "late", "ACCEPT")));
    assertThat(figures.filled("{days} days, {late=REFUSE}", DiagramPicture.Language.ENGLISH))
        .isEqualTo("1–3 days, Douyin, WeChat");
    assertThat(figures.filled("{days}天，{late=REFUSE}", DiagramPicture.Language.CHINESE))
        .isEqualTo("1–3天，抖音、微信");
    assertThatThrownBy(() -> figures.filled("{weeks}", DiagramPicture.Language.ENGLISH))
        .hasMessageContaining("weeks");
    assertThatThrownBy(() -> figures.filled("{late=NEVER}", DiagramPicture.Language.ENGLISH))
        .hasMessageContaining("NEVER");
  }

  private static List<String> ids(List<Element> elements) {
    return elements.stream().map(element -> element.getAttribute("id")).toList();
  }
}
