package dev.merchantreview.pk;

import dev.merchantreview.filing.Filing;
import dev.merchantreview.filing.FilingState;
import dev.merchantreview.filing.LeadTimes;
import dev.merchantreview.filing.LiveTimes;
import dev.merchantreview.filing.PkLanes;
import dev.merchantreview.filing.Side;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.streamer.Streamer;
import dev.merchantreview.streamer.Streamers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the two sides of a PK can do with it; each change re-opens just what it has to. */
@Service
public class PkPlanning implements PkLanes {

  static final String OPEN = "OPEN";
  static final String OVER = "OVER";

  private final PkSessions sessions;
  private final LiveTimes liveTimes;
  private final Streamers streamers;
  private final PkReadiness readiness;
  private final PkProcess process;
  private final LeadTimes leadTimes;
  private final History history;
  private final Clock clock;

  PkPlanning(
      PkSessions sessions,
      LiveTimes liveTimes,
      Streamers streamers,
      PkReadiness readiness,
      PkProcess process,
      LeadTimes leadTimes,
      History history,
      Clock clock) {
    this.sessions = sessions;
    this.liveTimes = liveTimes;
    this.streamers = streamers;
    this.readiness = readiness;
    this.process = process;
    this.leadTimes = leadTimes;
    this.history = history;
    this.clock = clock;
  }

  /** What became of asking for a change of a PK. */
  public sealed interface PkChangeResult {

    record Done(PkSession session) implements PkChangeResult {}

    /** Wrong in itself; nothing was changed. */
    record Wrong(List<FieldError> errors) implements PkChangeResult {}

    /** Not possible any more; nothing was changed. */
    record Over(String state) implements PkChangeResult {}
  }

  /**
   * Plans a PK; the side that plans it has agreed to it.
   *
   * @param streamerId the side that asks
   * @param counterpartId the other one
   */
  @Transactional
  public PkChangeResult plan(
      Platform platform, String streamerId, String counterpartId, Instant liveAt, Side side) {
    List<FieldError> errors = new ArrayList<>();
    Optional<Streamer> own =
        streamers.find(streamerId).filter(one -> side.actsFor().test(one.merchantId()));
    Optional<Streamer> other = streamers.find(counterpartId);
    if (own.isEmpty()) {
      errors.add(FieldError.of("/streamerId", "UNKNOWN_STREAMER", streamerId));
    }
    if (streamerId.equals(counterpartId)) {
      errors.add(FieldError.of("/counterpartId", "PK_WITH_ONESELF"));
    } else if (other.isEmpty()) {
      errors.add(FieldError.of("/counterpartId", "UNKNOWN_STREAMER", counterpartId));
    } else if (own.isPresent() && !own.get().designated() && !other.get().designated()) {
      errors.add(FieldError.of("/counterpartId", "STREAMER_NOT_DESIGNATED"));
    }
    errors.addAll(leadTimes.check(platform, liveAt, "/liveAt"));
    if (errors.isEmpty()) {
      sessions.lockSides(streamerId, counterpartId);
      sessions
          .find(platform, streamerId, counterpartId, liveAt)
          .ifPresent(
              there -> errors.add(FieldError.of("/liveAt", "PK_PLANNED_ALREADY", there.id())));
    }
    return errors.isEmpty()
        ? new PkChangeResult.Done(
            create(platform, streamerId, counterpartId, liveAt, streamerId, side.actor()))
        : new PkChangeResult.Wrong(List.copyOf(errors));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<String, CaseId> hung(
      Platform platform, String sellerId, String otherId, Instant liveAt) {
    return sessions
        .find(platform, sellerId, otherId, liveAt)
        .flatMap(session -> session.lane(sellerId))
        .map(PkSession.Lane::products)
        .orElseGet(List::of)
        .stream()
        .filter(product -> product.state() != FilingState.CLOSED)
        .collect(
            Collectors.toMap(PkSession.LaneProduct::productId, PkSession.LaneProduct::filingId));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public CaseId join(
      Platform platform,
      String one,
      String other,
      Instant liveAt,
      @Nullable String confirming,
      ActorRef by) {
    sessions.lockSides(one, other);
    Optional<PkSession> there = sessions.find(platform, one, other, liveAt);
    if (there.isEmpty()) {
      return create(platform, one, other, liveAt, confirming, by).id();
    }
    PkSession session = sessions.lock(there.get().id()).orElseThrow();
    if (confirming != null
        && session.lane(confirming).filter(lane -> !lane.isConfirmed()).isPresent()) {
      confirm(session, confirming, by);
      process.changed(session.id());
    }
    return session.id();
  }

  private PkSession create(
      Platform platform,
      String one,
      String other,
      Instant liveAt,
      @Nullable String confirming,
      ActorRef by) {
    CaseId id = new CaseId(Ids.next("pk_"));
    sessions.add(id, platform, one, other, liveAt, by.id(), clock.instant());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("streamers", List.of(one, other));
    details.put("liveAt", liveAt.toString());
    history.begin(CaseEvent.created(id, by, "PK_PLANNED", OPEN, details));
    process.begin(id);
    PkSession session = sessions.find(id).orElseThrow();
    if (confirming != null) {
      confirm(session, confirming, by);
    }
    return sessions.find(id).orElseThrow();
  }

  private void confirm(PkSession session, String streamerId, ActorRef by) {
    sessions.confirm(session.id(), streamerId, by.id(), clock.instant());
    record(session.id(), by, "PK_CONFIRMED", Map.of("streamer", streamerId));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(CaseId pk, Filing filing, ActorRef by) {
    Filing.Declaration declared = filing.declared();
    sessions.addProduct(
        pk, declared.sellerId(), declared.productId(), filing.id(), clock.instant());
    record(
        pk,
        by,
        "PK_PRODUCT_ADDED",
        Map.of(
            "streamer", declared.sellerId(),
            "product", declared.productId(),
            "filing", filing.id().value()));
    process.changed(pk);
  }

  /** A side agrees to the PK as it is planned, or comes back to it. */
  @Transactional
  public Optional<PkChangeResult> confirm(
      CaseId id, @Nullable String streamerId, Side side, ExpectedVersion expected) {
    return onLane(id, streamerId, side, expected, lane -> !lane.isConfirmed(), this::confirm);
  }

  /** A side leaves: nothing can be sold in the PK until it comes back. No filing changes. */
  @Transactional
  public Optional<PkChangeResult> leave(
      CaseId id, @Nullable String streamerId, Side side, ExpectedVersion expected) {
    return onLane(
        id,
        streamerId,
        side,
        expected,
        lane -> lane.leftAt() == null,
        (session, streamer, by) -> {
          sessions.leave(session.id(), streamer, clock.instant());
          record(session.id(), by, "PK_SIDE_LEFT", Map.of("streamer", streamer));
        });
  }

  private interface LaneChange {
    void make(PkSession session, String streamerId, ActorRef by);
  }

  /**
   * @param streamerId which lane; null for the caller's, if it has one only
   */
  private Optional<PkChangeResult> onLane(
      CaseId id,
      @Nullable String streamerId,
      Side side,
      ExpectedVersion expected,
      Predicate<PkSession.Lane> isChange,
      LaneChange change) {
    return change(
        id,
        side,
        expected,
        session -> {
          List<PkSession.Lane> lanes =
              own(session, side).stream()
                  .filter(lane -> streamerId == null || lane.streamerId().equals(streamerId))
                  .toList();
          if (lanes.size() != 1) {
            return List.of(
                streamerId == null
                    ? FieldError.of("/streamerId", "REQUIRED")
                    : FieldError.of("/streamerId", "UNKNOWN_STREAMER", streamerId));
          }
          if (isChange.test(lanes.getFirst())) {
            change.make(session, lanes.getFirst().streamerId(), side.actor());
          }
          return List.of();
        });
  }

  /**
   * Moves the live. The other side has to agree again; filings stay as they are, only what is still
   * to be submitted may be late now.
   */
  @Transactional
  public Optional<PkChangeResult> move(
      CaseId id, Instant liveAt, Side side, ExpectedVersion expected) {
    return change(
        id,
        side,
        expected,
        session -> {
          if (own(session, side).isEmpty()) {
            return List.of(FieldError.of("", "NOT_A_SIDE"));
          }
          if (session.liveAt().equals(liveAt)) {
            return List.of();
          }
          List<FieldError> errors =
              new ArrayList<>(leadTimes.check(session.platform(), liveAt, "/liveAt"));
          boolean unfiled =
              session.lanes().stream()
                  .flatMap(lane -> lane.products().stream())
                  .anyMatch(
                      product ->
                          product.state() == FilingState.PENDING
                              || product.state() == FilingState.REJECTED);
          if (errors.isEmpty() && unfiled) {
            errors.addAll(leadTimes.checkLate(session.platform(), liveAt, "/liveAt"));
          }
          List<PkSession.Lane> lanes = session.lanes();
          sessions
              .find(
                  session.platform(),
                  lanes.getFirst().streamerId(),
                  lanes.getLast().streamerId(),
                  liveAt)
              .ifPresent(
                  there -> errors.add(FieldError.of("/liveAt", "PK_PLANNED_ALREADY", there.id())));
          if (errors.isEmpty()) {
            move(session, liveAt, side);
          }
          return errors;
        });
  }

  private void move(PkSession session, Instant liveAt, Side side) {
    sessions.move(session.id(), liveAt, clock.instant());
    record(
        session.id(),
        side.actor(),
        "PK_LIVE_MOVED",
        Map.of("from", session.liveAt().toString(), "to", liveAt.toString()));
    session.lanes().stream()
        .filter(lane -> !side.actsFor().test(lane.merchantId()) && lane.confirmedAt() != null)
        .forEach(lane -> sessions.unconfirm(session.id(), lane.streamerId(), clock.instant()));
    session.lanes().stream()
        .flatMap(lane -> lane.products().stream())
        .map(PkSession.LaneProduct::filingId)
        .sorted(Comparator.comparing(CaseId::value))
        .forEach(id -> liveTimes.moved(id, liveAt, side.actor()));
    process.moved(session.id());
  }

  private boolean isOver(PkSession session) {
    return !clock.instant().isBefore(readiness.overAt(session));
  }

  /**
   * Changes a PK while nobody else can.
   *
   * @param change returns what is wrong; nothing when the change was made
   * @return empty when the PK is not the side's
   */
  Optional<PkChangeResult> change(
      CaseId id,
      Side side,
      ExpectedVersion expected,
      Function<PkSession, List<FieldError>> change) {
    return sessions
        .lock(id)
        .filter(session -> isVisible(session, side.actsFor()))
        .map(
            session -> {
              expected.require(session.version());
              if (isOver(session)) {
                return new PkChangeResult.Over(OVER);
              }
              List<FieldError> errors = change.apply(session);
              if (!errors.isEmpty()) {
                return new PkChangeResult.Wrong(List.copyOf(errors));
              }
              process.changed(id);
              return new PkChangeResult.Done(sessions.find(id).orElseThrow());
            });
  }

  private static List<PkSession.Lane> own(PkSession session, Side side) {
    return session.lanes().stream().filter(lane -> side.actsFor().test(lane.merchantId())).toList();
  }

  @Transactional(readOnly = true)
  public Optional<PkSession> find(CaseId id) {
    return sessions.find(id);
  }

  /** A streamer's sessions, the latest live first. */
  @Transactional(readOnly = true)
  public List<PkSession> ofStreamer(String streamerId, int limit) {
    return sessions.ofStreamer(streamerId, limit);
  }

  /** The sides of a PK, and the owners of what is to be hung in it. */
  public static boolean isVisible(PkSession session, Predicate<String> actsFor) {
    return merchants(session).stream().anyMatch(actsFor);
  }

  static Set<String> merchants(PkSession session) {
    Set<String> merchants = new TreeSet<>();
    for (PkSession.Lane lane : session.lanes()) {
      merchants.add(lane.merchantId());
      lane.products().forEach(product -> merchants.add(product.ownerId()));
    }
    return merchants;
  }

  private void record(CaseId id, ActorRef by, String action, Map<String, Object> details) {
    history.append(CaseEvent.noted(id, by, action, details));
  }
}
