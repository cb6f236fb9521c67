package dev.merchantreview.review.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.review.Urgency;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/** A day later the open tasks stand a day higher, without anybody looking at all tasks. */
class DailyPlacesIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final WorkingCalendar CALENDAR = SERVICE.bean(WorkingCalendar.class);

  private final Reviewed<?> type =
      SERVICE.bean(ReviewedTypes.class).all().stream()
          .filter(one -> one.type().idPrefix().equals("sa_"))
          .findFirst()
          .orElseThrow();

  private final Places places = new Places();

  @Test
  void riseEachDayOnce() {
    long instance = 7_000_000_001L;
    Instant due = inReview(type, instance);
    keepUp(due.minus(Duration.ofHours(1)));
    assertThat(places.of).containsEntry(instance, 80);
    keepUp(due.plus(Duration.ofDays(3)));
    assertThat(places.of).containsEntry(instance, Urgency.OVERDUE + 3);
    places.of.clear();
    // As urgent as it can be: nothing changes any more, and nobody is asked.
    keepUp(due.plus(Duration.ofDays(40)));
    assertThat(places.of).doesNotContainKey(instance);
  }

  /** Records that are behind for one case keep no other from its place. */
  @Test
  void oneThatIsNotShownKeepsNoOtherBack() {
    long hidden = 7_000_000_002L;
    long shown = 7_000_000_003L;
    places.hidden = hidden;
    Instant due = inReview(type, hidden);
    inReview(type, shown);
    keepUp(due.minus(Duration.ofHours(1)));
    assertThat(places.of).containsKey(shown).doesNotContainKey(hidden);
  }

  private void keepUp(Instant now) {
    Clock clock = Clock.fixed(now, CALENDAR.zone());
    new DailyPlaces(
            SERVICE.bean(ReviewedTypes.class),
            new ReviewTasks(places, CALENDAR, clock),
            CALENDAR,
            clock,
            SERVICE.bean(TaskScheduler.class))
        .keepUp();
  }

  /** A new case in review, with the instance that works on it. */
  private static <C extends ReviewedCase<?, ?>> Instant inReview(Reviewed<C> type, long instance) {
    CaseId id = new ApplicationSample(SERVICE).inReview();
    C read = type.cases().find(id).orElseThrow();
    SERVICE
        .bean(TransactionTemplate.class)
        .execute(
            status ->
                SERVICE
                    .bean(ReviewSteps.class)
                    .prepare(
                        type,
                        new Asked(id, instance, "Task_Tried"),
                        read.round(),
                        type.tasks().getFirst(),
                        type.content(read, type.tasks().getFirst())));
    return Objects.requireNonNull(read.clock()).dueAt();
  }

  /** The places tasks were given, by their instances. */
  private static final class Places implements TaskDirectory {

    final Map<Long, Integer> of = new HashMap<>();
    long hidden;

    @Override
    public Optional<CompletedTask> completedAfter(
        long processInstanceKey, String elementId, long afterTaskKey) {
      return Optional.empty();
    }

    @Override
    public Map<String, @Nullable Object> sent(
        long processInstanceKey, String elementId, CompletedTask task, Set<String> names) {
      return Map.of();
    }

    @Override
    public Optional<OpenTask> open(long processInstanceKey, String elementId) {
      return Optional.empty();
    }

    @Override
    public void changeDates(
        long processInstanceKey,
        Collection<String> elementIds,
        Instant dueAt,
        Instant followUpAt) {}

    @Override
    public void changePriority(
        long processInstanceKey, Collection<String> elementIds, int priority) {
      if (processInstanceKey == hidden) {
        throw new NotYetException("not shown");
      }
      of.put(processInstanceKey, priority);
    }
  }
}
