package dev.merchantreview.rules;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.shared.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which categories are open to a store type: {@code bpmn/rules/category-admission.dmn}. */
@Component
public class CategoryRule {

  private final Decisions decisions;
  private final Platforms platforms;

  CategoryRule(Decisions decisions, Platforms platforms) {
    this.decisions = decisions;
    this.platforms = platforms;
  }

  /** What stands in the way of a category. */
  public enum Restriction {
    /** Not in the platform's list, or not any more: the table has no say about it. */
    UNKNOWN,
    /** Not open to this store type. */
    CLOSED,
    /** Only for merchants the platform invited. */
    INVITATION
  }

  /**
   * What the table answered.
   *
   * @param byCategory the categories that are not simply open
   * @param evidence the decision, its version and the rows that matched, for the history
   */
  public record Restrictions(Map<String, Restriction> byCategory, Map<String, Object> evidence) {}

  /**
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public Restrictions restrictionsFor(
      Platform platform, String storeType, List<String> categories) {
    Decisions.Result result =
        decisions.evaluate(
            "category-admission",
            Map.of("platform", platform.name(), "storeType", storeType, "categories", categories));
    Map<String, Restriction> restrictions = new LinkedHashMap<>();
    for (JsonNode row : result.output()) {
      for (JsonNode entry : row) {
        restrictions.merge(
            entry.path("category").asString(),
            Restriction.valueOf(entry.path("restriction").asString()),
            // The harder one counts.
            (one, other) -> one == Restriction.CLOSED ? one : other);
      }
    }
    List<String> listed = platforms.get(platform).catalog().categories();
    categories.stream()
        .filter(category -> !listed.contains(category))
        .forEach(
            category ->
                restrictions.merge(
                    category,
                    Restriction.UNKNOWN,
                    (table, unknown) -> table == Restriction.CLOSED ? table : unknown));
    return new Restrictions(restrictions, result.evidence());
  }
}
