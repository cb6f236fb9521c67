package dev.merchantreview.review.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.Asked;
import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.review.Urgency;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An overdue review is seen in the lists, whichever of a diagram's tasks is open then. */
class OverdueTasksIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final Pattern USER_TASK = Pattern.compile("<bpmn:userTask id=\"(\\w+)\"");

  static Stream<Reviewed<?>> types() {
    return SERVICE.bean(ReviewedTypes.class).all().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void standFirst(Reviewed<?> type) throws IOException {
    RaisedTasks raised = new RaisedTasks();
    putFirst(
        type,
        new ReviewTasks(raised, SERVICE.bean(WorkingCalendar.class), SERVICE.bean(Clock.class)));
    String diagram = Files.readString(Path.of("bpmn", type.type().processId() + ".bpmn"));
    assertThat(raised.places)
        .isEqualTo(
            USER_TASK
                .matcher(diagram)
                .results()
                .collect(Collectors.toMap(task -> task.group(1), task -> Urgency.OVERDUE)));
  }

  private static <C extends ReviewedCase<?, ?>> void putFirst(Reviewed<C> type, ReviewTasks tasks) {
    CaseId id = new CaseId(type.type().idPrefix() + "0000000000000000");
    tasks.put(new ReviewWorker.Step<>(type, new Asked(id, 1, "Task_Escalate"), 1), Urgency.OVERDUE);
  }

  /** Where tasks were put in the lists, by their elements. */
  private static final class RaisedTasks implements TaskDirectory {

    final Map<String, Integer> places = new TreeMap<>();

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
      elementIds.forEach(elementId -> places.put(elementId, priority));
    }
  }
}
