package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.onboarding.OpeningStatement.Market;
import dev.merchantreview.onboarding.OpeningStatement.ShopElsewhere;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.testing.ShippedProfiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** [D-fee] A verified account with enough followers, or a shop elsewhere with good scores. */
class OpeningConditionsTest {

  private static final OpeningConditions CONDITIONS =
      new OpeningConditions(300_000L, new BigDecimal("4.7"), 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "true, 300000, true",
    "true, 299999, false",
    "false, 900000, false",
    ", 900000, false",
    "true, , false",
  })
  void areMetByAVerifiedAccountWithEnoughFollowers(
      @Nullable Boolean verified, @Nullable Long followers, boolean met) {
    assertThat(CONDITIONS.areMetBy(new OpeningStatement(verified, followers, null))).isEqualTo(met);
  }

  @ParameterizedTest
  @CsvSource({
    "OTHER, 4.7, , true",
    "OTHER, 4.7|4.8|4.9, , true",
    "OTHER, 4.9|4.69|4.9, , false",
    "TAOBAO, 4.9, , false",
    "TAOBAO, 4.9, 0, false",
    "TAOBAO, 4.70, 1, true",
    "TAOBAO, 4.6, 5, false",
  })
  void areMetByAShopElsewhereWithGoodScores(
      Market market, String scores, @Nullable Integer diamonds, boolean met) {
    List<BigDecimal> each =
        Arrays.stream(scores.split("\\|")).map(BigDecimal::new).collect(Collectors.toList());
    assertThat(
            CONDITIONS.areMetBy(
                new OpeningStatement(
                    null,
                    null,
                    new ShopElsewhere(market, "https://shop.example.com", each, diamonds))))
        .isEqualTo(met);
  }

  @Test
  void areOffAsShippedOnAllPlatforms() {
    for (Platform platform : Platform.values()) {
      assertThat(
              ShippedProfiles.part(platform, "onboarding", OnboardingNumbers.class)
                  .openingConditions())
          .as(platform.name())
          .isNull();
    }
  }

  /** As the shipped file says: without the signs before them. */
  @Test
  void areOnWhereTheShippedLinesAreTakenIn() throws IOException {
    String on =
        shipped("douyin")
            .lines()
            .map(line -> line.replaceFirst("^  # (opening-conditions:| )", "  $1"))
            .collect(Collectors.joining("\n"));
    assertThat(read(on).openingConditions()).isEqualTo(CONDITIONS);
    assertThatThrownBy(() -> read(on.replace("score: 4.7", "score: 47")))
        .hasMessageContaining("score");
  }

  /** What the file says of onboarding, which is all that is read here. */
  private static String shipped(String platform) throws IOException {
    String file = Files.readString(Path.of("config/platforms", platform + ".yaml"));
    int begin = file.indexOf("onboarding:");
    return file.substring(begin, file.indexOf("\nwaivers:", begin) + 1);
  }

  private OnboardingNumbers read(String text) throws IOException {
    Path files = Files.createDirectories(folder.resolve("platforms"));
    Files.writeString(files.resolve("one.yaml"), text);
    return (OnboardingNumbers)
        Objects.requireNonNull(
            new ConfigurationDirectory("file:" + folder + "/")
                .readParts("platforms", "*.yaml", Map.of(OnboardingNumbers.class, "onboarding"))
                .getFirst()
                .get(OnboardingNumbers.class));
  }
}
