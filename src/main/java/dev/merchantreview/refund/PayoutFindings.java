package dev.merchantreview.refund;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The findings about payouts that are open, and those that were. */
@Repository
public class PayoutFindings {

  private final JdbcClient jdbc;

  PayoutFindings(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    meters.gauge("merchantreview.payouts.findings", this, PayoutFindings::count);
  }

  /** What is open, oldest first. */
  @Transactional(readOnly = true)
  public List<PayoutFinding> open() {
    return jdbc.sql(
            "select number, kind, refund_id, detail, found_at from payout_finding where resolved_at is null"
                + " order by found_at, number limit 1000")
        .query(
            (row, number) ->
                new PayoutFinding(
                    row.getString("number"),
                    PayoutFinding.Kind.valueOf(row.getString("kind")),
                    row.getString("refund_id"),
                    row.getString("detail"),
                    row.getTimestamp("found_at").toInstant()))
        .list();
  }

  /**
   * Opens what is new among these, and ends what is open but not among them: it is right by now.
   *
   * @param found everything that disagrees now
   * @return what is new
   */
  @Transactional
  List<PayoutFinding> keep(List<PayoutFinding> found, Instant now) {
    List<PayoutFinding> fresh = new ArrayList<>();
    for (PayoutFinding finding : found) {
      int added =
          jdbc.sql(
                  "insert into payout_finding (number, kind, refund_id, detail, found_at)"
                      + " values (:number, :kind, :refund, :detail, :now)"
                      + " on conflict (number, kind) where resolved_at is null do nothing")
              .param("number", finding.number())
              .param("kind", finding.kind().name())
              .param("refund", finding.refundId())
              .param("detail", finding.detail())
              .param("now", Timestamp.from(now))
              .update();
      if (added > 0) {
        fresh.add(finding);
      }
    }
    Set<String> wrong =
        found.stream().map(one -> one.number() + " " + one.kind()).collect(Collectors.toSet());
    open().stream()
        .filter(one -> !wrong.contains(one.number() + " " + one.kind()))
        .forEach(
            one ->
                jdbc.sql(
                        "update payout_finding set resolved_at = :now where number = :number and kind = :kind"
                            + " and resolved_at is null")
                    .param("now", Timestamp.from(now))
                    .param("number", one.number())
                    .param("kind", one.kind().name())
                    .update());
    return fresh;
  }

  private long count() {
    return jdbc.sql("select count(*) from payout_finding where resolved_at is null")
        .query(Long.class)
        .single();
  }
}
