package dev.merchantreview.cases;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A type of case a process works on: how its cases stand, and where a new process instance has to
 * take one up.
 *
 * @param <C> the cases
 */
public abstract class ProcessCaseType<C extends ProcessCase<?, ?>>
    implements CaseType, CaseProcesses {

  private final Names names;
  private final JdbcClient jdbc;
  private final CaseTable<C> cases;
  private final Clock clock;

  /**
   * What its cases are known by.
   *
   * @param idPrefix what their ids begin with: two letters and an underscore
   * @param path where they are in the API
   * @param processId the BPMN process they run in
   * @param type what they are called in the index of all cases
   */
  public record Names(String idPrefix, String path, String processId, String type) {}

  protected ProcessCaseType(Names names, JdbcClient jdbc, CaseTable<C> cases, Clock clock) {
    this.names = names;
    this.jdbc = jdbc;
    this.cases = cases;
    this.clock = clock;
  }

  /** Where a new instance has to take a case up that is worked on. */
  protected abstract Position position(C worked);

  @Override
  public String idPrefix() {
    return names.idPrefix();
  }

  @Override
  public String path() {
    return names.path();
  }

  @Override
  public String processId() {
    return names.processId();
  }

  @Override
  public Set<String> typeNames() {
    return Set.of(names.type());
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<IndexedCase> indexed(CaseId caseId) {
    return cases.written(caseId).or(() -> cases.find(caseId)).map(this::indexed);
  }

  /** What the index of all cases has of a case. */
  protected abstract IndexedCase indexed(C kept);

  @Override
  @Transactional(readOnly = true)
  public List<CaseId> ids(String after, int limit) {
    return cases.ids(after, limit);
  }

  /** A case is its owner's alone, where nothing else is said. */
  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return cases.ownerOf(caseId).map(owner -> owned(caseId, owner));
  }

  /** The table its cases are kept in. */
  public CaseTable<C> cases() {
    return cases;
  }

  @Override
  public Instances instances() {
    return cases.instances();
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> open(String after, int limit) {
    return states(
        "(" + instances().working() + ") and id > :after order by id limit :limit",
        Map.of("after", after, "limit", limit));
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> boundTo(Collection<Long> instances) {
    return states(
        "process_instance_key = any(:keys)", Map.of("keys", instances.toArray(Long[]::new)));
  }

  @Override
  @Transactional(readOnly = true)
  public Map<String, Object> variables(CaseId caseId) {
    return find(caseId)
        .filter(state -> !state.ended())
        .flatMap(state -> cases.find(caseId))
        .map(worked -> position(worked).variables())
        .orElseGet(Map::of);
  }

  @Override
  @Transactional(readOnly = true)
  public Set<Long> workingAmong(Collection<Long> instances) {
    return Set.copyOf(
        jdbc.sql(
                "select process_instance_key from %s where (%s) and process_instance_key = any(:keys)"
                    .formatted(cases.table(), instances().working()))
            .param("keys", instances.toArray(Long[]::new))
            .query(Long.class)
            .list());
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CaseState> find(CaseId caseId) {
    return states("id = :id and (" + instances().begun() + ")", Map.of("id", caseId.value()))
        .stream()
        .findFirst();
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> find(Collection<CaseId> caseIds) {
    return states(
        "id = any(:ids) and (" + instances().begun() + ")",
        Map.of("ids", caseIds.stream().map(CaseId::value).toArray(String[]::new)));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Position> release(CaseState judged) {
    C worked = cases.lock(judged.caseId()).orElseThrow();
    // Judged again under the lock: whoever came first has changed the case.
    if (judged.ended() || find(judged.caseId()).filter(judged::equals).isEmpty()) {
      return Optional.empty();
    }
    worked.released();
    Position position = position(worked);
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
    cases.update(changed, clock.instant());
  }

  private List<CaseState> states(String condition, Map<String, ?> parameters) {
    return jdbc.sql(
            "select id, state, process_instance_key, updated_at, %s as start_variable, %s as started_as, %s as working from %s where %s"
                .formatted(
                    instances().startVariable(),
                    instances().startedAs(),
                    instances().working(),
                    cases.table(),
                    condition))
        .params(parameters)
        .query(ProcessCaseType::state)
        .list();
  }

  private static CaseState state(ResultSet row, int number) throws SQLException {
    return new CaseState(
        new CaseId(row.getString("id")),
        row.getString("state"),
        row.getObject("process_instance_key", Long.class),
        row.getString("start_variable"),
        row.getString("started_as"),
        !row.getBoolean("working"),
        row.getTimestamp("updated_at").toInstant());
  }
}
