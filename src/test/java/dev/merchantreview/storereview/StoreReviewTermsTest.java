package dev.merchantreview.storereview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.notice.ReviewAgain.Meanwhile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** From when on goods are not sold while a store is reviewed again, and what may happen to that. */
class StoreReviewTermsTest {

  private static final Instant OPENED = Instant.parse("2026-11-27T02:00:00Z");
  private static final Instant DUE = Instant.parse("2026-12-11T16:00:00Z");
  private static final Instant BEFORE = DUE.minusSeconds(60);
  private static final Instant BEHIND = DUE.plusSeconds(60);

  private static StoreReviewTerms terms(Meanwhile meanwhile) {
    return new StoreReviewTerms(OPENED, 10, DUE, false, meanwhile, true);
  }

  @Test
  void suspendsFromTheBeginning() {
    StoreReviewTerms terms = terms(Meanwhile.SUSPEND);
    assertThat(terms.suspendedFrom(false, false, BEHIND, null)).isEqualTo(OPENED);
    assertThat(terms.suspendedFrom(true, true, BEHIND, null)).isEqualTo(OPENED);
  }

  @Test
  void keepsUntilItIsDueAndLongerForWhoHandedInInTime() {
    StoreReviewTerms terms = terms(Meanwhile.KEEP_UNTIL_DUE);
    assertThat(terms.suspendedFrom(false, false, BEHIND, null)).isEqualTo(DUE);
    assertThat(terms.suspendedFrom(false, true, BEHIND, null)).isEqualTo(DUE);
    assertThat(terms.suspendedFrom(true, true, BEHIND, null)).isEqualTo(BEHIND);
    assertThat(terms.suspendedFrom(true, true, BEFORE, null)).isEqualTo(DUE);
    assertThat(terms.suspendedFrom(true, false, BEHIND, null)).isEqualTo(DUE);
  }

  @Test
  void keepsUntilItIsDecidedOnlyWhileReviewersHaveIt() {
    StoreReviewTerms terms = terms(Meanwhile.KEEP_UNTIL_DECIDED);
    assertThat(terms.suspendedFrom(false, true, BEHIND, null)).isNull();
    assertThat(terms.suspendedFrom(true, true, BEHIND, null)).isNull();
    assertThat(terms.suspendedFrom(true, false, BEHIND, null)).isEqualTo(DUE);
  }

  /** A reviewer that is late takes no time from who answered in time. */
  @Test
  void keepsUntilWhatIsAskedForIsDue() {
    for (Meanwhile keeps : List.of(Meanwhile.KEEP_UNTIL_DUE, Meanwhile.KEEP_UNTIL_DECIDED)) {
      StoreReviewTerms terms = terms(keeps);
      assertThat(terms.suspendedFrom(true, false, BEHIND, BEHIND)).isEqualTo(BEHIND);
      assertThat(terms.suspendedFrom(false, false, BEHIND, BEHIND)).isEqualTo(BEHIND);
      assertThat(terms.suspendedFrom(true, false, BEHIND, BEFORE)).isEqualTo(DUE);
    }
    assertThat(terms(Meanwhile.SUSPEND).suspendedFrom(true, false, BEHIND, BEHIND))
        .isEqualTo(OPENED);
  }

  /** Whatever comes in whatever order: what is decided is decided, and nobody expires in review. */
  @Property(tries = 300)
  void staysInTheTableWhateverComes(@ForAll List<StoreReviewEvent> events) {
    StoreReviewState state = StoreReviewLifecycle.TABLE.initial();
    for (StoreReviewEvent event : events) {
      Optional<StoreReviewState> next = StoreReviewLifecycle.TABLE.next(state, event);
      switch (state) {
        case APPROVED, REJECTED, EXPIRED, STORE_CLOSED -> assertThat(next).isEmpty();
        case IN_REVIEW, SUBMITTED ->
            assertThat(next.filter(StoreReviewState.EXPIRED::equals)).isEmpty();
        case PAPERS_DUE -> assertThat(next.filter(StoreReviewState.APPROVED::equals)).isEmpty();
      }
      state = next.orElse(state);
    }
  }
}
