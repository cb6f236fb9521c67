package dev.merchantreview.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.shared.ConfigurationDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be used stops the start, which says where it is wrong and what to do. */
class FigureFilesTest {

  private static final String GOOD =
      """
      figures:
        - name: praise-rate
          zh: 好评率
          en: Praise rate
          subjects: [STORE]
          unit: RATIO
          least: 0
          most: 1
          decimals: 4
          windows: [60, 90]
          fresh-days: 3
      """;

  @TempDir private Path folder;

  private FigureDefinitions read(String... contents) {
    try {
      Files.createDirectories(folder.resolve("figures"));
      for (int i = 0; i < contents.length; i++) {
        Files.writeString(folder.resolve("figures/" + i + ".yaml"), contents[i]);
      }
    } catch (IOException cause) {
      throw new AssertionError(cause);
    }
    return new FigureDefinitions(new ConfigurationDirectory("file:" + folder + "/"));
  }

  private void assertRefused(String content, String... lines) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("config/figures cannot be used:\n  " + String.join("\n  ", lines));
  }

  @Test
  void readsWhatAFigureIs() {
    FigureDefinition praise = read(GOOD).get("praise-rate");
    assertThat(praise.unit()).isEqualTo(FigureUnit.RATIO);
    assertThat(praise.windows()).containsExactly(60, 90);
    assertThat(praise.freshness()).isEqualTo(new Freshness.ForDays(3));
    assertThat(praise.byMerchants()).isFalse();
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertRefused(
        GOOD.replace("praise-rate", "Praise rate")
            .replace("[STORE]", "[SHOP]")
            .replace("most: 1", "most: 100")
            .replace("decimals: 4", "decimals: 9")
            .replace("[60, 90]", "[60, ninety]"),
        "0.yaml, line 2: Praise rate is no name of a figure; write small letters, digits and hyphens, 2 to 40",
        "0.yaml, line 5: figure Praise rate: subjects knows no SHOP; write one of [STORE, MERCHANT, STREAMER, PROVIDER]",
        "0.yaml, line 5: figure Praise rate has no subjects; write some",
        "0.yaml, line 8: figure Praise rate is of unit RATIO; write least and most from 0 to 1",
        "0.yaml, line 9: figure Praise rate: decimals is 9; write a whole number from 0 to 6",
        "0.yaml, line 10: figure Praise rate: windows has ninety; write whole numbers from 0 to 3660");
  }

  @Test
  void saysWhatIsMissingOrThereTwice() {
    assertRefused(
        GOOD.replace("    fresh-days: 3\n", ""),
        "0.yaml, line 2: figure praise-rate says nowhere how long it counts; write one of fresh-days, fresh-until,"
            + " fresh-until-changed");
    assertRefused(
        GOOD + "    fresh-until-changed: true\n    bettr: HIGHER\n",
        "0.yaml, line 11: figure praise-rate says twice how long it counts; write one of fresh-days, fresh-until,"
            + " fresh-until-changed",
        "0.yaml, line 13: figure praise-rate has the unknown key bettr; take it out, or write one of name, zh, en,"
            + " subjects, unit, least, most, decimals, windows, fresh-days, fresh-until, fresh-until-changed, by-merchants,"
            + " by-service");
    assertRefused(
        GOOD + "    by-merchants: true\n    by-service: true\n",
        "0.yaml, line 13: figure praise-rate is said by this service alone and by merchants; take one of both out");
    assertThatThrownBy(() -> read(GOOD, GOOD))
        .hasMessageContaining("1.yaml, line 2: figure praise-rate is there twice; leave one");
  }

  @Test
  void whatTheServiceGoesByHasToBeThere() {
    FigureDefinitions one = read(GOOD);
    assertThatThrownBy(() -> one.get("followers"))
        .hasMessage(
            "config/figures has no followers, which the service goes by; copy it from this version");
  }
}
