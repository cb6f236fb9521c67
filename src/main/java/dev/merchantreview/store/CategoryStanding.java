package dev.merchantreview.store;

import dev.merchantreview.category.Category;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the stores of a merchant on a platform say of selling in a category. A merchant without a
 * store there, or with none that ever had the category, is kept from nothing by this.
 */
public enum CategoryStanding {
  /** Nothing speaks against it. */
  FREE,
  /** The store that has it may not sell in it until a review is decided. */
  UNDER_REVIEW,
  /** A store lost it, and no other store there that sells has it. */
  LOST;

  /**
   * A store, as far as it matters here.
   *
   * @param categories all it has or had, and the parts of them that were taken away
   */
  public record Of(StoreState state, List<StoreCategory> categories) {

    /** What is said nearest to the category: of itself, of what it is part of, and so on. */
    private Optional<StoreCategory> nearest(Category category) {
      return Stream.concat(Stream.of(category.name()), category.above().stream())
          .flatMap(name -> categories.stream().filter(one -> one.name().equals(name)))
          .findFirst();
    }

    private boolean sells() {
      return state == StoreState.OPEN || state == StoreState.CLOSING;
    }
  }

  /**
   * How a merchant stands in a category.
   *
   * <p>A store that is closed still says what it lost: nobody gets a category back by closing.
   *
   * @param stores all the merchant has or had on the category's platform
   * @param at when something is to be sold
   */
  public static CategoryStanding of(List<Of> stores, Category category, Instant at) {
    boolean lost = false;
    boolean reviewed = false;
    for (Of store : stores) {
      StoreCategory said = store.nearest(category).orElse(null);
      if (said == null) {
        continue;
      }
      if (store.sells() && said.sellsAt(at)) {
        return FREE;
      }
      lost |= !said.isHeld();
      reviewed |= said.isHeld() && !said.sellsAt(at);
    }
    return reviewed ? UNDER_REVIEW : lost ? LOST : FREE;
  }
}
