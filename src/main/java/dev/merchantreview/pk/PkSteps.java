package dev.merchantreview.pk;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.filing.LeadTimes;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of the process of a PK, each inside the transaction of the job that asks for it. None
 * believes the process: each looks at what is so. What people are told they are told once for each
 * deadline, by whichever job or instance.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class PkSteps {

  /** How far the engine's clock may be before the service's (ours). */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** How long a job waits at most before it looks again (ours). */
  private static final Duration LOOKS_AGAIN = Duration.ofMinutes(10);

  /** How long an instance that is told it is over may take to end (ours); it takes seconds. */
  private static final Duration END_ARRIVES = Duration.ofMinutes(10);

  private static final String HELD = "HELD";
  private static final String NEVER_READY = "NEVER_READY";
  private static final String NOT_OVER = "NOT_OVER";

  private final PkSessions sessions;
  private final PkPaths paths;
  private final PkReadiness readiness;
  private final PkTimes times;
  private final PkProcess process;
  private final LeadTimes leadTimes;
  private final EngineOutbox outbox;
  private final History history;
  private final Clock clock;

  PkSteps(
      PkSessions sessions,
      PkPaths paths,
      PkReadiness readiness,
      PkTimes times,
      PkProcess process,
      LeadTimes leadTimes,
      EngineOutbox outbox,
      History history,
      Clock clock) {
    this.sessions = sessions;
    this.paths = paths;
    this.readiness = readiness;
    this.times = times;
    this.process = process;
    this.leadTimes = leadTimes;
    this.outbox = outbox;
    this.history = history;
    this.clock = clock;
  }

  /** A session whose lock is held, and what its process is at. */
  private record Held(PkSession session, PkPath path) {}

  /** The times the process waits for, and its sides. */
  public Map<String, Object> date(Asked asked) {
    Held held = lock(asked);
    paths.prepare(held.session().id());
    paths.dated(held.session().id(), times.fileBy(held.session()));
    return times.variables(held.session());
  }

  /** Both sides are asked of again; what made that necessary is on record. */
  public Map<String, Object> openSides(Asked asked) {
    Held held = lock(asked);
    PkSession session = held.session();
    List<PkReadiness.Missing> missing = missing(session);
    if (held.path().readyTold() && !missing.isEmpty()) {
      paths.readyTold(session.id(), false);
      record(asked, "PK_REOPENED", described(missing));
    }
    paths.prepare(session.id());
    return Map.of();
  }

  /**
   * What a side waits for.
   *
   * @param streamerId which side
   * @throws NotYetException while somebody is just changing what that is read from
   */
  public Map<String, Object> checkSide(Asked asked, @Nullable String streamerId) {
    Held held = lock(asked);
    PkSession session = held.session();
    PkSession.Lane lane =
        session.lanes().stream()
            .filter(one -> one.streamerId().equals(streamerId))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException(streamerId + " is no side of " + session.id()));
    if (held.path().bothReady()) {
      // Both leave together; what has changed since is told to who waits after that.
      return standing(LaneStanding.BOTH_READY);
    }
    if (!paths.isSettled(session.id())) {
      throw new NotYetException("what is missing in " + session.id() + " is just changing");
    }
    // Read again: a change may have been committed before everything stood still.
    List<PkReadiness.Missing> missing = missing(sessions.find(session.id()).orElseThrow());
    if (missing.isEmpty()) {
      paths.bothReady(session.id(), !clock.instant().isBefore(session.liveAt()));
      if (!held.path().readyTold()) {
        paths.readyTold(session.id(), true);
        record(asked, "PK_READY", Map.of());
      }
      PkSession.Lane other = session.opposite(lane);
      if (held.path().answered().containsKey(other.streamerId())) {
        outbox.publish(
            session.id(),
            PkProcess.SIDE_CHANGED,
            PkProcess.sideKey(session.id(), other.streamerId()),
            Map.of());
      }
      return standing(LaneStanding.BOTH_READY);
    }
    LaneStanding standing = LaneStanding.of(lane.streamerId(), missing);
    paths.answer(session.id(), lane.streamerId(), standing);
    return standing(standing.name());
  }

  private static Map<String, Object> standing(String standing) {
    return Map.of("standing", standing);
  }

  /** Reminds who must act of what is missing, before the last day to file is over. */
  public Map<String, Object> remind(Asked asked) {
    Held held = lock(asked);
    PkSession session = held.session();
    Instant fileBy = times.fileBy(session);
    if (isTold(held, held.path().remindedFor(), fileBy, times.remindAt(session), fileBy)) {
      return Map.of();
    }
    paths.reminded(session.id(), fileBy);
    List<PkReadiness.Missing> missing = missing(session);
    for (PkSession.Lane lane : session.lanes()) {
      remind(asked, session, lane, missing);
    }
    return Map.of();
  }

  private void remind(
      Asked asked, PkSession session, PkSession.Lane lane, List<PkReadiness.Missing> missing) {
    List<PkReadiness.Missing> theirs =
        missing.stream()
            .filter(one -> one.lane().equals(lane.streamerId()) && one.merchantId() != null)
            .toList();
    if (theirs.isEmpty()) {
      return;
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("streamer", lane.streamerId());
    details.put("fileBy", times.fileBy(session).toString());
    details.put("workingDaysLeft", leadTimes.workingDaysLeft(session.platform(), session.liveAt()));
    details.putAll(described(theirs));
    Set<String> merchants = new TreeSet<>();
    theirs.forEach(one -> merchants.add(Objects.requireNonNull(one.merchantId())));
    details.put("merchants", List.copyOf(merchants));
    record(asked, "PK_SIDE_REMINDED", details);
  }

  /** Tells both sides that the last day to file is over, and what is still missing. */
  public Map<String, Object> tellFilingEnded(Asked asked) {
    Held held = lock(asked);
    PkSession session = held.session();
    Instant fileBy = times.fileBy(session);
    if (isTold(held, held.path().filingEndedFor(), fileBy, fileBy, session.liveAt())) {
      return Map.of();
    }
    paths.filingEnded(session.id(), fileBy);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("fileBy", fileBy.toString());
    details.putAll(described(missing(session)));
    record(asked, "PK_FILING_ENDED", details);
    return Map.of();
  }

  /** Tells both sides that the live begins, and whether they may sell. */
  public Map<String, Object> tellLiveBegan(Asked asked) {
    Held held = lock(asked);
    PkSession session = held.session();
    Instant liveAt = session.liveAt();
    if (isTold(held, held.path().liveBeganFor(), liveAt, liveAt, readiness.overAt(session))) {
      return Map.of();
    }
    List<PkReadiness.Missing> missing = missing(session);
    paths.liveBegan(session.id(), liveAt, missing.isEmpty());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("liveAt", liveAt.toString());
    details.put("ready", missing.isEmpty());
    details.putAll(described(missing));
    record(asked, "PK_LIVE_BEGAN", details);
    return Map.of();
  }

  /** Puts on record that the PK is over, if it is. */
  public Map<String, Object> end(Asked asked) {
    Held held = lock(asked);
    PkSession session = held.session();
    if (isEarly(held, readiness.overAt(session))) {
      // The message that it was moved may still be on its way; the times are asked for again.
      return Map.of("outcome", NOT_OVER);
    }
    boolean ready = held.path().held() || missing(session).isEmpty();
    paths.end(session.id());
    history.append(
        new CaseEvent(
            session.id(),
            ActorRef.SYSTEM,
            "PK_OVER",
            PkPlanning.OPEN,
            PkPlanning.OVER,
            asked.elementId(),
            Map.of("ready", ready)));
    return Map.of("outcome", ready ? HELD : NEVER_READY);
  }

  /**
   * Whether there is nothing to tell of a deadline, because it was told, is past, or was set anew.
   *
   * @param told the deadline people were told of last
   * @param from when to tell of it
   * @param until when that is no use any more
   */
  private boolean isTold(
      Held held, @Nullable Instant told, Instant deadline, Instant from, Instant until) {
    if (deadline.equals(told) || !clock.instant().isBefore(until)) {
      return true;
    }
    if (isEarly(held, from)) {
      // The times count otherwise than when the process was given them.
      process.redate(held.session().id());
      return true;
    }
    return false;
  }

  /**
   * Whether a timer fired before its time, by times that are not the process's any more.
   *
   * @throws NotYetException when the process has the right times and the engine's clock is ahead:
   *     told them again it would come here again at once
   */
  private boolean isEarly(Held held, Instant time) {
    Duration early = Duration.between(clock.instant(), time);
    if (early.compareTo(Duration.ZERO) <= 0) {
      return false;
    }
    boolean knows = times.fileBy(held.session()).equals(held.path().datedFor());
    if (knows || early.compareTo(CLOCKS_DIFFER) <= 0) {
      throw new NotYetException(
          "it is not " + time + " yet", early.compareTo(LOOKS_AGAIN) < 0 ? early : LOOKS_AGAIN);
    }
    return true;
  }

  private List<PkReadiness.Missing> missing(PkSession session) {
    return readiness.missing(session, clock.instant());
  }

  /** For the history: what is missing, on which side. */
  private static Map<String, Object> described(List<PkReadiness.Missing> missing) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (PkReadiness.Missing one : missing) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("streamer", one.lane());
      item.put("code", one.code());
      if (one.productId() != null) {
        item.put("product", one.productId());
      }
      items.add(item);
    }
    return Map.of("missing", items);
  }

  private void record(Asked asked, String action, Map<String, Object> details) {
    history.append(
        new CaseEvent(
            asked.caseId(), ActorRef.SYSTEM, action, null, null, asked.elementId(), details));
  }

  /**
   * @throws IllegalStateException when there is no such session, or it is another instance's
   * @throws NotYetException when it is over
   */
  private Held lock(Asked asked) {
    CaseId id = asked.caseId();
    PkSession session =
        sessions.lock(id).orElseThrow(() -> new IllegalStateException("no case " + id));
    PkPath path = paths.find(id).orElseThrow();
    Long instance = path.processInstanceKey();
    if (instance == null && path.open()) {
      paths.bind(id, asked.processInstanceKey());
    } else if (instance == null || instance != asked.processInstanceKey()) {
      throw new IllegalStateException(
          id + " does not belong to process instance " + asked.processInstanceKey());
    }
    if (!path.open()) {
      String words = id + " is over";
      if (path.updatedAt().plus(END_ARRIVES).isBefore(clock.instant())) {
        throw new IllegalStateException(words + ", and nothing has ended the instance");
      }
      throw new NotYetException(words);
    }
    return new Held(session, path);
  }
}
