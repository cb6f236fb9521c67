package dev.merchantreview.cases;

import dev.merchantreview.engine.ProcessPaths;
import dev.merchantreview.history.History;
import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.shared.CaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which way a case took through its process: as the cluster's records have it where they answer,
 * else by the events of the case that name an element, which are fewer.
 */
@Component
public class CasePaths {

  private static final int PART = 500;

  private final CaseTypes types;
  private final ProcessPaths paths;
  private final History history;

  CasePaths(CaseTypes types, ProcessPaths paths, History history) {
    this.types = types;
    this.paths = paths;
    this.history = history;
  }

  /** Where an answer comes from. */
  public enum Source {
    /** The cluster's records: every element, with its times. */
    RECORDS,
    /** The events of the case: the elements in whose work something was put on record. */
    HISTORY
  }

  /**
   * The way of a case.
   *
   * @param processId the BPMN process its type runs in
   * @param instances one for each process instance it had, the oldest first; from the history one
   *     in all
   */
  public record CasePath(Source source, String processId, List<Way> instances) {}

  /**
   * The way of one process instance.
   *
   * @param instance its key; null where none is known
   * @param definitionKey the key of the version it runs by; null from the history
   * @param version that version's number; null from the history
   * @param state null from the history
   * @param flows the ids of the sequence flows it took; empty from the history
   * @param openTasks the keys of its open user tasks, of those asked for; empty from the history
   * @param detailed false where the steps of an old instance were not read
   */
  public record Way(
      @Nullable Long instance,
      @Nullable Long definitionKey,
      @Nullable Integer version,
      ProcessPaths.@Nullable State state,
      List<Step> steps,
      List<String> flows,
      List<ProcessPaths.Incident> incidents,
      List<Long> openTasks,
      boolean detailed) {}

  /**
   * An element it was at.
   *
   * @param entered how often it was entered; from the history how many events were put on record
   *     there
   * @param lasted how long in all; null from the history
   * @param lastAt when it was left last, null while it is at it; from the history of the last event
   * @param active whether it is at it now, as the records know it; false from the history
   */
  public record Step(
      String elementId,
      int entered,
      @Nullable Duration lasted,
      Instant firstAt,
      @Nullable Instant lastAt,
      boolean active,
      boolean incident) {}

  /**
   * The way of a case.
   *
   * @param userTasks the ids of the elements whose open tasks are wanted
   * @return empty when no process works on cases of its type, or none has begun to
   */
  public Optional<CasePath> of(CaseId caseId, Set<String> userTasks) {
    return types
        .processOf(caseId)
        .flatMap(
            process ->
                process
                    .find(caseId)
                    .map(
                        state ->
                            paths
                                .of(caseId, state.processInstanceKey(), userTasks)
                                .filter(known -> !known.isEmpty())
                                .map(known -> recorded(process.processId(), known))
                                .orElseGet(() -> told(process.processId(), state))));
  }

  private static CasePath recorded(String processId, List<ProcessPaths.Path> known) {
    return new CasePath(
        Source.RECORDS, processId, known.stream().map(CasePaths::recorded).toList());
  }

  private static Way recorded(ProcessPaths.Path path) {
    return new Way(
        path.instance(),
        path.definitionKey(),
        path.version(),
        path.state(),
        path.steps().stream()
            .map(
                one ->
                    new Step(
                        one.elementId(),
                        one.entered(),
                        one.lasted(),
                        one.firstAt(),
                        one.lastAt(),
                        one.active() > 0,
                        one.incident()))
            .toList(),
        path.flows(),
        path.incidents(),
        path.openTasks(),
        path.detailed());
  }

  private CasePath told(String processId, CaseProcesses.CaseState state) {
    Map<String, Step> steps = new LinkedHashMap<>();
    long after = 0;
    List<RecordedEvent> part;
    do {
      part = history.of(state.caseId(), after, PART);
      for (RecordedEvent event : part) {
        if (event.elementId() != null) {
          steps.merge(event.elementId(), step(event.elementId(), event.at()), CasePaths::both);
        }
        after = event.seq();
      }
    } while (part.size() == PART);
    return new CasePath(
        Source.HISTORY,
        processId,
        List.of(
            new Way(
                state.processInstanceKey(),
                null,
                null,
                null,
                List.copyOf(steps.values()),
                List.of(),
                List.of(),
                List.of(),
                true)));
  }

  private static Step step(String elementId, Instant at) {
    return new Step(elementId, 1, null, at, at, false, false);
  }

  private static Step both(Step one, Step other) {
    return new Step(
        one.elementId, one.entered + other.entered, null, one.firstAt, other.lastAt, false, false);
  }
}
