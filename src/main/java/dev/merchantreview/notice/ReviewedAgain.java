package dev.merchantreview.notice;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The cases of one kind notices have reviewed again. A module that has such cases has a bean. */
public interface ReviewedAgain {

  /** What they are. */
  ReviewAgain.Touched what();

  /** What the ids begin with that {@link #next} finds, as in {@code fl_}. */
  String idPrefix();

  /** Those of these products the platforms do not have, where the module knows of products. */
  default Set<String> unknownProducts(List<String> products, Collection<Platform> platforms) {
    return Set.copyOf(products);
  }

  /** How many cases an order touches that it did not open yet. */
  long left(ReviewAgainOrder order);

  /**
   * Some of them, in the order of their ids.
   *
   * @param after the last of the portion before; empty for the first
   */
  List<CaseId> next(ReviewAgainOrder order, String after, int limit);

  /**
   * Opens a new round of a case, in the caller's transaction, unless the case is not touched any
   * more or was opened for this notice before. One that an earlier notice has reviewed again keeps
   * its round, by the stricter terms of both.
   *
   * @return whether it was opened
   */
  boolean open(CaseId id, ReviewAgainOrder order);

  /**
   * Keeps that a case could not be opened: it is tried again after pauses that grow, and is not
   * among the next ones until then.
   *
   * @return whether it was tried for the first time
   */
  boolean putAside(CaseId id, ReviewAgainOrder order, String why);

  /**
   * When the first of those put aside is tried again that were not to be tried yet at an instant;
   * empty when there is none.
   */
  Optional<Instant> nextTry(String noticeId, Instant since);

  /**
   * What became of the cases that were opened for a notice.
   *
   * @param opened all of them
   * @param approved decided first that way since they were opened
   * @param rejected likewise
   * @param closed those whose product was taken off the shelf, or whose store was closed, before
   * @param waiting those whose owner has to hand in
   * @param inReview those reviewers have
   * @param overdue those of the last two that are due
   * @param aside those that could not be opened yet, and are tried again
   */
  record Progress(
      long opened,
      long approved,
      long rejected,
      long closed,
      long waiting,
      long inReview,
      long overdue,
      long aside) {

    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0);

    Progress plus(Progress other) {
      return new Progress(
          opened + other.opened,
          approved + other.approved,
          rejected + other.rejected,
          closed + other.closed,
          waiting + other.waiting,
          inReview + other.inReview,
          overdue + other.overdue,
          aside + other.aside);
    }

    /** How many are decided. */
    public long decided() {
      return approved + rejected + closed;
    }
  }

  Progress progress(String noticeId);

  /**
   * A case that could not be opened.
   *
   * @param tries how often it was tried, from 1
   * @param nextAt it is not tried again before
   * @param why as it was said the last time
   */
  record Aside(CaseId id, int tries, Instant triedAt, Instant nextAt, String why) {}

  /**
   * Some of those that could not be opened yet, in the order of their ids.
   *
   * @param after the last of the page before; empty for the first
   */
  List<Aside> aside(String noticeId, String after, int limit);
}
