package dev.merchantreview.engine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.merchantreview.shared.OutsideUnavailableException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * By which versions of their diagrams instances run, and what stands between them and the newest
 * one, as the cluster's records have it; they run a second or two behind.
 */
@Component
public class Diagrams {

  // More than the elements of any diagram, or the variables of any instance.
  private static final int ALL = 1_000;
  private static final String ACTIVE = "ACTIVE";

  private final WebAppSession session;
  private final DeployedModels models;

  Diagrams(WebAppSession session, DeployedModels models) {
    this.session = session;
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
   * @param after how the records order the last of them; empty for the version's beginning
   */
  public record Position(long version, List<Long> after) {}

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
    return instances(Map.of("key", instance, "state", ACTIVE), 1, List.of()).items().stream()
        .map(InstanceItem::running)
        .findFirst();
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
            .map(DefinitionItem::key)
            .toList();
    int index = after == null ? 0 : versions.indexOf(after.version());
    if (index < 0) {
      throw new IllegalArgumentException("no older version " + after);
    }
    List<Long> from = after == null ? List.of() : after.after();
    for (; index < versions.size(); index++) {
      InstanceItems page =
          instances(
              Map.of("processDefinitionKey", versions.get(index), "state", ACTIVE), limit, from);
      Position next =
          page.items().size() == limit && page.sortValues() != null
              ? new Position(versions.get(index), page.sortValues())
              : index + 1 < versions.size()
                  ? new Position(versions.get(index + 1), List.of())
                  : null;
      if (!page.items().isEmpty()) {
        return new Part(page.items().stream().map(InstanceItem::running).toList(), next);
      }
      from = List.of();
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
        search(
                "/v1/flownode-instances/search",
                Map.of("processInstanceKey", running.instance(), "state", ACTIVE),
                Nodes.class)
            .items()
            .stream()
            .map(NodeItem::flowNodeId)
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
    return instances(Map.of("key", instance), 1, List.of()).items().stream()
        .map(one -> one.running().version())
        .findFirst();
  }

  private TreeSet<String> variables(long instance) {
    TreeSet<String> names = new TreeSet<>();
    search(
            "/v1/variables/search",
            Map.of("processInstanceKey", instance, "scopeKey", instance),
            Variables.class)
        .items()
        .forEach(one -> names.add(one.name()));
    return names;
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

  private List<DefinitionItem> versions(String processId) {
    return search(
            "/v1/process-definitions/search", Map.of("bpmnProcessId", processId), Definitions.class)
        .items()
        .stream()
        .sorted(Comparator.comparingInt(DefinitionItem::version))
        .toList();
  }

  private Diagram diagram(long version) {
    return session
        .get("/v1/process-definitions/" + version + "/xml", String.class)
        .map(Diagram::read)
        .orElseThrow(() -> notYetKnown(version));
  }

  private static OutsideUnavailableException notYetKnown(long version) {
    return new OutsideUnavailableException("the records do not know version " + version, null);
  }

  private InstanceItems instances(Map<String, Object> filter, int size, List<Long> after) {
    Map<String, Object> query = new HashMap<>();
    query.put("filter", filter);
    query.put("size", size);
    query.put("sort", List.of(Map.of("field", "key", "order", "ASC")));
    if (!after.isEmpty()) {
      query.put("searchAfter", after);
    }
    try {
      return session.post("/v1/process-instances/search", query, InstanceItems.class).orElseThrow();
    } catch (HttpClientErrorException.BadRequest notTheirs) {
      throw new IllegalArgumentException("the records have no order " + after, notTheirs);
    }
  }

  private <T> T search(String path, Map<String, Object> filter, Class<T> type) {
    return session.post(path, Map.of("filter", filter, "size", ALL), type).orElseThrow();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record InstanceItems(List<InstanceItem> items, @Nullable List<Long> sortValues) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record InstanceItem(
      long key, String bpmnProcessId, long processDefinitionKey, int processVersion) {

    Running running() {
      return new Running(
          bpmnProcessId, key, new Migration.Version(processDefinitionKey, processVersion));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Definitions(List<DefinitionItem> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record DefinitionItem(long key, int version) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Nodes(List<NodeItem> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record NodeItem(String flowNodeId) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Variables(List<VariableItem> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record VariableItem(String name) {}
}
