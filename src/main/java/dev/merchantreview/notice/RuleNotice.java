package dev.merchantreview.notice;

import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule notice that is on record.
 *
 * @param id as whoever loaded it calls it
 * @param historyId under which its events are
 * @param fileRevision of its file, as it was told last; 0 for one that never had a file
 * @param withdrawnAt null unless it was withdrawn before it took effect
 * @param changedBy who told of this version
 */
public record RuleNotice(
    String id,
    CaseId historyId,
    RuleNoticeContent content,
    Origin origin,
    int fileRevision,
    @Nullable Instant withdrawnAt,
    long version,
    String changedBy,
    Instant changedAt) {

  /** Where it was loaded from. */
  public enum Origin {
    /** By a call; changed by calls. */
    API,
    /** From {@code config/notices}; changed there. */
    FILE
  }

  /** How it stands on a day. */
  public enum Standing {
    /** It was published, and does not count yet. */
    ANNOUNCED,
    /** It counts. */
    IN_FORCE,
    /** It counted, and does not any more. */
    ENDED,
    /** It was taken back before its first day. */
    WITHDRAWN
  }

  public Standing standingOn(LocalDate day) {
    if (withdrawnAt != null) {
      return Standing.WITHDRAWN;
    }
    return content.effectiveFrom().isAfter(day)
        ? Standing.ANNOUNCED
        : content.isEffectiveOn(day) ? Standing.IN_FORCE : Standing.ENDED;
  }

  RuleNotice with(List<RuleNoticeContent.TouchedTable> tables) {
    return new RuleNotice(
        id,
        historyId,
        content.with(tables),
        origin,
        fileRevision,
        withdrawnAt,
        version,
        changedBy,
        changedAt);
  }

  /** How what was approved before is reviewed again; null where nothing is by itself. */
  public @Nullable ReviewAgain reviewAgain() {
    return content.transition().kind() == RuleNoticeContent.Transition.Kind.REVIEW_AGAIN
        ? content.transition().reviewAgain()
        : null;
  }

  /** The day reviewing again begins; null where nothing is by itself. */
  public @Nullable LocalDate reviewAgainFrom() {
    Integer days = content.transition().days();
    return reviewAgain() == null ? null : content.effectiveFrom().plusDays(days == null ? 0 : days);
  }

  /** The last day those already in have to adjust; null where they have no such period. */
  public @Nullable LocalDate adjustUntil() {
    Integer days = content.transition().days();
    return days == null ? null : content.effectiveFrom().plusDays(days - 1L);
  }
}
