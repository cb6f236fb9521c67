package dev.merchantreview.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who completed a user task. */
public interface TaskDirectory {

  /**
   * A completed user task.
   *
   * @param taskKey the task's key
   * @param assignee who completed it; empty when it was completed past Tasklist and nobody is on
   *     record
   */
  record CompletedTask(long taskKey, Optional<String> assignee) {}

  /**
   * The completed task of this element that no verdict was recorded for yet.
   *
   * @param afterTaskKey the last task of this element that was dealt with, 0 for none; keys grow
   *     with time
   * @return empty while the cluster's records do not show it yet
   */
  Optional<CompletedTask> completedAfter(
      long processInstanceKey, String elementId, long afterTaskKey);

  /**
   * What the form of a completed user task sent, as the cluster has it on record for the task:
   * variables of the process may have been changed since by whoever may change them there.
   *
   * @param names the form's variables
   * @return what is on record of them, as JSON has it
   * @throws NotYetException while the cluster's records may not show it yet
   */
  Map<String, @Nullable Object> sent(
      long processInstanceKey, String elementId, CompletedTask task, Set<String> names);

  /**
   * A user task that waits for somebody.
   *
   * @param assignee who has claimed it; empty when nobody has
   */
  record OpenTask(long taskKey, Optional<String> assignee) {}

  /**
   * The open task of an element.
   *
   * @return empty while the cluster's records do not show it, or not any more
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the records cannot be read
   *     now
   */
  Optional<OpenTask> open(long processInstanceKey, String elementId);

  /**
   * Gives the open tasks of these elements other dates; does nothing when there is none, which the
   * records have to show.
   *
   * @param followUpAt when people should look at them at the latest
   * @throws NotYetException when the cluster does not answer now, or its records may be behind
   */
  void changeDates(
      long processInstanceKey, Collection<String> elementIds, Instant dueAt, Instant followUpAt);

  /**
   * Gives the open tasks of these elements another place in the lists; does nothing when there is
   * none, which the records have to show.
   *
   * @param priority 0 to 100, the higher the earlier
   * @throws NotYetException when the cluster does not answer now, or its records may be behind
   */
  void changePriority(long processInstanceKey, Collection<String> elementIds, int priority);
}
