package dev.merchantreview.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rounds side by side, as a page shows them.
 *
 * @param earlier how many rounds before the first of these there are
 * @param masked whether the case holds personal data that is masked here
 */
public record RoundsTable(
    String caseId, List<Column> columns, List<Row> rows, int earlier, boolean masked) {

  /**
   * A round.
   *
   * @param standing and {@code verdict}: constants' names, for the bundles; the verdict null
   *     without one
   * @param dueAt empty without a clock
   * @param why the days that led to the due time
   * @param kept null while that cannot be said
   * @param fromHistory whether its evidence was read from the events of the case
   */
  public record Column(
      int number,
      String standing,
      String submittedAt,
      String submittedBy,
      @Nullable String verdict,
      String decidedAt,
      String dueAt,
      List<String> why,
      @Nullable Boolean kept,
      @Nullable String reason,
      List<Line> problems,
      List<Given> verdicts,
      List<Look> looks,
      boolean erased,
      boolean fromHistory) {}

  /** A problem: what it is about, what it is, and what was added to it. */
  public record Line(String field, String message, @Nullable String note, String from) {}

  /**
   * A verdict.
   *
   * @param task null when no person gave it
   */
  public record Given(
      String verdict,
      String at,
      String kind,
      String by,
      @Nullable String task,
      @Nullable String group) {}

  /** A look of the machine. */
  public record Look(String at, List<Rule> rules, List<Table> tables) {}

  /**
   * A machine rule.
   *
   * @param inputs what it looked at, masked
   */
  public record Rule(
      String label, String outcome, String version, String inputs, List<String> said) {}

  /**
   * A decision table that was asked.
   *
   * @param edition the edition that judged; empty where that was not kept
   * @param since the day since when it counted, as people write it; empty where no notice speaks of
   *     it
   * @param notice the rule notice that brought it; empty likewise
   */
  public record Table(
      String decision,
      String version,
      String edition,
      String since,
      String notice,
      String rows,
      String inputs,
      String output) {}

  /** A field through all rounds. */
  public record Row(String label, List<Cell> cells) {}

  /**
   * What a field held in a round.
   *
   * @param value null where the round does not have it
   * @param document the document it is; null for a field
   * @param verdict ACCEPTED or PROBLEM; null while nobody judged it
   * @param carried in which earlier round it was judged; null when in this one
   * @param by who judged it; null while nobody did
   * @param changed whether it is another than in the round before
   * @param masked what of it is masked and can be shown, as {@code PersonalField} names it; of the
   *     latest round alone, since that is what is shown
   */
  public record Cell(
      @Nullable String value,
      @Nullable String document,
      @Nullable String verdict,
      @Nullable Integer carried,
      @Nullable String by,
      boolean changed,
      List<String> masked) {}
}
