package dev.merchantreview.payout;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.payout.PayoutFinding.Difference;
import dev.merchantreview.payout.PayoutFinding.Explanation;
import dev.merchantreview.payout.PayoutFinding.State;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Page;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The findings about payouts that are open, and those that were: none is ever deleted. */
@Repository
public class PayoutFindings {

  private static final String SELECT =
      "select id, number, kind, refund_id, detail, found_at, resolved_at, explained_by, explanation from payout_finding";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final History history;
  private final Clock clock;

  PayoutFindings(
      JdbcClient jdbc, JsonMapper json, History history, MeterRegistry meters, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.history = history;
    this.clock = clock;
    meters.gauge("merchantreview.payouts.findings", this, PayoutFindings::count);
  }

  /**
   * What a list shows; null lets everything pass.
   *
   * @param number a payout's
   */
  public record Filter(@Nullable State state, @Nullable String number, @Nullable String refundId) {}

  /** Newest first. */
  @Transactional(readOnly = true)
  public List<PayoutFinding> list(Filter filter, Optional<Page.Cursor> after, int limit) {
    Conditions conditions = new Conditions("found_at");
    conditions.equal("number", filter.number());
    conditions.equal("refund_id", filter.refundId());
    if (filter.state() != null) {
      conditions.add(
          switch (filter.state()) {
            case OPEN -> "resolved_at is null";
            case AGREED -> "resolved_at is not null and explanation is null";
            case EXPLAINED -> "explanation is not null";
          });
    }
    conditions.after(after);
    return jdbc.sql(SELECT + conditions.page())
        .params(conditions.parameters())
        .param("limit", limit)
        .query(PayoutFindings::finding)
        .list();
  }

  /** Everything that is open. */
  @Transactional(readOnly = true)
  List<PayoutFinding> open() {
    return jdbc.sql(SELECT + " where resolved_at is null").query(PayoutFindings::finding).list();
  }

  /**
   * Those of some differences that no finding says yet, by one statement however many there are: a
   * difference that stays is not asked about each time it is seen.
   *
   * @param open what is open
   */
  @Transactional(readOnly = true)
  List<Difference> unknown(List<Difference> differences, List<PayoutFinding> open) {
    Set<String> known =
        open.stream().map(finding -> finding.difference().name()).collect(Collectors.toSet());
    List<Difference> others =
        differences.stream().filter(one -> !known.contains(one.name())).toList();
    if (others.isEmpty()) {
      return others;
    }
    Set<String> explained =
        jdbc
            .sql(SELECT + " where number = any(:numbers) and explanation is not null")
            .param("numbers", others.stream().map(Difference::number).toArray(String[]::new))
            .query(PayoutFindings::finding)
            .stream()
            .map(finding -> finding.difference().explained())
            .collect(Collectors.toSet());
    return others.stream().filter(one -> !explained.contains(one.explained())).toList();
  }

  /**
   * Opens a finding, unless the same is open, or a person has explained just this difference.
   *
   * @return whether it is new
   */
  @Transactional
  boolean found(Difference difference) {
    boolean explained =
        jdbc.sql(
                "select exists (select from payout_finding where number = :number and kind = :kind"
                    + " and detail = :detail and explanation is not null)")
            .param("number", difference.number())
            .param("kind", difference.kind().name())
            .param("detail", difference.detail())
            .query(Boolean.class)
            .single();
    if (explained) {
      return false;
    }
    int added =
        jdbc.sql(
                "insert into payout_finding (id, number, kind, refund_id, detail, found_at)"
                    + " values (:id, :number, :kind, :refund, :detail, :now)"
                    + " on conflict (number, kind) where resolved_at is null do nothing")
            .param("id", Ids.next("pf_"))
            .param("number", difference.number())
            .param("kind", difference.kind().name())
            .param("refund", difference.refundId())
            .param("detail", difference.detail())
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (added > 0) {
      record(difference, ActorRef.SYSTEM, "PAYOUT_FINDING_OPENED");
    }
    return added > 0;
  }

  /** Both sides agree by now. */
  @Transactional
  void agreed(PayoutFinding finding) {
    int ended =
        jdbc.sql(
                "update payout_finding set resolved_at = :now where id = :id and resolved_at is null")
            .param("id", finding.id())
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (ended > 0) {
      record(finding.difference(), ActorRef.SYSTEM, "PAYOUT_FINDING_AGREED");
    }
  }

  /** What became of explaining a finding. */
  public sealed interface ExplanationResult {

    /** It is ended, under the person's name. */
    record Explained(PayoutFinding finding) implements ExplanationResult {}

    /** It had ended before. */
    record Ended(State state) implements ExplanationResult {}

    /** The person agreed to this payout, and does not judge it a second time. */
    record OwnDecision(String number) implements ExplanationResult {}
  }

  /**
   * Ends a finding by what a person found out; nothing else changes. Who agreed to the payout
   * cannot.
   *
   * @return empty when there is no such finding
   */
  @Transactional
  public Optional<ExplanationResult> explain(String id, String words, ActorRef by) {
    return jdbc.sql(SELECT + " where id = :id for update")
        .param("id", id)
        .query(PayoutFindings::finding)
        .optional()
        .map(
            finding -> {
              if (finding.state() != State.OPEN) {
                return new ExplanationResult.Ended(finding.state());
              }
              if (agreedTo(finding.difference().number(), by.id())) {
                return new ExplanationResult.OwnDecision(finding.difference().number());
              }
              Instant now = clock.instant();
              jdbc.sql(
                      "update payout_finding set resolved_at = :now, explained_by = :by, explanation = :words"
                          + " where id = :id")
                  .param("id", id)
                  .param("now", Timestamp.from(now))
                  .param("by", by.id())
                  .param("words", words)
                  .update();
              record(finding.difference(), by, "PAYOUT_FINDING_EXPLAINED");
              return new ExplanationResult.Explained(
                  new PayoutFinding(
                      id,
                      finding.difference(),
                      finding.foundAt(),
                      now,
                      new Explanation(by.id(), words)));
            });
  }

  /** Whether a person is among those the ledger names for a payout. */
  private boolean agreedTo(String number, String person) {
    return jdbc
        .sql(
            "select decision from ledger_posting where kind = 'PAYOUT_ORDERED' and subject = :number")
        .param("number", number)
        .query(String.class)
        .list()
        .stream()
        .map(json::readTree)
        .flatMap(decision -> decision.valueStream().map(JsonNode::asString))
        .anyMatch(person::equals);
  }

  /**
   * The refund's history says that there is a finding, and which; what people say about it stays
   * with the finding, because the refund's owner reads the history.
   */
  private void record(Difference difference, ActorRef by, String action) {
    if (difference.refundId() != null) {
      history.append(
          CaseEvent.noted(
              new CaseId(difference.refundId()),
              by,
              action,
              Map.of("number", difference.number(), "kind", difference.kind().name())));
    }
  }

  private static PayoutFinding finding(ResultSet row, int index) throws SQLException {
    Timestamp endedAt = row.getTimestamp("resolved_at");
    String words = row.getString("explanation");
    return new PayoutFinding(
        row.getString("id"),
        new Difference(
            row.getString("number"),
            PayoutFinding.Kind.valueOf(row.getString("kind")),
            row.getString("refund_id"),
            row.getString("detail")),
        row.getTimestamp("found_at").toInstant(),
        endedAt == null ? null : endedAt.toInstant(),
        words == null ? null : new Explanation(row.getString("explained_by"), words));
  }

  private long count() {
    return jdbc.sql("select count(*) from payout_finding where resolved_at is null")
        .query(Long.class)
        .single();
  }
}
