package dev.merchantreview.onboarding;

import static dev.merchantreview.onboarding.StoreApplicationState.ACTIVE;
import static dev.merchantreview.onboarding.StoreApplicationState.EXPIRED;
import static dev.merchantreview.onboarding.StoreApplicationState.REJECTED;
import static dev.merchantreview.onboarding.StoreApplicationState.SIGNING;
import static dev.merchantreview.onboarding.StoreApplicationState.VERIFYING_ACCOUNT;
import static dev.merchantreview.onboarding.StoreApplicationState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StoreApplicationLifecycleTest {

  private static final Set<StoreApplicationState> ENDS =
      EnumSet.of(ACTIVE, REJECTED, WITHDRAWN, EXPIRED);

  /** Whatever comes in whatever order: the answer is the table's, an end stays an end. */
  @Property(tries = 500)
  void staysInTheTableWhateverComes(@ForAll List<StoreApplicationEvent> events) {
    StoreApplicationState state = StoreApplicationLifecycle.TABLE.initial();
    for (StoreApplicationEvent event : events) {
      Optional<StoreApplicationState> next = StoreApplicationLifecycle.TABLE.next(state, event);
      assertThat(next.isPresent())
          .isEqualTo(StoreApplicationLifecycle.TABLE.allowed(state).contains(event));
      if (ENDS.contains(state)) {
        assertThat(next).isEmpty();
      }
      state = next.orElse(state);
    }
  }

  @Test
  void endsWhereNothingCanHappenAnyMore() {
    for (StoreApplicationState state : StoreApplicationState.values()) {
      boolean notBuiltYet = state == VERIFYING_ACCOUNT || state == SIGNING;
      assertThat(StoreApplicationLifecycle.TABLE.isFinal(state))
          .as(state.name())
          .isEqualTo(ENDS.contains(state) || notBuiltYet);
    }
  }
}
