package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefundLifecycleTest {

  /** Whatever comes in whatever order: what is paid was being paid, and what ended stays so. */
  @Property(tries = 500)
  void staysInTheTableWhateverComes(@ForAll List<RefundEvent> events) {
    RefundState state = RefundLifecycle.TABLE.initial();
    boolean begun = false;
    for (RefundEvent event : events) {
      Optional<RefundState> next = RefundLifecycle.TABLE.next(state, event);
      assertThat(next.isPresent()).isEqualTo(RefundLifecycle.TABLE.allowed(state).contains(event));
      begun |= next.filter(RefundState.PAYING::equals).isPresent();
      if (next.filter(RefundState.PAID::equals).isPresent()) {
        assertThat(begun).isTrue();
      }
      state = next.orElse(state);
    }
  }

  /** Until the payout begins its applicant can take it back, then no more. */
  @ParameterizedTest
  @EnumSource(RefundState.class)
  void isTakenBackUntilThePayoutBegins(RefundState state) {
    boolean possible =
        EnumSet.of(
                RefundState.SUBMITTED,
                RefundState.IN_REVIEW,
                RefundState.SECOND_REVIEW,
                RefundState.FIX_REQUIRED)
            .contains(state);
    assertThat(RefundLifecycle.TABLE.next(state, RefundEvent.WITHDRAW).isPresent())
        .isEqualTo(possible);
  }

  /** Nobody is paid from any other state than PAYING, which only a review leads to. */
  @ParameterizedTest
  @EnumSource(RefundState.class)
  void isPaidOnlyAfterAReview(RefundState state) {
    assertThat(RefundLifecycle.TABLE.next(state, RefundEvent.PAY).isPresent())
        .isEqualTo(state == RefundState.PAYING);
    assertThat(RefundLifecycle.TABLE.next(state, RefundEvent.BEGIN_PAYOUT).isPresent())
        .isEqualTo(state == RefundState.IN_REVIEW || state == RefundState.SECOND_REVIEW);
  }
}
