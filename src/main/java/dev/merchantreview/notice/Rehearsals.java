package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.rules.KeptDecisions;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Platform;
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
 * since a case was decided is not the notice's. Reads only; what it found is kept.
 */
@Service
public class Rehearsals {

  /** How many cases are played unless said otherwise; ours. */
  public static final int USUAL_CASES = 1_000;

  /** The most cases that are played; ours. */
  public static final int MOST_CASES = 10_000;

  private final Editions editions;
  private final EditionsInForce inForce;
  private final RehearsalTable table;
  private final ObjectProvider<KeptDecisions> decisions;
  private final Clock clock;

  Rehearsals(
      Editions editions,
      EditionsInForce inForce,
      RehearsalTable table,
      ObjectProvider<KeptDecisions> decisions,
      Clock clock) {
    this.editions = editions;
    this.inForce = inForce;
    this.table = table;
    this.decisions = decisions;
    this.clock = clock;
  }

  /** A rehearsal that is not kept yet. */
  public record Played(Rehearsal rehearsal, List<Rehearsal.Flip> flips) {}

  /**
   * Plays; in no transaction of the caller's, because it takes seconds.
   *
   * @param cases of how many cases at most, the latest; 1 to {@link #MOST_CASES}
   * @return empty when the notice brings no edition
   */
  public Optional<Played> play(RuleNotice notice, int cases, ActorRef by) {
    Map<String, Integer> brought = new TreeMap<>();
    notice.content().tables().stream()
        .filter(one -> one.edition() != null && one.edition() > DecisionEditions.RELEASED)
        .forEach(one -> brought.put(one.table(), one.edition()));
    if (brought.isEmpty()) {
      return Optional.empty();
    }
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
    return Optional.of(
        new Played(
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
                replay.rows()),
            replay.flips()));
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
    return table.keep(played.rehearsal(), played.flips());
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
}
