package dev.merchantreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.caseindex.RightIndex;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.Tries;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever reviewers, others and owners do to a case in whatever order: after each step that is on
 * record, the index of all cases has it as its own tables do.
 */
class IndexedReviewsIT {

  private static final int WALKS = Tries.of(100);
  private static final int STEPS = 8;

  private final ServiceAlone service = ServiceAlone.get();

  private enum Step {
    APPROVE,
    SEND_BACK,
    REJECT,
    JUDGED_BY_ANOTHER,
    REMIND,
    ESCALATE,
    EXPIRE,
    TAKE_BACK
  }

  @ParameterizedTest
  @ValueSource(strings = {"sa_", "st_", "rf_", "fl_"})
  void areIndexedAsTheyStandWhateverComesInWhateverOrder(String prefix) {
    Set<String> states = new TreeSet<>();
    int compared = 0;
    for (int seed = 0; seed < WALKS; seed++) {
      compared += walk(prefix, new Random(seed), states);
    }
    System.out.printf("%s %d steps compared, in states %s%n", prefix, compared, states);
    assertThat(compared).isGreaterThan(WALKS);
    assertThat(states).hasSizeGreaterThan(2);
  }

  private int walk(String prefix, Random random, Set<String> states) {
    Reviewed<?> type =
        service.bean(ReviewedTypes.class).all().stream()
            .filter(one -> one.type().idPrefix().equals(prefix))
            .findFirst()
            .orElseThrow();
    TriedReview<?> tried = tried(type);
    // A sample is brought into review past the events the index goes by; from the next one on it is
    // right.
    int events = tried.actions().size();
    int compared = 0;
    for (int i = 0; i < STEPS; i++) {
      tried.task = type.tasks().get(random.nextInt(type.tasks().size()));
      step(tried, Step.values()[random.nextInt(Step.values().length)]);
      if (tried.actions().size() > events) {
        RightIndex.checkOf(service, List.of(tried.id));
        states.add(tried.read().state().name());
        compared++;
      }
    }
    return compared;
  }

  private <C extends ReviewedCase<?, ?>> TriedReview<C> tried(Reviewed<C> type) {
    return new TriedReview<>(
        service,
        ReviewSamples.of(service).get(type.type().idPrefix()),
        type,
        type.tasks().getFirst());
  }

  /** What cannot be done where the case stands is refused, and nothing has changed. */
  private static void step(TriedReview<?> tried, Step step) {
    boolean timed = tried.read().clock() != null;
    int events = tried.actions().size();
    try {
      switch (step) {
        case APPROVE -> tried.clean(Verdict.APPROVED);
        case SEND_BACK -> tried.clean(Verdict.SENT_BACK);
        case REJECT -> tried.clean(Verdict.REJECTED);
        case JUDGED_BY_ANOTHER -> tried.record("admin", Verdict.APPROVED);
        case REMIND -> {
          if (timed) {
            tried.remindAsTold();
          }
        }
        case ESCALATE -> {
          if (timed) {
            tried.escalateAsTold();
          }
        }
        case EXPIRE -> tried.expire();
        case TAKE_BACK -> tried.sample().takeBack(tried.id);
      }
    } catch (NotYetException | IllegalStateException refused) {
      assertThat(tried.actions()).as("after %s", refused).hasSize(events);
    }
  }
}
