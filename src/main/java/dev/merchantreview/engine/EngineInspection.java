package dev.merchantreview.engine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the cluster's records say of process instances; they run a second or two behind. */
@Component
public class EngineInspection {

  private static final int PAGE = 1_000;

  private final WebAppSession session;

  EngineInspection(WebAppSession session) {
    this.session = session;
  }

  /** How a process instance stands. */
  public enum State {
    ACTIVE,
    COMPLETED,
    CANCELED
  }

  /**
   * A process instance.
   *
   * @param incidents what keeps it from going on
   */
  public record Instance(long key, State state, List<Incident> incidents) {}

  /**
   * Something that needs a person, or a cause that has gone since.
   *
   * @param jobKey the job whose retries are used up; null for an incident without a job
   */
  public record Incident(long key, @Nullable Long jobKey, String message) {}

  /**
   * The active instances of a process, and whether each has an incident.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the records cannot be read
   */
  public Map<Long, Boolean> active(String processId) {
    Map<Long, Boolean> found = new HashMap<>();
    Map<String, Object> query = new HashMap<>();
    query.put("filter", Map.of("bpmnProcessId", processId, "state", "ACTIVE"));
    query.put("size", PAGE);
    query.put("sort", List.of(Map.of("field", "key", "order", "ASC")));
    while (true) {
      Items page = session.post("/v1/process-instances/search", query, Items.class).orElseThrow();
      page.items().forEach(item -> found.put(item.key(), item.incident()));
      if (page.items().size() < PAGE || page.sortValues() == null) {
        return found;
      }
      query.put("searchAfter", page.sortValues());
    }
  }

  /**
   * One process instance; empty when the records do not know it.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the records cannot be read
   */
  public Optional<Instance> instance(long key) {
    return session
        .post("/v1/process-instances/search", Map.of("filter", Map.of("key", key)), Items.class)
        .flatMap(items -> items.items().stream().findFirst())
        .map(
            item ->
                new Instance(
                    item.key(),
                    State.valueOf(item.state()),
                    item.incident() ? incidents(item.key()) : List.of()));
  }

  /**
   * The newest instance that has a variable with a value; empty when the records know none.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the records cannot be read
   */
  public Optional<Instance> startedAs(String variable, String value) {
    return session
        .post(
            "/v1/variables/search",
            Map.of("filter", Map.of("name", variable, "value", "\"" + value + "\"")),
            Variables.class)
        .map(Variables::items)
        .orElseGet(List::of)
        .stream()
        .map(VariableItem::processInstanceKey)
        .max(Comparator.naturalOrder())
        .flatMap(this::instance);
  }

  private List<Incident> incidents(long instance) {
    return session
        .post(
            "/v1/incidents/search",
            Map.of("filter", Map.of("processInstanceKey", instance, "state", "ACTIVE")),
            Incidents.class)
        .map(Incidents::items)
        .orElseGet(List::of)
        .stream()
        .map(
            one ->
                new Incident(
                    one.key(),
                    one.jobKey() == null || one.jobKey() <= 0 ? null : one.jobKey(),
                    one.message() == null ? String.valueOf(one.type()) : one.message()))
        .toList();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Items(List<Item> items, @Nullable List<Object> sortValues) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Item(long key, String state, boolean incident) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Variables(List<VariableItem> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record VariableItem(long processInstanceKey) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Incidents(List<IncidentItem> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record IncidentItem(
      long key, @Nullable Long jobKey, @Nullable String message, @Nullable String type) {}
}
