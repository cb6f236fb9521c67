package dev.merchantreview.cases;

import dev.merchantreview.cases.ProcessCase.Standing;
import dev.merchantreview.database.WriteBehind;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.HeldInTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table cases of one type are kept in. It has the columns {@code id}, {@code state}, {@code
 * process_instance_key}, {@code last_task_key}, {@code updated_at} and {@code version}; what else
 * there is its own class knows.
 *
 * @param <C> the cases
 */
public abstract class CaseTable<C extends ProcessCase<?, ?>> {

  private final JdbcClient jdbc;
  private final Layout layout;
  private final String select;
  private final String update;
  private final HeldInTransaction<CaseId, C> written = new HeldInTransaction<>();

  /** Who acts for a case does not change while it is locked. */
  private final HeldInTransaction<CaseId, String> owners = new HeldInTransaction<>();

  /**
   * What there is to know of a table.
   *
   * @param read the columns {@link #cases} needs, without those every case has
   * @param changed sets the columns {@link #columns} gives, without those every case has
   * @param instances which of its cases are in the process
   */
  public record Layout(String table, String read, String changed, Instances instances) {}

  protected CaseTable(JdbcClient jdbc, Layout layout) {
    this.jdbc = jdbc;
    this.layout = layout;
    this.select =
        "select id, state, process_instance_key, last_task_key, updated_at, version, %s from %s"
            .formatted(layout.read(), layout.table());
    this.update =
        """
        update %s
           set %s, state = :state, process_instance_key = :instance, last_task_key = :task,
               updated_at = :updatedAt, version = :version
         where id = :id and version = :read
        """
            .formatted(layout.table(), layout.changed());
  }

  protected JdbcClient jdbc() {
    return jdbc;
  }

  /** Which of its cases are in the process. */
  public Instances instances() {
    return layout.instances();
  }

  /** Its name. */
  public String table() {
    return layout.table();
  }

  /** The values of the columns that can change, by the names {@code update} has for them. */
  protected abstract Map<String, @Nullable Object> columns(C kept);

  /** The columns every case has. */
  protected static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getString("state"),
        row.getObject("process_instance_key", Long.class),
        row.getLong("last_task_key"),
        row.getTimestamp("updated_at").toInstant(),
        row.getLong("version"));
  }

  /**
   * Adds a case.
   *
   * @param insert has, besides the names {@link #columns} gives, {@code :id}, {@code :state},
   *     {@code :open}, {@code :updatedAt} and {@code :version}
   * @param unchanging what will never change of it
   */
  protected void add(C fresh, String insert, Map<String, ? extends @Nullable Object> unchanging) {
    jdbc.sql(insert).params(all(fresh)).params(unchanging).update();
    written.values().put(fresh.id(), fresh);
  }

  /**
   * Keeps what changed since it was read, and counts the version up.
   *
   * @throws OptimisticLockingFailureException when it was changed meanwhile
   */
  public void update(C changed, Instant now) {
    long read = changed.version();
    changed.touched(now);
    requireOne(jdbc.sql(update).params(all(changed)).param("read", read).update(), changed.id());
    written.values().put(changed.id(), changed);
  }

  /**
   * The same, with what else the present transaction writes: for a case it holds the lock of, which
   * nobody can have changed. Should somebody have, the transaction ends without being committed.
   */
  public void update(C changed, Instant now, WriteBehind writes) {
    long read = changed.version();
    changed.touched(now);
    Map<String, @Nullable Object> row = all(changed);
    row.put("read", read);
    writes.add(update, row, rows -> requireOne(rows, changed.id()));
    written.values().put(changed.id(), changed);
  }

  private static void requireOne(int rows, CaseId id) {
    if (rows != 1) {
      throw new OptimisticLockingFailureException(id + " changed meanwhile");
    }
  }

  /**
   * A case as the present transaction wrote it last: nobody else can have changed it since. Empty
   * when it did not.
   */
  protected Optional<C> written(CaseId id) {
    return Optional.ofNullable(written.values().get(id));
  }

  /** Keeps which instance works on a case; its version stays. */
  public void bind(CaseId id, long instance) {
    jdbc.sql(
            "update %s set process_instance_key = :instance where id = :id and process_instance_key is distinct from :instance"
                .formatted(layout.table()))
        .param("id", id.value())
        .param("instance", instance)
        .update();
  }

  protected static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  private Map<String, @Nullable Object> all(C kept) {
    Map<String, @Nullable Object> all = new HashMap<>(columns(kept));
    Standing standing = kept.standing();
    all.put("id", kept.id().value());
    all.put("state", standing.state());
    all.put("open", !kept.isEnded());
    all.put("instance", standing.processInstanceKey());
    all.put("task", standing.lastTaskKey());
    all.put("updatedAt", Timestamp.from(standing.updatedAt()));
    all.put("version", standing.version());
    return all;
  }

  public Optional<C> find(CaseId id) {
    return where("id = :id", Map.of("id", id.value())).stream().findFirst();
  }

  /** Reads it and keeps everybody else from changing it until the transaction ends. */
  public Optional<C> lock(CaseId id) {
    Optional<C> found = where("id = :id for update", Map.of("id", id.value())).stream().findFirst();
    found.ifPresent(one -> owners.values().put(id, one.ownerId()));
    return found;
  }

  /** A portion of them, in the order of their ids. */
  public List<CaseId> ids(String after, int limit) {
    return jdbc.sql(
            "select id from %s where id > :after order by id limit :limit".formatted(table()))
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /** The merchant that acts for a case. */
  public Optional<String> ownerOf(CaseId id) {
    return written(id)
        .map(ProcessCase::ownerId)
        .or(() -> Optional.ofNullable(owners.values().get(id)))
        .or(() -> readOwner(id));
  }

  /** Asks the database for it. */
  protected Optional<String> readOwner(CaseId id) {
    return find(id).map(ProcessCase::ownerId);
  }

  /** The case a process instance works on. */
  public Optional<C> findByInstance(long processInstanceKey) {
    return where("process_instance_key = :key", Map.of("key", processInstanceKey)).stream()
        .findFirst();
  }

  /**
   * @param condition SQL, and what comes after it
   */
  protected List<C> where(String condition, Map<String, ? extends @Nullable Object> parameters) {
    return query("where " + condition, parameters);
  }

  /** A page of a list, newest first. */
  protected List<C> page(Conditions conditions, int limit) {
    conditions.parameters().put("limit", limit);
    return query(conditions.page(), conditions.parameters());
  }

  private List<C> query(String rest, Map<String, ? extends @Nullable Object> parameters) {
    return cases(jdbc.sql(select + " " + rest).params(parameters));
  }

  /** The cases a statement finds, in its order. */
  protected abstract List<C> cases(JdbcClient.StatementSpec found);
}
