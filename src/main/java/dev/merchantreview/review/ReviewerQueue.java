package dev.merchantreview.review;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What waits for a reviewer, as this service knows it: the lists of the cluster run behind. */
@Service
public class ReviewerQueue {

  private final ReviewedTypes types;
  private final ReviewerGroups groups;
  private final VerdictPolicy policy;
  private final WorkingCalendar calendar;
  private final Clock clock;

  ReviewerQueue(
      ReviewedTypes types,
      ReviewerGroups groups,
      VerdictPolicy policy,
      WorkingCalendar calendar,
      Clock clock) {
    this.types = types;
    this.groups = groups;
    this.policy = policy;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * A review that waits for a verdict of somebody of a group.
   *
   * @param place in the lists, as {@link Urgency} has it
   */
  public record Waiting(CaseId caseId, ReviewedTask task, Instant dueAt, int place) {}

  /** The process instance that works on a case; empty before one does. */
  public Optional<Long> instance(CaseId id) {
    return types
        .find(id)
        .flatMap(type -> type.type().find(id))
        .map(CaseProcesses.CaseState::processInstanceKey);
  }

  /**
   * The groups a person is in, of those that review.
   *
   * @throws dev.merchantreview.engine.NotYetException when that is not known now
   */
  public List<String> groupsOf(String person) {
    return types.all().stream()
        .flatMap(type -> type.tasks().stream())
        .map(ReviewedTask::group)
        .distinct()
        .sorted()
        .filter(group -> groups.isMember(person, group))
        .toList();
  }

  /**
   * What the cases are called in the index of all cases that the groups of a person review.
   *
   * @throws dev.merchantreview.engine.NotYetException when it is not known now who is in which
   *     group
   */
  public List<String> typesOf(String person) {
    List<String> own = groupsOf(person);
    return types.all().stream()
        .filter(type -> type.tasks().stream().anyMatch(task -> own.contains(task.group())))
        .flatMap(type -> type.type().typeNames().stream())
        .sorted()
        .toList();
  }

  /**
   * Which of these cases wait for a verdict this person may give: of the own groups, nothing the
   * person handed in or had a part in. The most urgent first.
   *
   * @throws dev.merchantreview.engine.NotYetException when who is in a group is not known now
   */
  @Transactional(readOnly = true)
  public List<Waiting> of(String person, Collection<CaseId> cases) {
    return cases.stream()
        .flatMap(id -> types.find(id).flatMap(type -> waiting(type, id, person)).stream())
        .sorted(
            Comparator.comparingInt(Waiting::place)
                .reversed()
                .thenComparing(Waiting::dueAt)
                .thenComparing(one -> one.caseId().value()))
        .toList();
  }

  private <C extends ReviewedCase<?, ?>> Optional<Waiting> waiting(
      Reviewed<C> type, CaseId id, String person) {
    return type.cases()
        .find(id)
        .flatMap(
            reviewed ->
                open(type, reviewed)
                    .filter(task -> policy.mayApprove(type.subject(reviewed, task), person))
                    .findFirst()
                    .flatMap(task -> waiting(type, reviewed, task)));
  }

  private static <C extends ReviewedCase<?, ?>> Stream<ReviewedTask> open(
      Reviewed<C> type, C reviewed) {
    return type.tasks().stream().filter(task -> type.isInReview(reviewed, task));
  }

  private <C extends ReviewedCase<?, ?>> Optional<Waiting> waiting(
      Reviewed<C> type, C reviewed, ReviewedTask task) {
    ReviewClock due = reviewed.clock();
    return due == null
        ? Optional.empty()
        : Optional.of(
            new Waiting(
                reviewed.id(),
                task,
                due.dueAt(),
                Urgency.of(
                    due.dueAt(), clock.instant(), calendar.zone(), type.precedence(reviewed))));
  }
}
