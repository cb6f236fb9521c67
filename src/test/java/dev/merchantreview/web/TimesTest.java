package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T09:00:00+08:00, 2026-03-02T01:00:00Z",
    "2026-03-02t09:00:00.123456789z, 2026-03-02T09:00:00.123456789Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
    "2017-01-01T07:59:60+08:00, 2016-12-31T23:59:59Z"
  })
  void readsTimesAsTheyAreWritten(String text, String instant) {
    assertThat(Times.parse(text).toInstant()).hasToString(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-02",
        "2026-03-02T09:00:00",
        "2026-03-02T09:00Z",
        "2026-02-30T09:00:00Z",
        "2026-03-02T09:00:60Z",
        "2026-03-02T09:00:61Z",
        "2026-03-02T24:00:00Z",
        "2026-03-02T09:00:00.1234567890Z",
        "1899-12-31T23:59:59Z",
        "3000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59Z",
        "2026-03-02T09:00:00+25:00"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
