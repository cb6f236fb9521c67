package dev.merchantreview.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Platform;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform's profile is what the modules say belongs to it, and nothing else. */
class PlatformsTest {

  record Review(@NotNull @Min(1) @Max(60) Integer workingDays) {}

  record Rounds(@NotNull @Min(1) @Max(50) Integer rounds) {}

  record Provider(@NotNull Long depositFen) {}

  private static final String HEAD = "platform: DOUYIN\nname: 抖音\n";

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void makeFolder() throws IOException {
    file = Files.createDirectory(folder.resolve("platforms")).resolve("douyin.yaml");
  }

  private Platforms read(String profile) {
    try {
      Files.writeString(file, profile);
    } catch (IOException cause) {
      throw new AssertionError(cause);
    }
    return new Platforms(
        new ConfigurationDirectory("file:" + folder + "/"),
        List.of(
            new ProfilePart("programme", Review.class),
            new ProfilePart("programme", Rounds.class),
            new ProfilePart("service-provider.programme", Provider.class)));
  }

  @Test
  void haveThePartsOfEveryModule() {
    PlatformProfile profile =
        read(HEAD
                + "programme:\n  working-days: 3\n  rounds: 5\n"
                + "service-provider:\n  programme:\n    deposit-fen: 7\n")
            .get(Platform.DOUYIN);
    assertThat(profile.name()).isEqualTo("抖音");
    assertThat(profile.part(Review.class)).isEqualTo(new Review(3));
    assertThat(profile.part(Rounds.class)).isEqualTo(new Rounds(5));
    assertThat(profile.part(Provider.class)).isEqualTo(new Provider(7L));
  }

  @Test
  void knowNoPartThatNoModuleOwns() {
    assertThatThrownBy(
            () ->
                read(
                    HEAD
                        + "programme:\n  working-days: 3\n  rounds: 5\n  dasy: 4\n"
                        + "service-provider:\n  programme:\n    deposit-fen: 7\n"
                        + "dispute:\n  days: 3\n"))
        .hasMessage("douyin.yaml cannot be used: unknown keys [dispute.days, programme.dasy]");
  }

  @Test
  void nameEveryPartThatIsMissing() {
    assertThatThrownBy(() -> read(HEAD + "programme:\n  working-days: 3\n  rounds: 5\n"))
        .hasMessage("douyin.yaml cannot be used: service-provider.programme is missing");
    assertThatThrownBy(() -> read(HEAD))
        .hasMessageContainingAll(
            "douyin.yaml", "programme is missing", "service-provider.programme is missing");
  }

  @Test
  void nameEverythingThatIsWrongInAllParts() {
    assertThatThrownBy(
            () ->
                read(
                    "platform: DOUYIN\nprogramme:\n  working-days: 61\n  rounds: many\n"
                        + "service-provider:\n  programme:\n    fen: 3\n"))
        .hasMessageContainingAll(
            "douyin.yaml",
            "name [null]: must not be blank",
            "programme.workingDays [61]: must be less than or equal to 60",
            "douyin.yaml] - 3:17",
            "programme.rounds has the unusable value many",
            "service-provider.programme is missing",
            "unknown keys [service-provider.programme.fen]");
  }

  @Test
  void areNotServedTwice() throws IOException {
    String profile =
        HEAD
            + "programme:\n  working-days: 3\n  rounds: 5\n"
            + "service-provider:\n  programme:\n    deposit-fen: 7\n";
    Files.writeString(folder.resolve("platforms/other.yaml"), profile);
    assertThatThrownBy(() -> read(profile)).hasMessage("two profiles for DOUYIN");
  }
}
