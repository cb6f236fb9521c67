package dev.merchantreview.pk;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.filing.FilingState;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The PK sessions as they are kept. */
@Repository
public class PkSessions {

  private final JdbcClient jdbc;
  private final DatabaseLocks locks;
  private final Clock clock;

  PkSessions(JdbcClient jdbc, DatabaseLocks locks, Clock clock) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.clock = clock;
  }

  /** A session without its lanes. */
  private record Head(
      String id,
      Platform platform,
      Instant liveAt,
      String createdBy,
      Instant createdAt,
      Instant updatedAt,
      long version) {}

  void add(
      CaseId id,
      Platform platform,
      String one,
      String other,
      Instant liveAt,
      String by,
      Instant now) {
    List<String> sides = Stream.of(one, other).sorted().toList();
    jdbc.sql(
            "insert into pk_session (id, platform, first_id, second_id, live_at, created_by, created_at, updated_at,"
                + " version) values (:id, :platform, :first, :second, :liveAt, :by, :now, :now, 1)")
        .param("id", id.value())
        .param("platform", platform.name())
        .param("first", sides.getFirst())
        .param("second", sides.getLast())
        .param("liveAt", Timestamp.from(liveAt))
        .param("by", by)
        .param("now", Timestamp.from(now))
        .update();
    for (String side : sides) {
      jdbc.sql("insert into pk_lane (session_id, streamer_id) values (:id, :side)")
          .param("id", id.value())
          .param("side", side)
          .update();
    }
  }

  /** Keeps two who plan a PK of the same sides apart until the transaction ends. */
  void lockSides(String one, String other) {
    locks.hold(
        DatabaseLock.PK_SIDES, Stream.of(one, other).sorted().collect(Collectors.joining(" ")));
  }

  /** Reads it and keeps everybody else from changing it until the transaction ends. */
  Optional<PkSession> lock(CaseId id) {
    return jdbc.sql("select id from pk_session where id = :id for update")
        .param("id", id.value())
        .query(String.class)
        .optional()
        .flatMap(locked -> find(id));
  }

  Optional<PkSession> find(CaseId id) {
    return read("where id = :id", Map.of("id", id.value())).stream().findFirst();
  }

  /** Those among these ids that are there. */
  List<PkSession> find(Collection<CaseId> ids) {
    return read(
        "where id = any(:ids)",
        Map.of("ids", ids.stream().map(CaseId::value).toArray(String[]::new)));
  }

  Optional<PkSession> find(Platform platform, String one, String other, Instant liveAt) {
    List<String> sides = Stream.of(one, other).sorted().toList();
    return read(
            "where platform = :platform and first_id = :first and second_id = :second and live_at = :liveAt",
            Map.of(
                "platform",
                platform.name(),
                "first",
                sides.getFirst(),
                "second",
                sides.getLast(),
                "liveAt",
                Timestamp.from(liveAt)))
        .stream()
        .findFirst();
  }

  /** A portion of them, in the order of their ids. */
  public List<CaseId> ids(String after, int limit) {
    return jdbc.sql("select id from pk_session where id > :after order by id limit :limit")
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /** Those a streamer is a side of. */
  public List<CaseId> idsOf(String streamerId) {
    return jdbc.sql("select id from pk_session where first_id = :id or second_id = :id order by id")
        .param("id", streamerId)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /** The sessions of a streamer, the latest live first. */
  List<PkSession> ofStreamer(String streamerId, int limit) {
    return read(
        "where first_id = :id or second_id = :id order by live_at desc, id limit " + limit,
        Map.of("id", streamerId));
  }

  /**
   * Two streamers on a platform.
   *
   * @param first the one whose id comes first
   */
  public record Pair(Platform platform, String first, String second) {

    public static Pair of(Platform platform, String one, String other) {
      List<String> sides = Stream.of(one, other).sorted().toList();
      return new Pair(platform, sides.getFirst(), sides.getLast());
    }
  }

  /** The sessions of these pairs whose live begins, or began, after an instant. */
  public Map<Pair, List<PkSession>> after(Collection<Pair> pairs, Instant earliest) {
    if (pairs.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("firsts", pairs.stream().map(Pair::first).toArray(String[]::new));
    parameters.put("seconds", pairs.stream().map(Pair::second).toArray(String[]::new));
    parameters.put("earliest", Timestamp.from(earliest));
    return read(
            "where (first_id, second_id) in (select * from unnest(:firsts::text[], :seconds::text[]))"
                + " and live_at > :earliest order by live_at",
            parameters)
        .stream()
        .collect(
            Collectors.groupingBy(
                session ->
                    new Pair(
                        session.platform(),
                        session.lanes().getFirst().streamerId(),
                        session.lanes().getLast().streamerId())));
  }

  void confirm(CaseId id, String streamerId, String by, Instant now) {
    setLane(id, streamerId, now, by, null);
    touch(id, now);
  }

  /** The side has to agree again. */
  void unconfirm(CaseId id, String streamerId, Instant now) {
    setLane(id, streamerId, null, null, null);
    touch(id, now);
  }

  void leave(CaseId id, String streamerId, Instant now) {
    setLane(id, streamerId, null, null, now);
    touch(id, now);
  }

  private void setLane(
      CaseId id,
      String streamerId,
      @Nullable Instant confirmedAt,
      @Nullable String confirmedBy,
      @Nullable Instant leftAt) {
    jdbc.sql(
            "update pk_lane set confirmed_at = :confirmedAt, confirmed_by = :confirmedBy, left_at = :leftAt"
                + " where session_id = :id and streamer_id = :streamerId")
        .param("id", id.value())
        .param("streamerId", streamerId)
        .param("confirmedAt", confirmedAt == null ? null : Timestamp.from(confirmedAt))
        .param("confirmedBy", confirmedBy)
        .param("leftAt", leftAt == null ? null : Timestamp.from(leftAt))
        .update();
  }

  void move(CaseId id, Instant liveAt, Instant now) {
    jdbc.sql("update pk_session set live_at = :liveAt where id = :id")
        .param("id", id.value())
        .param("liveAt", Timestamp.from(liveAt))
        .update();
    touch(id, now);
  }

  void addProduct(CaseId id, String streamerId, String productId, CaseId filing, Instant now) {
    jdbc.sql(
            "insert into pk_product (session_id, streamer_id, product_id, filing_id)"
                + " values (:id, :streamerId, :productId, :filing) on conflict (session_id, streamer_id, product_id)"
                + " do update set filing_id = excluded.filing_id")
        .param("id", id.value())
        .param("streamerId", streamerId)
        .param("productId", productId)
        .param("filing", filing.value())
        .update();
    touch(id, now);
  }

  void removeProduct(CaseId id, String streamerId, String productId, Instant now) {
    jdbc.sql(
            "delete from pk_product where session_id = :id and streamer_id = :streamerId"
                + " and product_id = :productId")
        .param("id", id.value())
        .param("streamerId", streamerId)
        .param("productId", productId)
        .update();
    touch(id, now);
  }

  private void touch(CaseId id, Instant now) {
    jdbc.sql("update pk_session set updated_at = :now, version = version + 1 where id = :id")
        .param("id", id.value())
        .param("now", Timestamp.from(now))
        .update();
  }

  private List<PkSession> read(String where, Map<String, Object> parameters) {
    List<Head> heads =
        jdbc.sql(
                "select id, platform, live_at, created_by, created_at, updated_at, version from pk_session "
                    + where)
            .params(parameters)
            .query(
                (row, number) ->
                    new Head(
                        row.getString("id"),
                        Platform.valueOf(row.getString("platform")),
                        row.getTimestamp("live_at").toInstant(),
                        row.getString("created_by"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("updated_at").toInstant(),
                        row.getLong("version")))
            .list();
    if (heads.isEmpty()) {
      return List.of();
    }
    List<String> ids = heads.stream().map(Head::id).toList();
    Map<String, List<PkSession.Lane>> lanes = lanes(ids);
    return heads.stream()
        .map(
            head ->
                new PkSession(
                    new CaseId(head.id()),
                    head.platform(),
                    head.liveAt(),
                    head.createdBy(),
                    head.createdAt(),
                    head.updatedAt(),
                    head.version(),
                    Objects.requireNonNull(lanes.get(head.id()), head.id())))
        .toList();
  }

  private Map<String, List<PkSession.Lane>> lanes(List<String> ids) {
    Map<String, List<PkSession.LaneProduct>> products = products(ids);
    Map<String, List<PkSession.Lane>> lanes = new HashMap<>();
    jdbc.sql(
            "select l.session_id, l.streamer_id, s.nickname, s.merchant_id, l.confirmed_at, l.left_at"
                + " from pk_lane l join streamer s on s.id = l.streamer_id where l.session_id in (:ids)"
                + " order by l.streamer_id collate \"C\"")
        .param("ids", ids)
        .query(
            row -> {
              Timestamp confirmed = row.getTimestamp("confirmed_at");
              Timestamp left = row.getTimestamp("left_at");
              String session = row.getString("session_id");
              String streamer = row.getString("streamer_id");
              lanes
                  .computeIfAbsent(session, one -> new ArrayList<>())
                  .add(
                      new PkSession.Lane(
                          streamer,
                          row.getString("nickname"),
                          row.getString("merchant_id"),
                          confirmed == null ? null : confirmed.toInstant(),
                          left == null ? null : left.toInstant(),
                          products.getOrDefault(session + " " + streamer, List.of())));
            });
    return lanes;
  }

  private Map<String, List<PkSession.LaneProduct>> products(List<String> ids) {
    Map<String, List<PkSession.LaneProduct>> products = new HashMap<>();
    jdbc.sql(
            "select k.session_id, k.streamer_id, k.product_id, k.filing_id, p.owner_id, p.content ->> 'title' as title,"
                + " f.state, p.listed and (coalesce(f.approved_revision = p.watched_revision, false)"
                + " or f.state in ('PENDING', 'IN_REVIEW') and coalesce(f.kept_revision = p.watched_revision"
                + " and f.kept_cycle = f.cycle and coalesce(f.kept_until > greatest(:now, s.live_at), true), false)) as permitted"
                + " from pk_product k join pk_session s on s.id = k.session_id join product p on p.id = k.product_id join filing f on f.id = k.filing_id"
                + " where k.session_id in (:ids) order by k.product_id")
        .param("ids", ids)
        .param("now", Timestamp.from(clock.instant()))
        .query(
            row -> {
              products
                  .computeIfAbsent(
                      row.getString("session_id") + " " + row.getString("streamer_id"),
                      one -> new ArrayList<>())
                  .add(
                      new PkSession.LaneProduct(
                          row.getString("product_id"),
                          row.getString("title"),
                          row.getString("owner_id"),
                          new CaseId(row.getString("filing_id")),
                          FilingState.valueOf(row.getString("state")),
                          row.getBoolean("permitted")));
            });
    return products;
  }
}
