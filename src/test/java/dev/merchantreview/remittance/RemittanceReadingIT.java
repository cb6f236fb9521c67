package dev.merchantreview.remittance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What came in gets on record however the bank tells of it, and whatever becomes of the rest. */
class RemittanceReadingIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final Duration OVERLAP = Duration.ofDays(3);
  private static final Duration LOOK_BACK = Duration.ofDays(30);
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final EarlierDatabase database =
      new EarlierDatabase(SERVICE, "reading_" + UUID.randomUUID().toString().substring(0, 8), "75");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = NOON;
  private final RemittanceReading reading =
      new RemittanceReading(
          database.jdbc(),
          new RemittanceProperties(
              new RemittanceProperties.Account("1", "平台", "银行"),
              Duration.ofMinutes(1),
              OVERLAP,
              LOOK_BACK,
              Duration.ofHours(24)),
          meters,
          new Now());

  private final class Now extends Clock {

    private final InstantSource source = () -> now;

    @Override
    public Instant instant() {
      return source.instant();
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }

  /** A bank as the sweep sees it. */
  private static final class Told implements Bank {

    private @Nullable List<Credit> credits = List.of();
    private final List<Instant> asked = new ArrayList<>();

    @Override
    public List<Credit> credits(Instant since) {
      asked.add(since);
      if (credits == null) {
        throw new OutsideUnavailableException("the bank does not answer", null);
      }
      return credits;
    }

    @Override
    public Transfer transfer(Order order) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<StatementLine> statement(Instant since) {
      throw new UnsupportedOperationException();
    }
  }

  private void onRecord(Instant paidAt) {
    database
        .jdbc()
        .sql(
            "insert into remittance_credit (id, reference, amount_fen, written, payer, payer_account, sealed_for, paid_at,"
                + " received_at, outcome) values (:id, :id, 1, '', '', '', '', :at, now(), 'UNKNOWN')")
        .param("id", UUID.randomUUID().toString())
        .param("at", Timestamp.from(paidAt))
        .update();
  }

  private Instant since() {
    return reading.begin().since();
  }

  /** Whoever's clock was wrong for a while leaves nothing of the time after it unread. */
  @Test
  void goesBackWithAClockThatWasAhead() {
    now = NOON.plus(Duration.ofDays(40));
    reading.completed(reading.begin());
    now = NOON;
    assertThat(reading.begin().since()).isEqualTo(NOON.minus(LOOK_BACK));
    reading.completed(reading.begin());
    assertThat(reading.begin().since()).isBeforeOrEqualTo(NOON.minus(OVERLAP));
  }

  @Test
  void beginsBeforeTheLastCompleteOneAndTheLatestCreditThatIsNotInTheFuture() {
    reading.completed(reading.begin());
    assertThat(since()).isEqualTo(NOON.minus(OVERLAP));
    onRecord(NOON.plus(Duration.ofDays(400)));
    assertThat(since()).isEqualTo(NOON.minus(OVERLAP));
    now = NOON.plus(Duration.ofHours(5));
    onRecord(now.minus(Duration.ofMinutes(1)));
    // Nothing was read completely since.
    assertThat(since()).isEqualTo(NOON.minus(OVERLAP));
    reading.completed(reading.begin());
    assertThat(since()).isEqualTo(now.minus(Duration.ofMinutes(1)).minus(OVERLAP));
    // Once a day for what was booked later still.
    now = NOON.plus(Duration.ofDays(2));
    assertThat(since()).isEqualTo(now.minus(LOOK_BACK));
  }

  @Test
  void isAwaitedAfterADeadlineUntilItHasBegunSinceAndNoLongerThanADay() {
    Instant due = NOON.minus(Duration.ofMinutes(1));
    assertThat(reading.isAwaited(due)).isTrue();
    reading.completed(new RemittanceReading.Begun(due.minusSeconds(1), due, false));
    assertThat(reading.isAwaited(due)).isTrue();
    now = due.plus(Duration.ofHours(24));
    assertThat(reading.isAwaited(due)).isFalse();
    now = NOON;
    reading.completed(reading.begin());
    assertThat(reading.isAwaited(due)).isFalse();
    now = NOON.plus(Duration.ofMinutes(3));
    assertThat(meters.get("merchantreview.remittances.read.age").gauge().value()).isEqualTo(180);
  }

  @Test
  void isCompleteOnlyWhenTheBankAnsweredAndEverythingItToldIsOnRecord() {
    Remittances remittances = SERVICE.bean(Remittances.class);
    Told bank = new Told();
    RemittanceSweep sweep =
        new RemittanceSweep(bank, remittances, reading, new OneInstance(database.source()));
    bank.credits = null;
    sweep.sweep();
    Instant due = NOON.minus(Duration.ofMinutes(1));
    assertThat(reading.isAwaited(due)).isTrue();
    // No database has such a day.
    Bank.Credit impossible = credit(Instant.parse("+300000-01-01T00:00:00Z"));
    Bank.Credit possible = credit(NOON);
    bank.credits = List.of(impossible, possible, possible);
    sweep.sweep();
    assertThat(reading.isAwaited(due)).isTrue();
    assertThat(remittances.unknown(List.of(possible, impossible))).containsExactly(impossible);
    now = NOON.plus(Duration.ofDays(20));
    sweep.sweep();
    assertThat(bank.asked.getLast()).isBeforeOrEqualTo(now.minus(LOOK_BACK));
    bank.credits = List.of(possible);
    sweep.sweep();
    assertThat(reading.isAwaited(now.minusSeconds(1))).isFalse();
  }

  private static Bank.Credit credit(Instant at) {
    return new Bank.Credit("bk-" + UUID.randomUUID(), 1, "货款", "某公司", "", at);
  }
}
