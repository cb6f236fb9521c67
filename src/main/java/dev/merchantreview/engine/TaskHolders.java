package dev.merchantreview.engine;

import dev.merchantreview.shared.CaseId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Who took the user tasks of a case, as far as the cluster's records show it: they do not tell who
 * opened a task without taking it, and keep the last who had one alone.
 */
@Component
public class TaskHolders {

  /** The variable every process knows its case by. */
  private static final String CASE_ID = "caseId";

  /** How many instances of a case are asked about, the newest first (ours). */
  private static final int INSTANCES = 20;

  private final RecordsChoice records;

  TaskHolders(RecordsChoice records) {
    this.records = records;
  }

  /** How a task stands. */
  public enum State {
    OPEN,
    COMPLETED,
    CANCELED
  }

  /**
   * A task somebody has or had.
   *
   * @param person who took it last
   */
  public record Held(long taskKey, String elementId, State state, String person) {}

  /**
   * What the records show.
   *
   * @param tasks newest first
   * @param complete false where older instances of the case were not asked about
   */
  public record Answer(List<Held> tasks, boolean complete) {}

  /**
   * Asks about the tasks of a case; not in a transaction, because the answer comes over the
   * network.
   *
   * @param elementIds the user tasks
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the records cannot be read
   */
  public Answer of(CaseId caseId, Collection<String> elementIds) {
    ClusterRecords now = records.now();
    List<Long> instances = now.instancesWith(CASE_ID, caseId.value());
    List<Held> tasks = new ArrayList<>();
    instances.stream()
        .sorted(Comparator.reverseOrder())
        .limit(INSTANCES)
        .forEach(
            instance ->
                elementIds.forEach(
                    element ->
                        now.tasks(instance, element)
                            .forEach(
                                task ->
                                    task.assignee()
                                        .ifPresent(
                                            person ->
                                                tasks.add(
                                                    new Held(
                                                        task.key(),
                                                        element,
                                                        State.valueOf(task.state().name()),
                                                        person))))));
    tasks.sort(Comparator.comparingLong(Held::taskKey).reversed());
    return new Answer(List.copyOf(tasks), instances.size() <= INSTANCES);
  }
}
