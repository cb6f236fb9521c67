package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.figure.ShippedFigures;
import dev.merchantreview.rules.Flaws;
import dev.merchantreview.rules.YamlFields;
import dev.merchantreview.score.ShippedScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;

/** A file that cannot be used is named with its line and a remedy. */
class ProgrammeFileTest {

  private static final String GOOD =
      """
      programme: kuaishou-pledged
      platform: KUAISHOU
      zh: 承诺
      en: Pledged
      subject: STORE
      tables: {eligibility: a, standing: b}
      entry: OPEN
      pledge: pledge-damaged-refunded
      checked: {every: DAY, warned-first: false}
      """;

  @TempDir private Path folder;

  private Optional<Programme> read(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("kuaishou-pledged.yaml"), content);
    Flaws flaws = new Flaws("programmes");
    Optional<Programme> read =
        YamlFields.read(new FileSystemResource(file), "programme:", flaws)
            .flatMap(
                fields ->
                    new ProgrammeFile(ShippedFigures.read(), ShippedScores.read(), flaws)
                        .read(fields));
    flaws.refuse();
    return read;
  }

  @Test
  void takesAPledgeNobodyElseCanReport() throws IOException {
    assertThat(read(GOOD).orElseThrow().admission().pledge()).isEqualTo("pledge-damaged-refunded");
  }

  @Test
  void refusesAPledgeOthersMayReport() {
    assertThatThrownBy(() -> read(GOOD.replace("pledge-damaged-refunded", "industry-belt")))
        .hasMessage(
            "config/programmes cannot be used:\n  kuaishou-pledged.yaml, line 8: others may report industry-belt"
                + " and so make the pledge; write by-service: true where config/figures has it");
  }

  @Test
  void refusesAPledgeThatIsNoFlagOfTheSubject() {
    assertThatThrownBy(() -> read(GOOD.replace("pledge-damaged-refunded", "live-days")))
        .hasMessageContaining("line 8: live-days is no flag of a STORE in config/figures");
  }

  /** The figure would take the place of what the process goes by. */
  @Test
  void refusesAnInputThatIsCalledLikeAVariableOfTheProcess() {
    assertThatThrownBy(
            () ->
                read(
                    GOOD.replace(
                        "tables:", "inputs:\n  - {name: outcome, from: STORE_STATE}\ntables:")))
        .hasMessageContaining("the process has a variable outcome of its own; call it otherwise");
  }
}
