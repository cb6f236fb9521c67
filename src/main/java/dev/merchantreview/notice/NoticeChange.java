package dev.merchantreview.notice;

import dev.merchantreview.shared.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a notice may become another: what was judged by it stays judged by it, and no two notices
 * say of the same day that different editions of a table count.
 *
 * @param before null for a new one
 */
record NoticeChange(
    @Nullable RuleNoticeContent before,
    RuleNoticeContent after,
    RuleNotice.Origin origin,
    LocalDate today) {

  static NoticeChange of(
      @Nullable RuleNotice before,
      RuleNoticeContent after,
      RuleNotice.Origin origin,
      LocalDate today) {
    return new NoticeChange(before == null ? null : before.content(), after, origin, today);
  }

  /**
   * Everything that is in the way.
   *
   * @param others the notices that were not taken back
   */
  List<FieldError> errors(List<RuleNotice> others) {
    List<FieldError> errors = new ArrayList<>();
    if (before != null && !before.effectiveFrom().isAfter(today)) {
      past(before, errors);
    } else {
      future(errors);
    }
    reviewAgain(errors);
    contradictions(others, errors);
    return errors;
  }

  /**
   * Whether nothing was in the way on the day before the notice took effect, of all that files say:
   * then only time is, or a call.
   */
  boolean wasRightOnce(List<RuleNotice> others) {
    LocalDate first = before == null ? after.effectiveFrom() : before.effectiveFrom();
    LocalDate day = first.isAfter(today) ? today : first.minusDays(1);
    return new NoticeChange(before, after, origin, day)
        .errors(others.stream().filter(one -> one.origin() == RuleNotice.Origin.FILE).toList())
        .isEmpty();
  }

  /** What has taken effect is ended, or described better; nothing else of it changes. */
  private void past(RuleNoticeContent then, List<FieldError> errors) {
    fixed("/platforms", then.platforms(), after.platforms(), errors);
    fixed("/effectiveFrom", then.effectiveFrom(), after.effectiveFrom(), errors);
    fixed("/tables", then.tables(), after.tables(), errors);
    fixed("/categories", then.categories(), after.categories(), errors);
    fixed("/programmes", then.programmes(), after.programmes(), errors);
    fixed("/transition", then.transition().ordered(), after.transition().ordered(), errors);
    LocalDate end = then.endsOn();
    if (Objects.equals(end, after.endsOn())) {
      return;
    }
    if (end != null && end.isBefore(today)) {
      errors.add(FieldError.of("/endsOn", "NOTICE_ENDED", end.toString()));
    } else if (after.endsOn() != null && after.endsOn().isBefore(today)) {
      errors.add(FieldError.of("/endsOn", "ENDS_IN_PAST", today.toString()));
    }
  }

  private static void fixed(String pointer, List<?> then, List<?> now, List<FieldError> errors) {
    fixed(pointer, Set.copyOf(then), Set.copyOf(now), errors);
  }

  private static void fixed(String pointer, Object then, Object now, List<FieldError> errors) {
    if (!then.equals(now)) {
      errors.add(FieldError.of(pointer, "NOTICE_IN_FORCE"));
    }
  }

  /**
   * What was decided today was decided by what counted today. A file may be read later than its
   * notice takes effect, as by a service that is new.
   */
  private void future(List<FieldError> errors) {
    boolean brings = after.tables().stream().anyMatch(one -> one.edition() != null);
    if (origin == RuleNotice.Origin.API && brings && !after.effectiveFrom().isAfter(today)) {
      errors.add(FieldError.of("/effectiveFrom", "EFFECTIVE_TOO_EARLY", today.toString()));
    }
  }

  /** A notice from before this was asked for stays as it is. */
  private void reviewAgain(List<FieldError> errors) {
    RuleNoticeContent.Transition transition = after.transition();
    boolean same = before != null && before.transition().ordered().equals(transition.ordered());
    if (!same
        && transition.kind() == RuleNoticeContent.Transition.Kind.REVIEW_AGAIN
        && transition.reviewAgain() == null) {
      errors.add(FieldError.of("/transition/reviewAgain", "REQUIRED"));
    }
  }

  private void contradictions(List<RuleNotice> others, List<FieldError> errors) {
    for (int i = 0; i < after.tables().size(); i++) {
      RuleNoticeContent.TouchedTable table = after.tables().get(i);
      if (table.edition() == null) {
        continue;
      }
      for (RuleNotice other : others) {
        RuleNoticeContent theirs = other.content();
        if (contradicts(after, table, theirs) && !stood(table, theirs)) {
          errors.add(
              FieldError.of(
                  "/tables/" + i + "/edition",
                  "CONTRADICTS_NOTICE",
                  other.id(),
                  theirs.effectiveFrom().toString(),
                  theirs.endsOn() == null ? "…" : theirs.endsOn().toString()));
        }
      }
    }
  }

  private static boolean contradicts(
      RuleNoticeContent one, RuleNoticeContent.TouchedTable table, RuleNoticeContent other) {
    return one.overlaps(other)
        && other.platforms().stream().anyMatch(one.platforms()::contains)
        && other.tables().stream().anyMatch(theirs -> differs(table, theirs));
  }

  /** Whether both were on record like this, and this one counts on no day it did not. */
  private boolean stood(RuleNoticeContent.TouchedTable table, RuleNoticeContent theirs) {
    return before != null
        && before.tables().contains(table)
        && before.platforms().containsAll(after.platforms())
        && contradicts(before, table, theirs)
        && !after.effectiveFrom().isBefore(before.effectiveFrom())
        && (before.endsOn() == null
            || (after.endsOn() != null && !after.endsOn().isAfter(before.endsOn())));
  }

  private static boolean differs(
      RuleNoticeContent.TouchedTable one, RuleNoticeContent.TouchedTable other) {
    return one.table().equals(other.table())
        && other.edition() != null
        && !Objects.equals(one.edition(), other.edition());
  }
}
