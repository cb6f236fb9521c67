package dev.merchantreview.rules;

import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Decisions of tables as a module keeps them, to be asked again of another edition. What was kept
 * before a table's inputs were is not among them.
 */
public interface KeptDecisions {

  /**
   * A decision that is on record.
   *
   * @param subject the case, or what else was judged
   * @param at when it was decided
   * @param edition the edition that judged; 1 where that was not kept
   * @param inputs what the table was asked
   * @param rows the ids of the rows that matched
   */
  record Kept(
      String subject,
      Instant at,
      String table,
      int edition,
      Map<String, Object> inputs,
      JsonNode output,
      List<String> rows) {

    /**
     * What a table answered, by its evidence.
     *
     * @param evidence as {@code Decisions.Result.evidence()}
     */
    @SuppressWarnings("unchecked")
    public static Kept of(
        String subject, Instant at, Map<String, Object> evidence, JsonNode output) {
      return new Kept(
          subject,
          at,
          String.valueOf(evidence.get("decision")),
          evidence.get("edition") instanceof Number edition ? edition.intValue() : 1,
          evidence.get("inputs") instanceof Map<?, ?> inputs
              ? (Map<String, Object>) inputs
              : Map.of(),
          output,
          evidence.get("rules") instanceof List<?> rows
              ? rows.stream().map(String::valueOf).toList()
              : List.of());
    }
  }

  /**
   * Which decisions are asked for.
   *
   * @param tables the tables that were asked
   * @param platforms for which of the platforms
   * @param cases of how many cases at most: the latest
   */
  record Asked(Set<String> tables, Set<Platform> platforms, int cases) {

    /** Whether a decision is one of them. */
    public boolean matches(Map<?, ?> evidence) {
      return evidence.get("decision") instanceof String table
          && tables.contains(table)
          && evidence.get("inputs") instanceof Map<?, ?> inputs
          && inputs.get("platform") instanceof String name
          && platforms.stream().anyMatch(platform -> platform.name().equals(name));
    }
  }

  /** The tables whose decisions are kept here. */
  Set<String> tables();

  /**
   * Goes through the decisions that are asked for, the latest first.
   *
   * @param each is told every one of them
   */
  void forEach(Asked asked, Consumer<Kept> each);
}
