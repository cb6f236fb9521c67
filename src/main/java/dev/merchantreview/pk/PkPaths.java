package dev.merchantreview.pk;

import dev.merchantreview.cases.CaseStandsOtherwise;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the processes of PK sessions are at, as it is kept. Changed only by who holds the session's
 * lock; the session's version is its sides' alone and stays.
 */
@Repository
class PkPaths {

  /**
   * Every session has both sides. An inner join would leave that for the planner to find out: it
   * expects hardly any that have, and reads the sides of all to find the first hundred.
   */
  private static final String SELECT =
      "select s.id, s.process_instance_key, s.begun, s.open, s.both_ready, s.ready_told, s.held, s.dated_for, s.reminded_for,"
          + " s.filing_ended_for, s.live_began_for,"
          + " greatest(s.updated_at, s.process_at) as updated_at,"
          + " s.first_id, one.answered as first_answered, s.second_id, other.answered as second_answered"
          + " from pk_session s"
          + " left join pk_lane one on one.session_id = s.id and one.streamer_id = s.first_id"
          + " left join pk_lane other on other.session_id = s.id and other.streamer_id = s.second_id where ";

  /** A sweep's portion; one that is shorter than asked for is the last. */
  static final String WORKED_ON =
      SELECT + "s.begun and s.open and s.id > :after order by s.id limit :limit";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  PkPaths(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.events = events;
  }

  Optional<PkPath> find(CaseId id) {
    return where("s.id = :id", Map.of("id", id.value())).stream().findFirst();
  }

  List<PkPath> find(Collection<CaseId> ids) {
    return where(
        "s.id = any(:ids)", Map.of("ids", ids.stream().map(CaseId::value).toArray(String[]::new)));
  }

  /** A portion of those an instance has to work on, in the order of their ids. */
  List<PkPath> workedOn(String after, int limit) {
    return paths(WORKED_ON, Map.of("after", after, "limit", limit));
  }

  /** Some of them, those that come after one. */
  List<CaseId> workedOnAfter(String id, int limit) {
    return ids(
        "select id from pk_session where begun and open and id > :id order by id limit :limit",
        Map.of("id", id, "limit", limit));
  }

  List<PkPath> boundTo(Collection<Long> instances) {
    return where(
        "s.process_instance_key = any(:keys)", Map.of("keys", instances.toArray(Long[]::new)));
  }

  /** Those of these instances that work on a session now. */
  Set<Long> workingAmong(Collection<Long> instances) {
    return Set.copyOf(
        jdbc.sql(
                "select process_instance_key from pk_session"
                    + " where process_instance_key = any(:keys) and begun and open")
            .param("keys", instances.toArray(Long[]::new))
            .query(Long.class)
            .list());
  }

  /** The sessions an instance works on in which a filing's product is to be hung. */
  List<CaseId> hanging(CaseId filing) {
    return ids(
        "select s.id from pk_product k join pk_session s on s.id = k.session_id"
            + " where k.filing_id = :filing and s.begun and s.open order by s.id",
        Map.of("filing", filing.value()));
  }

  /** The sessions of a streamer an instance works on. */
  List<CaseId> of(String streamerId, Platform platform) {
    return ids(
        "select id from pk_session where (first_id = :streamer or second_id = :streamer)"
            + " and platform = :platform and begun and open order by id",
        Map.of("streamer", streamerId, "platform", platform.name()));
  }

  /** Some an instance has to begin for, the next live first; nobody else has them meanwhile. */
  List<CaseId> notBegun(int limit) {
    return ids(
        "select id from pk_session where open and not begun order by live_at, id limit :limit"
            + " for update skip locked",
        Map.of("limit", limit));
  }

  /** An instance has to work on it. */
  void begin(CaseId id) {
    set(id, "begun = true", Map.of());
  }

  /** The instance that works on it. */
  void bind(CaseId id, long instance) {
    set(id, "begun = true, process_instance_key = :instance", Map.of("instance", instance));
  }

  /** Its instance is lost, and the next one has it. */
  void release(CaseId id) {
    set(id, "process_instance_key = null", Map.of());
    prepare(id);
  }

  /** The process is about to ask of both sides. */
  void prepare(CaseId id) {
    ready(id, false);
    ask(id);
  }

  /** The same, because the process was told of a change: it was answered that both are ready. */
  void ask(CaseId id) {
    jdbc.sql("update pk_lane set answered = null where session_id = :id")
        .param("id", id.value())
        .update();
  }

  /** The process is about to ask of a side. */
  void ask(CaseId id, String streamerId) {
    answer(id, streamerId, null);
  }

  /** What the process is answered of a side. */
  void answer(CaseId id, String streamerId, @Nullable LaneStanding standing) {
    jdbc.sql(
            "update pk_lane set answered = :answered where session_id = :id and streamer_id = :streamer")
        .param("id", id.value())
        .param("streamer", streamerId)
        .param("answered", standing == null ? null : standing.name())
        .update();
  }

  /**
   * The process is answered that both sides are ready.
   *
   * @param live whether the live has begun
   */
  void bothReady(CaseId id, boolean live) {
    ready(id, true);
    set(id, "held = held or :live", Map.of("live", live));
    jdbc.sql("update pk_lane set answered = :answered where session_id = :id")
        .param("id", id.value())
        .param("answered", LaneStanding.READY.name())
        .update();
  }

  /** People are told of it, which is an event, only when it is not what they were told last. */
  private void ready(CaseId id, boolean both) {
    boolean before =
        jdbc.sql("select both_ready from pk_session where id = :id")
            .param("id", id.value())
            .query(Boolean.class)
            .single();
    set(id, "both_ready = :both", Map.of("both", both));
    if (both != before) {
      events.publishEvent(new CaseStandsOtherwise(id));
    }
  }

  /** The live begins at another time. */
  void moved(CaseId id) {
    set(id, "held = false", Map.of());
    prepare(id);
  }

  /** The process is given its times. */
  void dated(CaseId id, Instant fileBy) {
    set(id, "dated_for = :fileBy", Map.of("fileBy", Timestamp.from(fileBy)));
  }

  /** Whether people were told last that both sides are ready, and not that one no longer is. */
  void readyTold(CaseId id, boolean ready) {
    set(id, "ready_told = :ready", Map.of("ready", ready));
  }

  void reminded(CaseId id, Instant of) {
    set(id, "reminded_for = :of", Map.of("of", Timestamp.from(of)));
  }

  void filingEnded(CaseId id, Instant at) {
    set(id, "filing_ended_for = :at", Map.of("at", Timestamp.from(at)));
  }

  /**
   * @param ready whether both sides were ready then
   */
  void liveBegan(CaseId id, Instant at, boolean ready) {
    set(
        id,
        "live_began_for = :at, held = held or :ready",
        Map.of("at", Timestamp.from(at), "ready", ready));
  }

  /** It is over. */
  void end(CaseId id) {
    set(id, "open = false", Map.of());
  }

  /**
   * Whether nobody is changing what a session's readiness is read from; nobody can until the
   * transaction ends. Waits for nobody, so it stands in nobody's way for ever.
   */
  boolean isSettled(CaseId id) {
    return allFree(
            id,
            "select %s from filing f where f.id in (select filing_id from pk_product where session_id = :id)",
            "f")
        && allFree(
            id,
            "select %s from streamer_standing t join pk_session s on s.id = :id and t.platform = s.platform"
                + " and t.streamer_id in (s.first_id, s.second_id)",
            "t");
  }

  private boolean allFree(CaseId id, String rows, String locked) {
    long all = count(id, rows.formatted("count(*)"));
    long free =
        count(
            id,
            "select count(*) from (%s for share of %s skip locked) free"
                .formatted(rows.formatted("1"), locked));
    return free >= all;
  }

  private long count(CaseId id, String query) {
    return jdbc.sql(query).param("id", id.value()).query(Long.class).single();
  }

  private void set(CaseId id, String assignments, Map<String, Object> parameters) {
    jdbc.sql("update pk_session set process_at = :now, " + assignments + " where id = :id")
        .param("id", id.value())
        .param("now", Timestamp.from(clock.instant()))
        .params(parameters)
        .update();
  }

  private List<CaseId> ids(String query, Map<String, Object> parameters) {
    return jdbc.sql(query)
        .params(parameters)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  private List<PkPath> where(String condition, Map<String, Object> parameters) {
    return paths(SELECT + condition, parameters);
  }

  private List<PkPath> paths(String statement, Map<String, Object> parameters) {
    return jdbc.sql(statement).params(parameters).query(PkPaths::path).list();
  }

  private static PkPath path(ResultSet row, int number) throws SQLException {
    Map<String, LaneStanding> answered = new HashMap<>();
    for (String side : List.of("first", "second")) {
      String standing = row.getString(side + "_answered");
      if (standing != null) {
        answered.put(row.getString(side + "_id"), LaneStanding.valueOf(standing));
      }
    }
    return new PkPath(
        new CaseId(row.getString("id")),
        row.getObject("process_instance_key", Long.class),
        row.getBoolean("begun"),
        row.getBoolean("open"),
        row.getBoolean("both_ready"),
        row.getBoolean("ready_told"),
        row.getBoolean("held"),
        instant(row, "dated_for"),
        instant(row, "reminded_for"),
        instant(row, "filing_ended_for"),
        instant(row, "live_began_for"),
        row.getTimestamp("updated_at").toInstant(),
        Map.copyOf(answered));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
