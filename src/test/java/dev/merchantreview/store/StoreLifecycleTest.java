package dev.merchantreview.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StoreLifecycleTest {

  /**
   * Whatever comes in whatever order: what has sold is closed by a reviewed closing only, and
   * closed is for good.
   */
  @Property(tries = 300)
  void staysInTheTableWhateverComes(@ForAll List<StoreEvent> events) {
    StoreState state = StoreLifecycle.TABLE.initial();
    for (StoreEvent event : events) {
      Optional<StoreState> next = StoreLifecycle.TABLE.next(state, event);
      if (next.filter(StoreState.CLOSED::equals).isPresent()) {
        assertThat(state)
            .isEqualTo(event == StoreEvent.CANCEL ? StoreState.PREPARING : StoreState.CLOSING);
      }
      if (state == StoreState.CLOSED) {
        assertThat(next).isEmpty();
      }
      state = next.orElse(state);
    }
  }
}
