package dev.merchantreview.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.category.ShippedCategories;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What several stores of a merchant say of one category. */
class CategoryStandingTest {

  private static final Categories TREES = ShippedCategories.all();
  private static final Instant NOW = Instant.parse("2026-11-27T02:00:00Z");
  private static final CaseId REVIEW = new CaseId("sr_0000000000000001");
  private static final StoreCategory HELD = StoreCategory.held("畜牧活体", NOW);

  private static Category category(String name) {
    return TREES.find(Platform.KUAISHOU, name).orElseThrow();
  }

  private static StoreCategory lost(String name) {
    return StoreCategory.held(name, NOW)
        .lost(
            new StoreCategory.Loss(
                new StoreCategory.Ground("VIOLATION", "x", null, null), ActorRef.SYSTEM),
            NOW);
  }

  private static StoreCategory suspended(Instant from) {
    return HELD.suspended(REVIEW, from);
  }

  private static CategoryStanding of(String name, CategoryStanding.Of... stores) {
    return CategoryStanding.of(List.of(stores), category(name), NOW);
  }

  private static CategoryStanding.Of store(StoreState state, StoreCategory... categories) {
    return new CategoryStanding.Of(state, List.of(categories));
  }

  @Test
  void isFreeWhereNobodySaysAnything() {
    assertThat(of("家禽类及其种苗")).isEqualTo(CategoryStanding.FREE);
    assertThat(of("服饰", store(StoreState.OPEN, lost("畜牧活体")))).isEqualTo(CategoryStanding.FREE);
  }

  @Test
  void isLostWithWhatItIsPartOf() {
    assertThat(of("家禽类及其种苗", store(StoreState.OPEN, lost("畜牧活体"))))
        .isEqualTo(CategoryStanding.LOST);
  }

  @Test
  void isLostAloneWhereOnlyAPartWasTaken() {
    CategoryStanding.Of store = store(StoreState.OPEN, HELD, lost("家禽类及其种苗"));
    assertThat(of("家禽类及其种苗", store)).isEqualTo(CategoryStanding.LOST);
    assertThat(of("水产类及其种苗", store)).isEqualTo(CategoryStanding.FREE);
  }

  @Test
  void isFreeByAnotherStoreThatSells() {
    CategoryStanding.Of lost = store(StoreState.OPEN, lost("畜牧活体"));
    assertThat(of("家禽类及其种苗", lost, store(StoreState.CLOSING, HELD)))
        .isEqualTo(CategoryStanding.FREE);
    assertThat(of("家禽类及其种苗", lost, store(StoreState.PREPARING, HELD)))
        .isEqualTo(CategoryStanding.LOST);
    assertThat(of("家禽类及其种苗", lost, store(StoreState.CLOSED, HELD)))
        .isEqualTo(CategoryStanding.LOST);
  }

  @Test
  void staysLostWhenTheStoreIsClosed() {
    assertThat(of("家禽类及其种苗", store(StoreState.CLOSED, lost("畜牧活体"))))
        .isEqualTo(CategoryStanding.LOST);
  }

  @Test
  void isUnderReviewFromTheInstantItIsSuspended() {
    assertThat(of("家禽类及其种苗", store(StoreState.OPEN, suspended(NOW))))
        .isEqualTo(CategoryStanding.UNDER_REVIEW);
    assertThat(of("家禽类及其种苗", store(StoreState.OPEN, suspended(NOW.plusMillis(1)))))
        .isEqualTo(CategoryStanding.FREE);
    assertThat(of("家禽类及其种苗", store(StoreState.CLOSED, suspended(NOW))))
        .isEqualTo(CategoryStanding.UNDER_REVIEW);
  }
}
