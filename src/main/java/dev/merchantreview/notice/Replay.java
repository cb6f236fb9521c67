package dev.merchantreview.notice;

import dev.merchantreview.rules.KeptDecisions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks tables what was decided, and keeps what they say otherwise than those that count. */
final class Replay {

  private final Map<String, Compared> tables;
  private final List<Rehearsal.Flip> flips = new ArrayList<>();
  private final Map<Rehearsal.RowCount, Integer> rows = new HashMap<>();

  /** What was asked before is not asked again: cases have much in common. */
  private final Map<Question, Said> said = new HashMap<>();

  private final Map<Question, Said> saidNow = new HashMap<>();

  private int decisions;
  private int failed;
  private long nanos;

  /**
   * A table as it counts now.
   *
   * @param edition which one that is
   */
  record Present(int edition, ReadTable table) {}

  /**
   * What is compared.
   *
   * @param next the edition that is rehearsed
   * @param present what counts instead, by platform
   */
  record Compared(ReadTable next, Map<String, Present> present) {}

  Replay(Map<String, Compared> tables) {
    this.tables = tables;
  }

  int decisions() {
    return decisions;
  }

  int failed() {
    return failed;
  }

  long nanos() {
    return nanos;
  }

  List<Rehearsal.Flip> flips() {
    return flips;
  }

  List<Rehearsal.RowCount> rows() {
    return rows.entrySet().stream()
        .map(
            one -> new Rehearsal.RowCount(one.getKey().table(), one.getKey().row(), one.getValue()))
        .sorted(
            Comparator.comparing(Rehearsal.RowCount::decisions)
                .reversed()
                .thenComparing(Rehearsal.RowCount::table)
                .thenComparing(Rehearsal.RowCount::row))
        .toList();
  }

  void play(KeptDecisions.Kept kept) {
    Compared compared = tables.get(kept.table());
    if (compared == null) {
      return;
    }
    decisions++;
    long begun = System.nanoTime();
    Said answered =
        said.computeIfAbsent(
            new Question(kept.table(), kept.inputs()),
            question -> Said.by(compared.next(), question));
    Before before = before(kept, compared);
    nanos += System.nanoTime() - begun;
    if (answered.answer() == null) {
      failed++;
      flip(kept, before, JsonNodeFactory.instance.nullNode(), List.of(), answered.failure());
    } else if (!isSame(before.output(), answered.answer().output())) {
      flip(
          kept,
          before,
          answered.answer().output(),
          changed(before.rows(), answered.answer().rows()),
          "");
    }
  }

  /** What the notice is held against. */
  private record Before(int edition, JsonNode output, List<String> rows) {}

  /** As it was decided then only where what counts now cannot say. */
  private Before before(KeptDecisions.Kept kept, Compared compared) {
    Present present = compared.present().get(String.valueOf(kept.inputs().get("platform")));
    if (present != null) {
      Said said =
          saidNow.computeIfAbsent(
              new Question(kept.table(), kept.inputs()),
              question -> Said.by(present.table(), question));
      if (said.answer() != null) {
        return new Before(present.edition(), said.answer().output(), said.answer().rows());
      }
    }
    return new Before(kept.edition(), kept.output(), kept.rows());
  }

  private record Question(String table, Map<String, Object> inputs) {}

  /**
   * @param answer null where the table fails
   */
  private record Said(ReadTable.@Nullable Answer answer, String failure) {

    static Said by(ReadTable table, Question question) {
      try {
        return new Said(table.ask(question.inputs()), "");
      } catch (ReadTable.UnusableTableException unusable) {
        return new Said(null, String.valueOf(unusable.getMessage()));
      }
    }
  }

  private void flip(
      KeptDecisions.Kept kept,
      Before before,
      JsonNode after,
      List<String> changed,
      String failure) {
    changed.forEach(
        row -> rows.merge(new Rehearsal.RowCount(kept.table(), row, 0), 1, Integer::sum));
    flips.add(
        new Rehearsal.Flip(
            flips.size() + 1,
            kept.table(),
            kept.subject(),
            kept.at(),
            before.edition(),
            before.output(),
            after,
            changed,
            failure));
  }

  /**
   * The rows that matched before or after alone; where all matched both times, they said others.
   */
  private static List<String> changed(List<String> before, List<String> after) {
    List<String> changed =
        Stream.concat(
                before.stream().filter(row -> !after.contains(row)),
                after.stream().filter(row -> !before.contains(row)))
            .distinct()
            .toList();
    return changed.isEmpty() ? after : changed;
  }

  /** The order of rows is no difference, nor how a number is written. */
  static boolean isSame(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.isArray() && other.isArray()) {
      return one.size() == other.size() && sorted(one).equals(sorted(other));
    }
    return normal(one).equals(normal(other));
  }

  private static List<String> sorted(JsonNode array) {
    return array.valueStream().map(Replay::normal).sorted().toList();
  }

  private static String normal(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue().stripTrailingZeros().toPlainString();
    }
    if (value.isArray()) {
      return sorted(value).toString();
    }
    if (value.isObject()) {
      Map<String, String> fields = new LinkedHashMap<>();
      value.propertyNames().stream()
          .sorted()
          .forEach(name -> fields.put(name, normal(value.path(name))));
      return fields.toString();
    }
    return value.toString();
  }
}
