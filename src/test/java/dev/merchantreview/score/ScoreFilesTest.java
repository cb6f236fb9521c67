package dev.merchantreview.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.figure.ShippedFigures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.ConfigurationDirectory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be used stops the start, which says where it is wrong and what to do. */
class ScoreFilesTest {

  private static final String GOOD =
      """
      score: store-experience
      zh: 店铺体验分
      en: Store experience score
      subject: STORE
      platforms: [KUAISHOU]
      counts-days: 2
      editions:
        - edition: 1
          from: 2023-04-28
          least: 3
          most: 5
          enough: 0.8
          indicators:
            - {figure: live-days, window: 90, weight: 0.4, better: HIGHER}
            - {figure: delivery-hours, window: 90, weight: 0.6, better: LOWER}
          gate: {figure: dispute-fault-rate, window: 90, most: 0.01}
          bonus:
            - {figure: pledge-damaged-refunded, window: 0, points: 0.05}
      """;

  @TempDir private Path folder;

  private ScoreDefinitions read(String content) {
    try {
      Files.createDirectories(folder.resolve("scores"));
      Files.writeString(folder.resolve("scores/one.yaml"), content);
    } catch (IOException cause) {
      throw new AssertionError(cause);
    }
    return new ScoreDefinitions(
        new ConfigurationDirectory("file:" + folder + "/"), ShippedFigures.read());
  }

  private void assertRefused(String content, String... lines) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("config/scores cannot be used:\n  " + String.join("\n  ", lines));
  }

  @Test
  void readsWhatAScoreIsMadeUpOf() {
    ScoreDefinition score = read(GOOD).of(SubjectKind.STORE).orElseThrow();
    assertThat(score.editions()).hasSize(1);
    ScoreTerms terms = score.editions().getFirst().terms();
    assertThat(terms.indicators())
        .extracting(ScoreTerms.Indicator::weight)
        .containsExactly(new BigDecimal("0.4"), new BigDecimal("0.6"));
    assertThat(terms.gate()).isNotNull();
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertRefused(
        GOOD.replace("figure: live-days, window: 90", "figure: live-days, window: 30")
            .replace("delivery-hours", "delivery-hour")
            .replace("pledge-damaged-refunded, window: 0", "followers, window: 0")
            .replace("most: 5", "most: 2"),
        "one.yaml, line 10: edition 1: least is not below most; exchange them",
        "one.yaml, line 14: live-days is not counted over 30 days; write one of [90]",
        "one.yaml, line 15: config/figures has no delivery-hour; add it, or write another",
        "one.yaml, line 18: followers is not reported of a STORE; write another",
        "one.yaml, line 7: the file has no editions that can be used; write one");
  }

  @Test
  void wantsWeightsThatAreOneTogether() {
    assertRefused(
        GOOD.replace("weight: 0.6", "weight: 0.7"),
        "one.yaml, line 13: edition 1: the weights are 1.1 together; make them 1",
        "one.yaml, line 7: the file has no editions that can be used; write one");
  }
}
