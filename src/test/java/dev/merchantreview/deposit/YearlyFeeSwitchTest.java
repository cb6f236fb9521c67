package dev.merchantreview.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.shared.ConfigurationDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key of a profile is the switch: there, it is on and whole. */
class YearlyFeeSwitchTest {

  /** What else a profile has. */
  record Named(String name) {}

  @TempDir private Path folder;

  private @Nullable YearlyFeeNumbers read(String key) {
    try {
      Path platforms = Files.createDirectories(folder.resolve("platforms"));
      Files.writeString(platforms.resolve("douyin.yaml"), "name: 抖音\n" + key + "\n");
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    Record part =
        new ConfigurationDirectory("file:" + folder + "/")
            .readParts("platforms", "*.yaml", Map.of(YearlyFeeSwitch.class, "", Named.class, ""))
            .getFirst()
            .get(YearlyFeeSwitch.class);
    return ((YearlyFeeSwitch) part).yearlyFee();
  }

  @Test
  void isOnWhereTheKeyIsThereAndOffWhereItIsLeftOut() {
    assertThat(read("yearly-fee: {amount-fen: 60000, due-days: 30, reminder-days: 5}"))
        .isEqualTo(new YearlyFeeNumbers(60_000L, 30, 5));
    assertThat(read("# yearly-fee: {amount-fen: 60000}")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yearly-fee: {amount-fen: 60000, due-days: 30} | reminderDays",
        "yearly-fee: {amount-fen: 0, due-days: 30, reminder-days: 5} | amountFen",
        "yearly-fee: {amount-fen: 60000, due-days: 366, reminder-days: 5} | dueDays",
        "yearly-fee: {amount-fen: 60000, due-days: 5, reminder-days: 5} | fewer than its due-days",
        "yearly-fee: {amount-fen: 1, due-days: 30, reminder-days: 5, day: 1} | unknown keys",
        "yearly-fee: true | yearly-fee",
      })
  void stopsTheStartWhereItCannotBeUsed(String key, String why) {
    assertThatThrownBy(() -> read(key))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("douyin.yaml cannot be used")
        .hasMessageContaining(why);
  }

  /** A key with nothing behind it is no way to leave it out. */
  @Test
  void stopsTheStartWhereNothingStandsBehindTheKey() {
    assertThatThrownBy(() -> read("yearly-fee:")).isInstanceOf(IllegalStateException.class);
  }
}
