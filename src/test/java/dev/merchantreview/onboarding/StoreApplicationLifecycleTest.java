package dev.merchantreview.onboarding;

import static dev.merchantreview.onboarding.StoreApplicationState.ACTIVE;
import static dev.merchantreview.onboarding.StoreApplicationState.EXPIRED;
import static dev.merchantreview.onboarding.StoreApplicationState.REJECTED;
import static dev.merchantreview.onboarding.StoreApplicationState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.Tries;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StoreApplicationLifecycleTest {

  private static final Set<StoreApplicationState> ENDS =
      EnumSet.of(ACTIVE, REJECTED, WITHDRAWN, EXPIRED);

  private static final int WALKS = Tries.of(1_000);
  private static final int STEPS = WALKS * 1_000;

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

  /** Steps by chance, a million in a full run, each case started afresh once it has ended. */
  @Test
  void neverComesIntoAStateThatIsNotDeclared() {
    long steps =
        IntStream.range(0, WALKS).mapToLong(walk -> walk(new Random(walk), STEPS / WALKS)).sum();
    assertThat(steps).isEqualTo(STEPS);
  }

  private static long walk(Random random, int steps) {
    StoreApplicationEvent[] events = StoreApplicationEvent.values();
    StoreApplicationState state = StoreApplicationLifecycle.TABLE.initial();
    for (int step = 0; step < steps; step++) {
      StoreApplicationEvent event = events[random.nextInt(events.length)];
      Set<StoreApplicationEvent> allowed = StoreApplicationLifecycle.TABLE.allowed(state);
      Optional<StoreApplicationState> next = StoreApplicationLifecycle.TABLE.next(state, event);
      if (next.isPresent() != allowed.contains(event)
          || (next.isPresent() && ENDS.contains(state))) {
        throw new AssertionError(state + " --" + event + "--> " + next);
      }
      state = ENDS.contains(state) ? StoreApplicationLifecycle.TABLE.initial() : next.orElse(state);
    }
    return steps;
  }

  @Test
  void endsWhereNothingCanHappenAnyMore() {
    for (StoreApplicationState state : StoreApplicationState.values()) {
      assertThat(StoreApplicationLifecycle.TABLE.isFinal(state))
          .as(state.name())
          .isEqualTo(ENDS.contains(state));
    }
  }
}
