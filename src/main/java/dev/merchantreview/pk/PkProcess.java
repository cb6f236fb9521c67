package dev.merchantreview.pk;

import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.HistoryAppended;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.streamer.StandingJudged;
import dev.merchantreview.streamer.Standings;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells the process of a PK that something has changed, in the transaction that changes it, and
 * only where a side stands otherwise than the process was answered. A message wakes; what is so the
 * process then asks the database.
 */
@Component
class PkProcess {

  static final String PLANNED = "pk-session-planned";
  static final String LIVE_MOVED = "pk-live-moved";
  static final String SIDE_CHANGED = "pk-side-changed";

  private static final String FILING = "fl_";

  private final PkSessions sessions;
  private final PkPaths paths;
  private final PkReadiness readiness;
  private final PkTimes times;
  private final EngineOutbox outbox;
  private final Clock clock;

  PkProcess(
      PkSessions sessions,
      PkPaths paths,
      PkReadiness readiness,
      PkTimes times,
      EngineOutbox outbox,
      Clock clock) {
    this.sessions = sessions;
    this.paths = paths;
    this.readiness = readiness;
    this.times = times;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What a side's waiting steps correlate by. */
  static String sideKey(CaseId id, String streamerId) {
    return id + ":" + streamerId;
  }

  /** Has an instance begin. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void begin(CaseId id) {
    paths.begin(id);
    outbox.publish(id, PLANNED, id.value(), Map.of("caseId", id.value()));
  }

  /** Has an instance begin for some that are older than their process. */
  @Transactional(propagation = Propagation.MANDATORY)
  public int beginFormer(int limit) {
    List<CaseId> former = paths.notBegun(limit);
    for (CaseId id : former) {
      if (isOver(sessions.find(id).orElseThrow())) {
        paths.end(id);
      } else {
        begin(id);
      }
    }
    return former.size();
  }

  /** The live begins at another time, or its times count otherwise; the caller has the lock. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void moved(CaseId id) {
    paths.moved(id);
    redate(id);
  }

  /** Has the instance look at the times again. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void redate(CaseId id) {
    outbox.publish(id, LIVE_MOVED, id.value(), Map.of());
  }

  /** A side has changed something; the caller has the session's lock. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void changed(CaseId id) {
    tell(id, true);
  }

  /**
   * Something may have changed in some sessions that nobody did. However many they are, the
   * database is asked of all of them together.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void dayPassed(Collection<CaseId> ids) {
    Set<CaseId> pending = outbox.pendingAmong(ids);
    List<CaseId> rest = ids.stream().filter(id -> !pending.contains(id)).toList();
    List<PkPath> asked = paths.find(rest);
    Map<CaseId, PkSession> underWay =
        sessions.find(rest).stream()
            .filter(session -> !isOver(session))
            .collect(Collectors.toMap(PkSession::id, session -> session));
    Map<Standings.Key, Standings.StreamerStanding> standings =
        readiness.standingsOfSides(underWay.values(), clock.instant());
    for (PkPath path : asked) {
      PkSession session = underWay.get(path.id());
      if (session == null) {
        continue;
      }
      Instant datedFor = path.datedFor();
      if (datedFor != null && !datedFor.equals(times.fileBy(session))) {
        redate(path.id());
      } else if (isAnswered(path)) {
        tell(path, session, readiness.missing(session, standings), false);
      }
    }
  }

  /** Before the sessions' rows in the index are written, which this may change. */
  @Order(0)
  @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
  public void on(HistoryAppended appended) {
    if (appended.caseId().prefix().equals(FILING) && changesState(appended)) {
      // At the end: by now the filing is kept as it is.
      paths.hanging(appended.caseId()).forEach(id -> tell(id, false));
    }
  }

  private static boolean changesState(HistoryAppended appended) {
    String to = appended.event().toState();
    return to != null && !to.equals(appended.event().fromState());
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(StandingJudged judged) {
    paths.of(judged.streamerId(), judged.platform()).forEach(id -> tell(id, false));
  }

  /**
   * @param locked whether the caller has the session's lock: who has not may not touch its row, for
   *     whoever has it may wait for what the caller has
   */
  private void tell(CaseId id, boolean locked) {
    PkPath path = paths.find(id).orElseThrow();
    if (!isAnswered(path)) {
      return;
    }
    PkSession session = sessions.find(id).orElseThrow();
    if (!isOver(session)) {
      tell(path, session, readiness.missing(session, clock.instant()), locked);
    }
  }

  /** Whether the process was answered of a side, and not only is about to ask. */
  private static boolean isAnswered(PkPath path) {
    return path.isWorkedOn() && !path.answered().isEmpty();
  }

  private void tell(
      PkPath path, PkSession session, List<PkReadiness.Missing> missing, boolean locked) {
    CaseId id = path.id();
    for (PkSession.Lane lane : session.lanes()) {
      LaneStanding answered = path.answered().get(lane.streamerId());
      LaneStanding standing = LaneStanding.of(lane.streamerId(), missing);
      if (answered == null || standing == answered) {
        continue;
      }
      if (path.bothReady()) {
        outbox.publish(id, standing.reopening(), id.value(), Map.of());
        if (locked) {
          paths.ask(id);
        }
        return;
      }
      outbox.publish(id, SIDE_CHANGED, sideKey(id, lane.streamerId()), Map.of());
      if (locked) {
        paths.ask(id, lane.streamerId());
      }
    }
  }

  boolean isOver(PkSession session) {
    return !clock.instant().isBefore(readiness.overAt(session));
  }
}
