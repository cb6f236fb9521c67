package dev.merchantreview.console;

import dev.merchantreview.caseindex.CaseFilter;
import dev.merchantreview.caseindex.CaseIndex;
import dev.merchantreview.caseindex.FoundCase;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.engine.TaskPages;
import dev.merchantreview.review.ReviewerQueue;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Page;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The reviews that wait for a person, and where the person gives the verdict. */
@Component
class Queue {

  /** How many open reviews of a type, the soonest due first, are looked at (ours). */
  private static final int LOOKED_AT = 200;

  /** How many tasks are asked for at the most before somebody is sent to the list (ours). */
  private static final int ASKED = 20;

  private static final Duration EVER = Duration.ofDays(36_500);

  private final CaseIndex index;
  private final ReviewerQueue reviews;
  private final TaskDirectory tasks;
  private final TaskPages pages;
  private final Clock clock;

  Queue(CaseIndex index, ReviewerQueue reviews, TaskDirectory tasks, TaskPages pages, Clock clock) {
    this.index = index;
    this.reviews = reviews;
    this.tasks = tasks;
    this.pages = pages;
    this.clock = clock;
  }

  /** The tasks of a group in Tasklist, the most urgent on top. */
  record GroupList(String group, Optional<String> address) {}

  /**
   * An open review.
   *
   * @param group whose verdict counts
   * @param place in the lists, 0 to 100
   */
  record Entry(FoundCase found, String group, int place) {}

  /**
   * What waits for a person.
   *
   * @param known whether it is known now who is in which group
   */
  record Shown(boolean known, List<GroupList> groups, List<Entry> entries) {}

  /** What there is to do for who asks for the next task. */
  enum Answer {
    /** The task's own address is known. */
    FOUND,
    NOTHING,
    /** Somebody has every one of them. */
    TAKEN,
    /** There is one, and the cluster's records do not show it yet. */
    NOT_SHOWN,
    /** The cluster's records, or its groups, cannot be read now. */
    AWAY
  }

  /**
   * The next task.
   *
   * @param address of the task in Tasklist; empty unless it was found
   * @param by who has it; null unless it is taken
   */
  record Next(
      Answer answer, Optional<String> address, @Nullable String by, List<GroupList> groups) {}

  Shown of(String person) {
    try {
      Map<String, FoundCase> open = open(person);
      return new Shown(
          true,
          groups(person),
          waiting(person, open).stream()
              .map(
                  one ->
                      new Entry(
                          Objects.requireNonNull(open.get(one.caseId().value())),
                          one.task().group(),
                          one.place()))
              .toList());
    } catch (NotYetException unknown) {
      return new Shown(false, List.of(), List.of());
    }
  }

  /**
   * Which task a person goes to.
   *
   * @param wanted a case of the queue; empty for the most urgent one
   */
  Next next(String person, Optional<String> wanted) {
    List<GroupList> groups = List.of();
    try {
      groups = groups(person);
      return next(person, wanted, groups);
    } catch (NotYetException | OutsideUnavailableException away) {
      return new Next(Answer.AWAY, Optional.empty(), null, groups);
    }
  }

  private Next next(String person, Optional<String> wanted, List<GroupList> groups) {
    List<ReviewerQueue.Waiting> mine =
        waiting(person, open(person)).stream()
            .filter(one -> wanted.isEmpty() || wanted.get().equals(one.caseId().value()))
            .toList();
    Answer answer = Answer.NOTHING;
    String by = null;
    for (ReviewerQueue.Waiting one : mine.subList(0, Math.min(ASKED, mine.size()))) {
      Optional<TaskDirectory.OpenTask> task =
          reviews
              .instance(one.caseId())
              .flatMap(instance -> tasks.open(instance, one.task().elementId()));
      Optional<String> holder = task.flatMap(TaskDirectory.OpenTask::assignee);
      if (task.isEmpty()) {
        answer = answer == Answer.TAKEN ? answer : Answer.NOT_SHOWN;
      } else if (holder.isPresent() && !holder.get().equals(person)) {
        answer = Answer.TAKEN;
        by = by == null ? holder.get() : by;
      } else {
        return new Next(Answer.FOUND, pages.of(task.get().taskKey()), null, groups);
      }
    }
    return new Next(answer, Optional.empty(), by, groups);
  }

  private List<ReviewerQueue.Waiting> waiting(String person, Map<String, FoundCase> open) {
    return reviews.of(person, open.values().stream().map(FoundCase::id).toList());
  }

  private List<GroupList> groups(String person) {
    return reviews.groupsOf(person).stream()
        .map(group -> new GroupList(group, pages.ofGroup(group)))
        .toList();
  }

  /** Of each type the person's groups review: many of one do not keep another from being seen. */
  private Map<String, FoundCase> open(String person) {
    Map<String, FoundCase> found = new LinkedHashMap<>();
    for (String type : reviews.typesOf(person)) {
      index
          .list(due(type), new Page.Slice(null, Optional.empty(), LOOKED_AT))
          .forEach(one -> found.put(one.id().value(), one));
    }
    return found;
  }

  private CaseFilter due(String type) {
    return new CaseFilter(
        type,
        null,
        null,
        true,
        null,
        null,
        null,
        null,
        null,
        null,
        clock.instant().plus(EVER),
        null,
        null);
  }
}
