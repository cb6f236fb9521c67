package dev.merchantreview.onboarding;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.rules.PlatformCatalog;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which categories are open to a store type: {@code bpmn/rules/category-admission.dmn}. */
@Component
public class CategoryRule {

  private static final String OPEN = "OPEN";

  private final Decisions decisions;
  private final Platforms platforms;

  CategoryRule(Decisions decisions, Platforms platforms) {
    this.decisions = decisions;
    this.platforms = platforms;
  }

  /** What stands in the way of a category. */
  public enum Restriction {
    /** Not in the platform's list, or not in the table: what nobody says is open is not. */
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
    Map<String, Set<String>> said = new LinkedHashMap<>();
    for (JsonNode row : result.output()) {
      for (JsonNode entry : row) {
        said.computeIfAbsent(entry.path("category").asString(), category -> new HashSet<>())
            .add(entry.path("restriction").asString());
      }
    }
    List<String> listed = platforms.get(platform).part(PlatformCatalog.class).categories();
    Map<String, Restriction> restrictions = new LinkedHashMap<>();
    for (String category : categories) {
      Set<String> words = said.getOrDefault(category, Set.of());
      // The stricter one counts.
      if (words.contains(Restriction.CLOSED.name())) {
        restrictions.put(category, Restriction.CLOSED);
      } else if (words.isEmpty() || !listed.contains(category)) {
        restrictions.put(category, Restriction.UNKNOWN);
      } else if (!words.equals(Set.of(OPEN))) {
        restrictions.put(category, Restriction.INVITATION);
      }
    }
    return new Restrictions(restrictions, result.evidence());
  }
}
