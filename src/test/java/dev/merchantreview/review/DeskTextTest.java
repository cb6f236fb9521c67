package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.DeskLanguage;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever language a desk has, it says the same of days and amounts. */
class DeskTextTest {

  @ParameterizedTest
  @CsvSource({
    "ZH, 4000.05 元, 12月1日前, 2026-12-01 24:00, 迟报",
    "EN, 4000.05 yuan, by 1 Dec, 2026-12-01 24:00, late"
  })
  void saysAmountsAndDays(
      DeskLanguage language, String amount, String by, String moment, String words) {
    DeskText text = new DeskText(ZoneId.of("Asia/Shanghai"), language);
    Instant end = Instant.parse("2026-12-01T16:00:00Z");
    assertThat(text.money(400_005)).isEqualTo(amount);
    assertThat(text.by(end)).isEqualTo(by);
    assertThat(text.lastMoment(end)).isEqualTo(moment);
    assertThat(text.words("迟报 · late")).isEqualTo(words);
  }
}
