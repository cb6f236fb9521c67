package dev.merchantreview.reconciliation;

import dev.merchantreview.shared.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The findings that are open, and those that were. */
@Repository
public class Findings {

  private final JdbcClient jdbc;
  private final Clock clock;

  Findings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Keeps a finding that is open.
   *
   * @return true when it is new
   */
  @Transactional
  public boolean keep(Finding finding) {
    return jdbc.sql(
                "insert into reconciliation_finding (case_id, kind, case_state, detail, found_at)"
                    + " values (:caseId, :kind, :state, :detail, :now)"
                    + " on conflict (case_id, kind) where resolved_at is null do nothing")
            .param("caseId", finding.caseId().value())
            .param("kind", finding.kind().name())
            .param("state", finding.caseState())
            .param("detail", finding.detail())
            .param("now", Timestamp.from(clock.instant()))
            .update()
        > 0;
  }

  /**
   * Keeps a finding that is open, or brings what was seen up to date.
   *
   * @return true when it is new
   */
  @Transactional
  public boolean keepLatest(Finding finding) {
    boolean first = keep(finding);
    if (!first) {
      jdbc.sql(
              "update reconciliation_finding set detail = :detail, case_state = :state"
                  + " where case_id = :caseId and kind = :kind and resolved_at is null"
                  + " and (detail, case_state) is distinct from (:detail, :state)")
          .param("detail", finding.detail())
          .param("state", finding.caseState())
          .param("caseId", finding.caseId().value())
          .param("kind", finding.kind().name())
          .update();
    }
    return first;
  }

  /** Closes what one kind found about a case: it is over. */
  @Transactional
  public void settle(CaseId caseId, Finding.Kind kind) {
    jdbc.sql(
            "update reconciliation_finding set resolved_at = :now where case_id = :caseId"
                + " and kind = :kind and resolved_at is null")
        .param("now", Timestamp.from(clock.instant()))
        .param("caseId", caseId.value())
        .param("kind", kind.name())
        .update();
  }

  /**
   * Somebody has looked at what no comparison can set right.
   *
   * @return what was open; empty when nothing was
   */
  @Transactional
  public Optional<Finding> lookedAt(CaseId caseId) {
    return jdbc.sql(
            "update reconciliation_finding set resolved_at = :now where case_id = :caseId"
                + " and resolved_at is null and kind = :kind"
                + " returning case_id, case_state, kind, detail, found_at")
        .param("caseId", caseId.value())
        .param("now", Timestamp.from(clock.instant()))
        .param("kind", Finding.Kind.VERDICTS_REFUSED.name())
        .query((row, number) -> finding(row))
        .optional();
  }

  /** Closes what the comparison found about a case, except one kind. */
  @Transactional
  public void resolve(CaseId caseId, Finding.@Nullable Kind except) {
    jdbc.sql(
            "update reconciliation_finding set resolved_at = :now where case_id = :caseId"
                + " and resolved_at is null and kind <> :except and kind <> all(:ofCases)")
        .param("ofCases", Finding.Kind.ofCases())
        .param("caseId", caseId.value())
        .param("now", Timestamp.from(clock.instant()))
        .param("except", except == null ? "" : except.name())
        .update();
  }

  /** What is open, oldest first. */
  @Transactional(readOnly = true)
  public List<Finding> open() {
    return jdbc.sql(
            "select case_id, case_state, kind, detail, found_at from reconciliation_finding"
                + " where resolved_at is null order by found_at limit 1000")
        .query((row, number) -> finding(row))
        .list();
  }

  private static Finding finding(ResultSet row) throws SQLException {
    return new Finding(
        new CaseId(row.getString("case_id")),
        row.getString("case_state"),
        Finding.Kind.valueOf(row.getString("kind")),
        row.getString("detail"),
        row.getTimestamp("found_at").toInstant());
  }

  long count() {
    return jdbc.sql("select count(*) from reconciliation_finding where resolved_at is null")
        .query(Long.class)
        .single();
  }
}
