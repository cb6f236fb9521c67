package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.rules.KeptDecisions;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Platform;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Plays what was decided by the editions a notice brings, before they count: which decisions are
 * other ones than by what counts without it, and which rows make them so. What a release changed
 * since a case was decided is not the notice's. Where the notice brings other terms of a score, the
 * last day that was computed is computed by them. Reads only; what it found is kept.
 */
@Service
public class Rehearsals {

  /** How many cases are played unless said otherwise; ours. */
  public static final int USUAL_CASES = 1_000;

  /** The most cases that are played; ours. */
  public static final int MOST_CASES = 10_000;

  /** Thresholds scores are held against unless others are told, in points; ours. */
  public static final List<BigDecimal> USUAL_THRESHOLDS =
      List.of(new BigDecimal("4.0"), new BigDecimal("4.4"));

  private final Editions editions;
  private final EditionsInForce inForce;
  private final RehearsalTable table;
  private final ObjectProvider<KeptDecisions> decisions;
  private final ScoreRehearsals scores;
  private final Clock clock;

  Rehearsals(
      Editions editions,
      EditionsInForce inForce,
      RehearsalTable table,
      ObjectProvider<KeptDecisions> decisions,
      ScoreRehearsals scores,
      Clock clock) {
    this.editions = editions;
    this.inForce = inForce;
    this.table = table;
    this.decisions = decisions;
    this.scores = scores;
    this.clock = clock;
  }

  /** What becomes of asking. */
  public sealed interface Outcome {}

  /** A rehearsal that is not kept yet. */
  public record Played(
      Rehearsal rehearsal, List<Rehearsal.Flip> flips, List<ScoreRehearsal.Played> scores)
      implements Outcome {}

  /** Nothing was played. */
  public record Refused(Reason reason) implements Outcome {}

  /** Why nothing is played. */
  public enum Reason {
    /** It brings no edition of a table, and none of a score's terms that does not count yet. */
    NOTICE_WITHOUT_EDITION,
    /** Another rehearsal compares scores. */
    REHEARSAL_RUNNING,
    /** Comparing scores took longer than it may. */
    REHEARSAL_TOO_LONG
  }

  /** Whether it brings an edition that could be played. */
  public boolean isRehearsable(RuleNotice notice) {
    return !brought(notice).isEmpty() || scores.isBroughtBy(notice);
  }

  private static Map<String, Integer> brought(RuleNotice notice) {
    Map<String, Integer> brought = new TreeMap<>();
    notice.content().tables().stream()
        .filter(one -> one.edition() != null && one.edition() > DecisionEditions.RELEASED)
        .forEach(one -> brought.put(one.table(), one.edition()));
    return brought;
  }

  /**
   * Plays; in no transaction of the caller's, because it takes seconds.
   *
   * @param cases of how many cases at most, the latest; 1 to {@link #MOST_CASES}
   * @param thresholds that scores are held against, in points
   */
  public Outcome play(RuleNotice notice, int cases, List<BigDecimal> thresholds, ActorRef by) {
    return switch (scores.play(notice, thresholds)) {
      case ScoreRehearsals.Outcome.Played(List<ScoreRehearsal.Played> played) ->
          brought(notice).isEmpty() && played.isEmpty()
              ? new Refused(Reason.NOTICE_WITHOUT_EDITION)
              : played(notice, cases, played, by);
      case ScoreRehearsals.Outcome.Busy busy -> new Refused(Reason.REHEARSAL_RUNNING);
      case ScoreRehearsals.Outcome.TooLong tooLong -> new Refused(Reason.REHEARSAL_TOO_LONG);
    };
  }

  private Played played(
      RuleNotice notice, int cases, List<ScoreRehearsal.Played> compared, ActorRef by) {
    Map<String, Integer> brought = brought(notice);
    Set<Platform> platforms = new TreeSet<>(notice.content().platforms());
    Map<String, Replay.Compared> tables = new TreeMap<>();
    brought.forEach((id, edition) -> tables.put(id, compared(notice, id, edition, platforms)));
    Replay replay = new Replay(tables);
    decisions
        .orderedStream()
        .forEach(
            source -> {
              Set<String> asked = new TreeSet<>(source.tables());
              asked.retainAll(brought.keySet());
              if (!asked.isEmpty()) {
                source.forEach(new KeptDecisions.Asked(asked, platforms, cases), replay::play);
              }
            });
    return new Played(
        new Rehearsal(
            notice.id(),
            0,
            notice.version(),
            brought,
            platforms,
            cases,
            by.kind() + ":" + by.id(),
            clock.instant(),
            replay.decisions(),
            replay.flips().size(),
            replay.failed(),
            TimeUnit.NANOSECONDS.toMillis(replay.nanos()),
            replay.rows(),
            compared.stream().map(ScoreRehearsal.Played::found).toList()),
        replay.flips(),
        compared);
  }

  private Replay.Compared compared(
      RuleNotice notice, String id, int edition, Set<Platform> platforms) {
    Map<String, Replay.Present> present = new TreeMap<>();
    platforms.forEach(
        platform -> {
          int counts = inForce.without(notice, id, platform);
          present.put(platform.name(), new Replay.Present(counts, read(id, counts)));
        });
    return new Replay.Compared(read(id, edition), present);
  }

  private ReadTable read(String id, int edition) {
    try {
      return ReadTable.of(id, editions.content(id, edition).orElseThrow());
    } catch (ReadTable.UnusableTableException unusable) {
      throw new IllegalStateException(
          "edition " + edition + " of " + id + " was judged usable before", unusable);
    }
  }

  /** Keeps what was played, under the next number of its notice. */
  public Rehearsal keep(Played played) {
    return table.keep(played.rehearsal(), played.flips(), played.scores());
  }

  /** A notice's rehearsals, the latest first. */
  public List<Rehearsal> of(String noticeId, int limit) {
    return table.of(noticeId, limit);
  }

  public Optional<Rehearsal> find(String noticeId, int number) {
    return table.find(noticeId, number);
  }

  /**
   * What was flipped, in the order of the cases, the latest first.
   *
   * @param after the place of the flip before the first; 0 begins
   */
  public List<Rehearsal.Flip> flips(String noticeId, int number, int after, int limit) {
    return table.flips(noticeId, number, after, limit);
  }

  /** The subjects whose scores change most, by score, most first. */
  public List<ScoreRehearsal.KeptChange> scoreChanges(String noticeId, int number) {
    return table.scoreChanges(noticeId, number);
  }
}
