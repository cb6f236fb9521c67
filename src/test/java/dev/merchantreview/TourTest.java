package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an answer keeps what a tour promises of it. */
class TourTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"state\": \"PAID\"} | {\"state\": \"PAID\", \"more\": 1} | true",
        "{\"state\": \"PAID\"} | {\"state\": \"PAYING\"} | false",
        "{\"state\": \"PAID\"} | {} | false",
        "{\"heldFen\": 850000} | {\"heldFen\": 850001} | false",
        "{\"brokenAt\": null} | {\"brokenAt\": null} | true",
        "{\"brokenAt\": null} | {\"brokenAt\": 3} | false",
        "{\"id\": \"sa_8wmvsr2jcyh0p4tq\"} | {\"id\": \"sa_0000000000000000\"} | true",
        "{\"id\": \"sa_8wmvsr2jcyh0p4tq\"} | {\"id\": \"st_0000000000000000\"} | false",
        "{\"path\": \"/a/sa_…/b\"} | {\"path\": \"/a/sa_1/b\"} | true",
        "{\"path\": \"/a/sa_…/b\"} | {\"path\": \"/a/sa_1/c\"} | false",
        "{\"dueAt\": \"2026-12-23T00:00:00+08:00\"} | {\"dueAt\": \"2027-01-01T00:00:00+08:00\"} | true",
        "{\"dueAt\": \"2026-12-23T00:00:00+08:00\"} | {\"dueAt\": null} | false",
        "[1] | [1, 2] | false",
        "[1, \"…\"] | [1, 2] | true",
        "[1, 3, \"…\"] | [1, 2] | false",
        "[{\"number\": \"vt_…\", \"amountFen\": 37}] | [{\"number\": \"vt_1\", \"amountFen\": 5}] | true",
        "[{\"number\": \"po_…\", \"amountFen\": 37}] | [{\"number\": \"po_1\", \"amountFen\": 5}] | false",
        "{\"a\": 1} {\"b\": 2} | {\"a\": 1} {\"x\": 0} {\"b\": 2} | true",
        "{\"a\": 1} {\"b\": 2} | {\"b\": 2} {\"a\": 1} | false"
      })
  void comparesWhatIsPromisedWithWhatIsAnswered(String promised, String answered, boolean kept) {
    assertThat(Tour.isKept(Tour.documents(promised), Tour.documents(answered))).isEqualTo(kept);
  }
}
