package dev.merchantreview.cases;

import dev.merchantreview.reconciliation.CaseProcesses;
import dev.merchantreview.shared.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the cases of a table stand, and where a new process instance has to take one up.
 *
 * @param <C> the cases
 */
public abstract class TableProcesses<C extends ProcessCase<?, ?>> implements CaseProcesses {

  private final JdbcClient jdbc;
  private final CaseTable<C> cases;
  private final Clock clock;
  private final Kept kept;

  protected TableProcesses(JdbcClient jdbc, CaseTable<C> cases, Clock clock, Kept kept) {
    this.jdbc = jdbc;
    this.cases = cases;
    this.clock = clock;
    this.kept = kept;
  }

  /**
   * What tells of a table which of its cases are in the process.
   *
   * @param startVariable the process variable that tells instances apart
   * @param begun an SQL condition: an instance has, or had, to work on the case
   * @param working an SQL condition: one has to now
   * @param startedAs an SQL expression: the value of {@code startVariable}
   */
  public record Kept(
      String processId,
      String startVariable,
      String table,
      String begun,
      String working,
      String startedAs) {}

  /** Where a new instance has to take a case up that is worked on. */
  protected abstract Position position(C worked);

  @Override
  public String processId() {
    return kept.processId();
  }

  @Override
  public String startVariable() {
    return kept.startVariable();
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> open() {
    return states(kept.working() + " order by id", Map.of());
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> endedAmong(Collection<Long> instances) {
    return states(
        "not (" + kept.working() + ") and process_instance_key = any(:keys)",
        Map.of("keys", instances.toArray(Long[]::new)));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CaseState> find(CaseId caseId) {
    return states("id = :id and (" + kept.begun() + ")", Map.of("id", caseId.value())).stream()
        .findFirst();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Position> release(CaseState judged) {
    C worked = cases.lock(judged.caseId()).orElseThrow();
    // Judged again under the lock: whoever came first has changed the case.
    if (judged.ended() || find(judged.caseId()).filter(judged::equals).isEmpty()) {
      return Optional.empty();
    }
    Position position = position(worked);
    worked.leaveInstance();
    keep(worked);
    return Optional.of(position);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean takeOver(CaseId caseId, long instance) {
    C worked = cases.lock(caseId).orElseThrow();
    if (find(caseId).filter(state -> !state.ended()).isEmpty() || !worked.belongsTo(instance)) {
      return false;
    }
    keep(worked);
    return true;
  }

  private void keep(C changed) {
    cases.update(changed, clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private List<CaseState> states(String condition, Map<String, ?> parameters) {
    return jdbc.sql(
            "select id, state, process_instance_key, updated_at, %s as started_as, %s as working from %s where %s"
                .formatted(kept.startedAs(), kept.working(), kept.table(), condition))
        .params(parameters)
        .query(TableProcesses::state)
        .list();
  }

  private static CaseState state(ResultSet row, int number) throws SQLException {
    return new CaseState(
        new CaseId(row.getString("id")),
        row.getString("state"),
        row.getObject("process_instance_key", Long.class),
        row.getString("started_as"),
        !row.getBoolean("working"),
        row.getTimestamp("updated_at").toInstant());
  }
}
