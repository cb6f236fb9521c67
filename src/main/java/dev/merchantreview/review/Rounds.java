package dev.merchantreview.review;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rounds of every reviewed case, to be read, also years later. */
@Service
public class Rounds {

  private final ReviewedTypes types;
  private final DecidedRounds decided;
  private final RoundHistory history;

  Rounds(ReviewedTypes types, DecidedRounds decided, RoundHistory history) {
    this.types = types;
    this.decided = decided;
    this.history = history;
  }

  /**
   * The rounds of a case, oldest first, the present one among them.
   *
   * @param after the number of the round before the first; 0 begins
   * @param limit up to how many
   * @return empty when there is no such case, or cases of its type are not reviewed
   */
  @Transactional(readOnly = true)
  public List<Round> of(CaseId caseId, int after, int limit) {
    return types.find(caseId).map(type -> of(type, caseId, after, limit)).orElseGet(List::of);
  }

  private <C extends ReviewedCase<?, ?>> List<Round> of(
      Reviewed<C> type, CaseId caseId, int after, int limit) {
    return type.cases()
        .find(caseId)
        .map(
            found -> {
              int last = (int) Math.min(found.round(), (long) after + limit);
              return new Reading<>(type, found, after + 1, last).rounds();
            })
        .orElseGet(List::of);
  }

  /** Reads the rounds of one case from one to another. */
  private final class Reading<C extends ReviewedCase<?, ?>> {

    private final Reviewed<C> type;
    private final C reviewed;
    private final int from;
    private final int to;
    private final Map<Integer, DecidedRounds.Kept> kept = new HashMap<>();
    private @Nullable Map<Integer, RoundHistory.Told> told;

    Reading(Reviewed<C> type, C reviewed, int from, int to) {
      this.type = type;
      this.reviewed = reviewed;
      this.from = from;
      this.to = to;
    }

    List<Round> rounds() {
      if (from > to) {
        return List.of();
      }
      decided.kept(reviewed.id(), from, to - from + 1).forEach(one -> kept.put(one.round(), one));
      return IntStream.rangeClosed(from, to).mapToObj(this::round).toList();
    }

    private Round round(int number) {
      DecidedRounds.Kept row = kept.get(number);
      boolean present = number == reviewed.round();
      if (row == null) {
        return present ? present() : ended(number);
      }
      return decided(row, present && isLookedAtAgain());
    }

    /** Whether something came up after the decision, so that it no longer counts. */
    private boolean isLookedAtAgain() {
      return reviewed.review().evidence() != null
          && type.tasks().stream().anyMatch(task -> type.isInReview(reviewed, task));
    }

    /** Not decided yet, or ended before anybody did. */
    private Round present() {
      ReviewRound round = reviewed.review();
      boolean over = type.isOver(reviewed, round.number());
      Reviewed.RoundShown shown = type.shown(reviewed, null);
      boolean known = round.evidence() != null;
      RoundHistory.Told before = known ? new RoundHistory.Told() : told(round.number());
      return new Round(
          round.number(),
          over ? Round.Standing.ENDED : Round.Standing.OPEN,
          round.submittedAt(),
          round.submittedBy(),
          shown.content(),
          shown.erased(),
          over ? unjudged(shown.items()) : carried(shown.items()),
          null,
          List.of(),
          over ? round.reason() : null,
          null,
          null,
          known ? DecidedRounds.verdicts(round) : before.verdicts(),
          known ? DecidedRounds.examinations(round) : before.examinations(),
          known ? round.lastClock() : Optional.ofNullable(round.clock()).orElse(before.clock()),
          null,
          known ? Round.Source.ROUND : Round.Source.HISTORY);
    }

    private Round decided(DecidedRounds.Kept row, boolean again) {
      Reviewed.RoundShown shown = type.shown(reviewed, row.content());
      List<GivenVerdict> verdicts = row.verdicts();
      List<Examination> examinations = row.examinations();
      boolean known = verdicts != null && examinations != null;
      RoundHistory.Told before = known ? new RoundHistory.Told() : told(row.round());
      ReviewRound present = row.round() == reviewed.round() ? reviewed.review() : null;
      ActorRef.Kind kind =
          row.decidedKind() != null
              ? row.decidedKind()
              : row.byMachine() ? ActorRef.Kind.SYSTEM : ActorRef.Kind.AUDITOR;
      return new Round(
          row.round(),
          again ? Round.Standing.OPEN : Round.Standing.DECIDED,
          row.submittedAt(),
          row.submittedBy() == null ? before.submittedBy() : row.submittedBy(),
          shown.content(),
          shown.erased(),
          judged(shown.items(), row, kind),
          again ? null : row.verdict(),
          again ? List.of() : row.problems(),
          again ? null : row.reason(),
          again ? null : row.decidedAt(),
          again ? null : new ActorRef(kind, row.decidedBy()),
          with(verdicts == null ? before.verdicts() : verdicts, present, DecidedRounds::verdicts),
          with(
              examinations == null ? before.examinations() : examinations,
              present,
              DecidedRounds::examinations),
          row.clock() == null ? before.clock() : row.clock(),
          again ? null : row.reviewedAt() == null ? before.reviewedAt() : row.reviewedAt(),
          known ? Round.Source.ROUND : Round.Source.HISTORY);
    }

    /** What the case still holds of its present round comes after what is with the round. */
    private static <T> List<T> with(
        List<T> kept, @Nullable ReviewRound present, Function<ReviewRound, List<T>> more) {
      return present == null
          ? List.copyOf(kept)
          : Stream.concat(kept.stream(), more.apply(present).stream()).toList();
    }

    /** Without a row: taken back or edited, or decided before rounds of its type were kept. */
    private Round ended(int number) {
      RoundHistory.Told before = told(number);
      GivenVerdict last = before.verdicts().isEmpty() ? null : before.verdicts().getLast();
      return new Round(
          number,
          last == null ? Round.Standing.ENDED : Round.Standing.DECIDED,
          before.submittedAt(),
          before.submittedBy(),
          null,
          false,
          List.of(),
          last == null ? null : last.verdict(),
          last == null ? List.of() : last.problems(),
          last == null ? null : last.reason(),
          last == null ? null : last.at(),
          last == null ? null : last.by(),
          before.verdicts(),
          before.examinations(),
          before.clock(),
          before.reviewedAt(),
          Round.Source.HISTORY);
    }

    private RoundHistory.Told told(int number) {
      if (told == null) {
        told = history.of(type, reviewed.id());
      }
      return told.getOrDefault(number, new RoundHistory.Told());
    }

    private static List<Round.Item> unjudged(List<ReviewItem> items) {
      return items.stream().map(item -> new Round.Item(item, null, null, null)).toList();
    }

    /** Items that are the same as when they were accepted are accepted now. */
    private List<Round.Item> carried(List<ReviewItem> items) {
      List<DecidedRound<String>> before = decided.of(reviewed.id(), Function.identity());
      return items.stream()
          .map(
              item ->
                  DecidedRound.lastVerdict(before, item)
                      .filter(DecidedRound.Judged::accepted)
                      .map(one -> new Round.Item(item, true, one.round(), one.by()))
                      .orElseGet(() -> new Round.Item(item, null, null, null)))
          .toList();
    }

    private static List<Round.Item> judged(
        List<ReviewItem> items, DecidedRounds.Kept row, ActorRef.Kind kind) {
      List<Round.Item> all = new ArrayList<>();
      for (int place = 0; place < items.size(); place++) {
        ReviewItem item = items.get(place);
        all.add(
            judged(item, place, items.size(), row.judged())
                .map(one -> new Round.Item(item, one.accepted(), one.round(), one.by()))
                .orElseGet(() -> byMachine(item, row, kind)));
      }
      return List.copyOf(all);
    }

    /**
     * By what it is; where its owner's key is gone, or the list of fields is another now, by its
     * place or its name.
     */
    private static Optional<DecidedRound.Judged> judged(
        ReviewItem item, int place, int size, List<DecidedRound.Judged> judged) {
      return judged.stream()
          .filter(one -> one.isAbout(item))
          .findFirst()
          .or(
              () ->
                  item.isDocument()
                      ? Optional.of(judged)
                          .filter(all -> all.size() == size)
                          .map(all -> all.get(place))
                          .filter(DecidedRound.Judged::isDocument)
                      : judged.stream().filter(one -> one.key().equals(item.key())).findFirst());
    }

    private static Round.Item byMachine(
        ReviewItem item, DecidedRounds.Kept row, ActorRef.Kind kind) {
      boolean meant =
          kind != ActorRef.Kind.AUDITOR
              && row.problems().stream()
                  .map(Problem::pointer)
                  .filter(pointer -> !pointer.isEmpty())
                  .anyMatch(item::isMeantBy);
      return meant
          ? new Round.Item(item, false, row.round(), row.decidedBy())
          : new Round.Item(item, null, null, null);
    }
  }
}
