package dev.merchantreview.notice;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The cases of all kinds notices have reviewed again, as one row in the order of their ids: what
 * they begin with tells the kinds apart, and one kind comes behind the other.
 */
@Component
class AllReviewedAgain {

  private final ObjectProvider<ReviewedAgain> kinds;

  AllReviewedAgain(ObjectProvider<ReviewedAgain> kinds) {
    this.kinds = kinds;
  }

  private Stream<ReviewedAgain> kinds() {
    return kinds.stream().sorted(Comparator.comparing(ReviewedAgain::idPrefix));
  }

  private Stream<ReviewedAgain> touchedBy(ReviewAgainOrder order) {
    return kinds().filter(kind -> order.terms().isOf(kind.what()));
  }

  private ReviewedAgain of(CaseId id) {
    return kinds().filter(kind -> kind.idPrefix().equals(id.prefix())).findFirst().orElseThrow();
  }

  /** Those of these products no module knows on the platforms. */
  Set<String> unknownProducts(List<String> products, Collection<Platform> platforms) {
    Set<String> unknown = new HashSet<>(products);
    kinds().forEach(kind -> unknown.retainAll(kind.unknownProducts(products, platforms)));
    return unknown;
  }

  long left(ReviewAgainOrder order) {
    return touchedBy(order).mapToLong(kind -> kind.left(order)).sum();
  }

  /** As {@link ReviewedAgain#next}, over all kinds. */
  List<CaseId> next(ReviewAgainOrder order, String after, int limit) {
    List<CaseId> found = new ArrayList<>();
    touchedBy(order)
        .filter(kind -> isAhead(kind, after))
        .forEach(
            kind -> {
              if (found.size() < limit) {
                found.addAll(kind.next(order, within(kind, after), limit - found.size()));
              }
            });
    return List.copyOf(found);
  }

  private static boolean isAhead(ReviewedAgain kind, String after) {
    return after.startsWith(kind.idPrefix()) || kind.idPrefix().compareTo(after) > 0;
  }

  private static String within(ReviewedAgain kind, String after) {
    return after.startsWith(kind.idPrefix()) ? after : "";
  }

  boolean open(CaseId id, ReviewAgainOrder order) {
    return of(id).open(id, order);
  }

  boolean putAside(CaseId id, ReviewAgainOrder order, String why) {
    return of(id).putAside(id, order, why);
  }

  Optional<Instant> nextTry(String noticeId, Instant since) {
    return kinds()
        .flatMap(kind -> kind.nextTry(noticeId, since).stream())
        .min(Comparator.naturalOrder());
  }

  ReviewedAgain.Progress progress(String noticeId) {
    return kinds()
        .map(kind -> kind.progress(noticeId))
        .reduce(ReviewedAgain.Progress.NONE, ReviewedAgain.Progress::plus);
  }

  /** As {@link ReviewedAgain#aside}, over all kinds. */
  List<ReviewedAgain.Aside> aside(String noticeId, String after, int limit) {
    List<ReviewedAgain.Aside> found = new ArrayList<>();
    kinds()
        .filter(kind -> isAhead(kind, after))
        .forEach(
            kind -> {
              if (found.size() < limit) {
                found.addAll(kind.aside(noticeId, within(kind, after), limit - found.size()));
              }
            });
    return List.copyOf(found);
  }
}
