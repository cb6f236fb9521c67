package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilingLifecycleTest {

  /** Whatever comes in whatever order: the answer is the table's, and CLOSED stays closed. */
  @Property(tries = 500)
  void staysInTheTableWhateverComes(@ForAll List<FilingEvent> events) {
    FilingState state = FilingLifecycle.TABLE.initial();
    for (FilingEvent event : events) {
      Optional<FilingState> next = FilingLifecycle.TABLE.next(state, event);
      assertThat(next.isPresent()).isEqualTo(FilingLifecycle.TABLE.allowed(state).contains(event));
      if (state == FilingState.CLOSED) {
        assertThat(next).isEmpty();
      }
      state = next.orElse(state);
    }
  }

  /** [K-file] An edit sends every filing back that is not closed. */
  @ParameterizedTest
  @EnumSource(value = FilingState.class, names = "CLOSED", mode = EnumSource.Mode.EXCLUDE)
  void goesBackToPendingOnAnEdit(FilingState state) {
    assertThat(FilingLifecycle.TABLE.next(state, FilingEvent.EDIT)).contains(FilingState.PENDING);
  }

  /** [K-file] Only what is in review is approved, rejected or withdrawn. */
  @ParameterizedTest
  @EnumSource(value = FilingState.class, names = "IN_REVIEW", mode = EnumSource.Mode.EXCLUDE)
  void isDecidedAndWithdrawnInReviewOnly(FilingState state) {
    for (FilingEvent event :
        List.of(FilingEvent.APPROVE, FilingEvent.REJECT, FilingEvent.WITHDRAW)) {
      assertThat(FilingLifecycle.TABLE.next(state, event)).isEmpty();
    }
  }
}
