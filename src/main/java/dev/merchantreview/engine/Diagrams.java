package dev.merchantreview.engine;

import dev.merchantreview.engine.ClusterRecords.Active;
import dev.merchantreview.shared.OutsideUnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * By which versions of their diagrams instances run, and what stands between them and the newest
 * one, as the cluster's records have it; they run a second or two behind.
 */
@Component
public class Diagrams {

  private final RecordsChoice records;
  private final DeployedModels models;

  Diagrams(RecordsChoice records, DeployedModels models) {
    this.records = records;
    this.models = models;
  }

  /** An active instance and the version it runs by. */
  public record Running(String processId, long instance, Migration.Version version) {}

  /**
   * A part of the instances that do not run by the newest version.
   *
   * @param next what {@link #behind} goes on after; null on the last
   */
  public record Part(List<Running> instances, @Nullable Position next) {}

  /**
   * Where a part ends.
   *
   * @param version the key of the version whose instances were looked at
   * @param after where the records go on after the last of them; null for the version's beginning
   */
  public record Position(long version, @Nullable String after) {}

  /** Why an instance cannot be moved: it is at an element that is not the same in both. */
  public enum Obstacle {
    ELEMENT_GONE,
    ELEMENT_CHANGED
  }

  /**
   * How an instance would be moved.
   *
   * @param to the newest version; the instance's own when there is nothing to move
   * @param at the ids of the elements it is at
   * @param obstacles what it is at that is not the same in the newest version
   * @param mapped the ids of what is the same in both
   * @param variables the names of those the whole instance knows
   */
  public record Plan(
      Running running,
      Migration.Version to,
      List<String> at,
      Map<String, Obstacle> obstacles,
      List<String> mapped,
      TreeSet<String> variables) {

    public boolean isUpToDate() {
      return running.version().key() == to.key();
    }
  }

  /**
   * An instance by its key; empty when it does not run.
   *
   * @throws OutsideUnavailableException when the records cannot be read
   */
  public Optional<Running> running(long instance) {
    return records
        .now()
        .instance(instance)
        .filter(one -> one.state() == ClusterRecords.State.ACTIVE)
        .map(Diagrams::running);
  }

  /**
   * Instances of a process that do not run by its newest version, oldest version first.
   *
   * @param number of that version only; null for all
   * @param after where the last part ended; null for the first
   * @throws IllegalArgumentException when no part ended there
   * @throws OutsideUnavailableException when the records cannot be read
   */
  public Part behind(
      String processId, @Nullable Integer number, @Nullable Position after, int limit) {
    Migration.Version newest = newest(processId);
    List<Long> versions =
        versions(processId).stream()
            .filter(one -> one.key() != newest.key())
            .filter(one -> number == null || one.version() == number)
            .map(ClusterRecords.Definition::key)
            .toList();
    int index = after == null ? 0 : versions.indexOf(after.version());
    if (index < 0) {
      throw new IllegalArgumentException("no older version " + after);
    }
    String from = after == null ? null : after.after();
    for (; index < versions.size(); index++) {
      ClusterRecords.Part<ClusterRecords.Instance> part =
          records.now().active(Active.by(versions.get(index)), limit, from);
      Position next =
          part.next() != null
              ? new Position(versions.get(index), part.next())
              : index + 1 < versions.size() ? new Position(versions.get(index + 1), null) : null;
      if (!part.items().isEmpty()) {
        return new Part(part.items().stream().map(Diagrams::running).toList(), next);
      }
      from = null;
    }
    return new Part(List.of(), null);
  }

  /**
   * How instances would be moved to the newest versions of their processes.
   *
   * @throws OutsideUnavailableException when the records cannot be read, or have not been told of a
   *     version yet
   */
  public List<Plan> plans(List<Running> instances) {
    Map<String, Migration.Version> newest = new HashMap<>();
    Map<Long, Diagram> diagrams = new HashMap<>();
    return instances.stream()
        .map(one -> plan(one, newest.computeIfAbsent(one.processId(), this::newest), diagrams))
        .toList();
  }

  private Plan plan(Running running, Migration.Version newest, Map<Long, Diagram> diagrams) {
    List<String> at =
        records.now().elements(running.instance()).stream()
            .filter(one -> one.state() == ClusterRecords.State.ACTIVE)
            .map(ClusterRecords.ElementInstance::elementId)
            .distinct()
            .sorted()
            .toList();
    if (running.version().key() == newest.key()) {
      return new Plan(running, newest, at, Map.of(), List.of(), new TreeSet<>());
    }
    Diagram own = diagrams.computeIfAbsent(running.version().key(), this::diagram);
    Diagram other = diagrams.computeIfAbsent(newest.key(), this::diagram);
    List<String> shared = own.sharedWith(other);
    Map<String, Obstacle> obstacles = new HashMap<>();
    at.stream()
        .filter(own.elements()::containsKey)
        .filter(id -> !shared.contains(id))
        .forEach(
            id ->
                obstacles.put(
                    id,
                    other.elements().containsKey(id)
                        ? Obstacle.ELEMENT_CHANGED
                        : Obstacle.ELEMENT_GONE));
    return new Plan(running, newest, at, obstacles, shared, variables(running.instance()));
  }

  /**
   * The version an instance runs by, or ran by at its end; empty when the records do not know it.
   *
   * @throws OutsideUnavailableException when the records cannot be read
   */
  Optional<Migration.Version> version(long instance) {
    return records.now().instance(instance).map(one -> running(one).version());
  }

  private TreeSet<String> variables(long instance) {
    return records.now().variables(instance).stream()
        .map(ClusterRecords.Variable::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What new instances follow, whoever deployed it. */
  private Migration.Version newest(String processId) {
    long key =
        models
            .newest()
            .map(model -> models.keys(model.hash()).process(processId))
            .orElseThrow(
                () ->
                    new OutsideUnavailableException(
                        "the engine does not have the processes yet", null));
    return versions(processId).stream()
        .filter(one -> one.key() == key)
        .findFirst()
        .map(one -> new Migration.Version(key, one.version()))
        .orElseThrow(() -> notYetKnown(key));
  }

  private List<ClusterRecords.Definition> versions(String processId) {
    return records.now().versions(processId);
  }

  private Diagram diagram(long version) {
    return records
        .now()
        .bpmn(version)
        .map(bpmn -> read(version, bpmn))
        .orElseThrow(() -> notYetKnown(version));
  }

  /** A page for people, of a proxy perhaps, can come where a diagram is due. */
  private static Diagram read(long version, String bpmn) {
    try {
      return Diagram.read(bpmn);
    } catch (ModelException notOne) {
      throw new OutsideUnavailableException(
          "what the records have of version " + version + " is no diagram", notOne);
    }
  }

  private static Running running(ClusterRecords.Instance one) {
    return new Running(
        one.processId(), one.key(), new Migration.Version(one.definitionKey(), one.version()));
  }

  private static OutsideUnavailableException notYetKnown(long version) {
    return new OutsideUnavailableException("the records do not know version " + version, null);
  }
}
