package dev.merchantreview.streamer;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.figure.FigureReport;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.Figures;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.ExpectedVersion;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The streamers, with every version of what the platform said of them. Their figures are those of
 * {@link Figures}.
 */
@Repository
public class Streamers {

  private static final String SELECT =
      """
      select s.id, s.merchant_id, s.nickname, s.designated, l.value as merchant_level, l.as_of as merchant_level_on,
             r.value as experience_rating, r.as_of as experience_rating_on, f.value as followers, f.as_of as followers_on,
             s.updated_at, s.version
        from streamer s
        join figure l on l.subject_kind = 'STREAMER' and l.subject_id = s.id and l.name = 'merchant-level'
         and l.window_days = 0
        join figure r on r.subject_kind = 'STREAMER' and r.subject_id = s.id and r.name = 'experience-rating'
         and r.window_days = 0
        join figure f on f.subject_kind = 'STREAMER' and f.subject_id = s.id and f.name = 'followers'
         and f.window_days = 0
      """;

  private final JdbcClient jdbc;
  private final Figures figures;
  private final DatabaseLocks locks;
  private final JsonMapper json;
  private final Clock clock;
  private final WorkingCalendar calendar;
  private final ObjectProvider<StreamerWatcher> watchers;
  private final ApplicationEventPublisher events;

  Streamers(
      JdbcClient jdbc,
      Figures figures,
      DatabaseLocks locks,
      JsonMapper json,
      Clock clock,
      WorkingCalendar calendar,
      ObjectProvider<StreamerWatcher> watchers,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.figures = figures;
    this.locks = locks;
    this.json = json;
    this.clock = clock;
    this.calendar = calendar;
    this.watchers = watchers;
    this.events = events;
  }

  /**
   * What became of telling about a streamer.
   *
   * @param created whether the streamer was not known before
   */
  public record Stored(Streamer streamer, boolean created) {}

  /**
   * Keeps what the platform says of a streamer; figures that change nothing make no new version.
   *
   * @param expected the version the caller works from, 0 for none
   */
  @Transactional
  public Stored put(String id, StreamerFigures told, ActorRef by, ExpectedVersion expected) {
    // Two that tell of the same new streamer at once: the second waits for the first.
    locks.hold(DatabaseLock.STREAMER, id);
    Streamer before = lock(List.of(id)).stream().findFirst().orElse(null);
    expected.require(before == null ? 0 : before.version());
    Streamer after = after(id, told, before);
    if (before != null && after.equals(before)) {
      return new Stored(before, false);
    }
    figures.replace(reports(after), by);
    store(before, after, by);
    return new Stored(after, before == null);
  }

  private static List<FigureReport> reports(Streamer streamer) {
    return List.of(
        report(
            streamer,
            StreamerFigureNames.MERCHANT_LEVEL,
            BigDecimal.valueOf(streamer.merchantLevel()),
            streamer.merchantLevelOn()),
        report(
            streamer,
            StreamerFigureNames.EXPERIENCE_RATING,
            streamer.experienceRating(),
            streamer.experienceRatingOn()),
        report(
            streamer,
            StreamerFigureNames.FOLLOWERS,
            BigDecimal.valueOf(streamer.followers()),
            streamer.followersOn()));
  }

  private static FigureReport report(
      Streamer streamer, String name, BigDecimal value, LocalDate asOf) {
    return new FigureReport(
        new FigureSubject(SubjectKind.STREAMER, streamer.id()),
        name,
        0,
        value,
        asOf,
        StreamerFigureNames.SOURCE);
  }

  /**
   * Keeps a version. The columns of its figures are for instances of before, for one release; what
   * is read here are the figures themselves.
   */
  private void store(@Nullable Streamer before, Streamer after, ActorRef by) {
    jdbc.sql(
            """
            insert into streamer (id, merchant_id, nickname, designated, merchant_level, merchant_level_on,
                   experience_rating, experience_rating_on, followers, followers_on, updated_at, version)
            values (:id, :merchantId, :nickname, :designated, :level, :levelOn, :rating, :ratingOn, :followers,
                   :followersOn, :updatedAt, :version)
            on conflict (id) do update
               set merchant_id = excluded.merchant_id, nickname = excluded.nickname, designated = excluded.designated,
                   merchant_level = excluded.merchant_level, merchant_level_on = excluded.merchant_level_on,
                   experience_rating = excluded.experience_rating,
                   experience_rating_on = excluded.experience_rating_on, followers = excluded.followers,
                   followers_on = excluded.followers_on, updated_at = excluded.updated_at, version = excluded.version
            """)
        .param("id", after.id())
        .param("merchantId", after.merchantId())
        .param("nickname", after.nickname())
        .param("designated", after.designated())
        .param("level", after.merchantLevel())
        .param("levelOn", after.merchantLevelOn())
        .param("rating", after.experienceRating())
        .param("ratingOn", after.experienceRatingOn())
        .param("followers", after.followers())
        .param("followersOn", after.followersOn())
        .param("updatedAt", Timestamp.from(after.updatedAt()))
        .param("version", after.version())
        .update();
    jdbc.sql(
            "insert into streamer_version (streamer_id, version, content, changed_by, changed_at)"
                + " values (:id, :version, cast(:content as jsonb), :by, :at)")
        .param("id", after.id())
        .param("version", after.version())
        .param("content", json.writeValueAsString(after))
        .param("by", by.kind() + ":" + by.id())
        .param("at", Timestamp.from(after.updatedAt()))
        .update();
    watchers.orderedStream().forEach(watcher -> watcher.changed(before, after, by));
    events.publishEvent(new StreamerChanged(after.id()));
  }

  /**
   * Streamers of whom figures are about to be reported by others than {@link #put}; whoever wants
   * to change them waits.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  List<Streamer> lock(Collection<String> ids) {
    // Locked first and read then: a row that was waited for is new, what is joined to it is not.
    jdbc.sql("select from streamer where id in (:ids) order by id for update")
        .param("ids", ids)
        .query(row -> {});
    return jdbc.sql(SELECT + " where s.id in (:ids) order by s.id")
        .param("ids", ids)
        .query(Streamers::streamer)
        .list();
  }

  /** Other figures of them count now: a new version of each. */
  @Transactional(propagation = Propagation.MANDATORY)
  void figuresReported(Collection<Streamer> before, ActorRef by) {
    for (Streamer one : before) {
      Streamer reported = find(one.id()).orElseThrow();
      if (!reported.equals(one)) {
        store(one, reported.changed(clock.instant()), by);
      }
    }
  }

  /** The same version and time when nothing else is different. */
  private Streamer after(String id, StreamerFigures told, @Nullable Streamer before) {
    LocalDate today = clock.instant().atZone(calendar.zone()).toLocalDate();
    return Optional.ofNullable(before)
        .map(one -> of(id, told, today, one.updatedAt(), one.version()))
        .filter(same -> same.equals(before))
        .orElseGet(
            () -> of(id, told, today, clock.instant(), before == null ? 1 : before.version() + 1));
  }

  private static Streamer of(
      String id, StreamerFigures told, LocalDate today, Instant at, long version) {
    return new Streamer(
        id,
        told.merchantId() == null ? id : told.merchantId(),
        told.nickname(),
        told.designated(),
        told.merchantLevel(),
        told.merchantLevelOn() == null ? today : told.merchantLevelOn(),
        told.experienceRating().stripTrailingZeros(),
        told.experienceRatingOn() == null ? today : told.experienceRatingOn(),
        told.followers(),
        told.followersOn() == null ? today : told.followersOn(),
        at,
        version);
  }

  @Transactional(readOnly = true)
  public Optional<Streamer> find(String id) {
    return jdbc.sql(SELECT + " where s.id = :id")
        .param("id", id)
        .query(Streamers::streamer)
        .optional();
  }

  /** The nicknames of the streamers among these ids. */
  @Transactional(readOnly = true)
  public Map<String, String> nicknames(Collection<String> ids) {
    Map<String, String> nicknames = new HashMap<>();
    if (!ids.isEmpty()) {
      jdbc.sql("select id, nickname from streamer where id in (:ids)")
          .param("ids", ids)
          .query(
              row -> {
                nicknames.put(row.getString("id"), row.getString("nickname"));
              });
    }
    return nicknames;
  }

  /** One streamer, kept from being changed by anybody else until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Streamer> lockShared(String id) {
    jdbc.sql("select from streamer where id = :id for share").param("id", id).query(row -> {});
    return find(id);
  }

  /** The streamers a merchant acts for, by id. */
  @Transactional(readOnly = true)
  public List<Streamer> of(String merchantId) {
    return jdbc.sql(SELECT + " where s.merchant_id = :id order by s.id")
        .param("id", merchantId)
        .query(Streamers::streamer)
        .list();
  }

  private static Streamer streamer(ResultSet row, int number) throws SQLException {
    return new Streamer(
        row.getString("id"),
        row.getString("merchant_id"),
        row.getString("nickname"),
        row.getBoolean("designated"),
        row.getBigDecimal("merchant_level").intValueExact(),
        row.getObject("merchant_level_on", LocalDate.class),
        row.getBigDecimal("experience_rating").stripTrailingZeros(),
        row.getObject("experience_rating_on", LocalDate.class),
        row.getBigDecimal("followers").longValueExact(),
        row.getObject("followers_on", LocalDate.class),
        row.getTimestamp("updated_at").toInstant(),
        row.getLong("version"));
  }
}
