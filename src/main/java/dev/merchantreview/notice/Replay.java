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

/** Asks tables what was decided by others, and keeps what they say otherwise. */
final class Replay {

  private final Map<String, ReadTable> tables;
  private final List<Rehearsal.Flip> flips = new ArrayList<>();
  private final Map<Rehearsal.RowCount, Integer> rows = new HashMap<>();

  /** What was asked before is not asked again: cases have much in common. */
  private final Map<Question, Said> said = new HashMap<>();

  private int decisions;
  private int failed;
  private long nanos;

  Replay(Map<String, ReadTable> tables) {
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
    ReadTable table = tables.get(kept.table());
    if (table == null) {
      return;
    }
    decisions++;
    long begun = System.nanoTime();
    Said answered =
        said.computeIfAbsent(
            new Question(kept.table(), kept.inputs()), question -> Said.by(table, question));
    nanos += System.nanoTime() - begun;
    if (answered.answer() == null) {
      failed++;
      flip(kept, JsonNodeFactory.instance.nullNode(), List.of(), answered.failure());
    } else if (!isSame(kept.output(), answered.answer().output())) {
      flip(kept, answered.answer().output(), changed(kept, answered.answer()), "");
    }
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

  private void flip(KeptDecisions.Kept kept, JsonNode after, List<String> changed, String failure) {
    changed.forEach(
        row -> rows.merge(new Rehearsal.RowCount(kept.table(), row, 0), 1, Integer::sum));
    flips.add(
        new Rehearsal.Flip(
            flips.size() + 1,
            kept.table(),
            kept.subject(),
            kept.at(),
            kept.edition(),
            kept.output(),
            after,
            changed,
            failure));
  }

  /**
   * The rows that matched before or after alone; where all matched both times, they said others.
   */
  private static List<String> changed(KeptDecisions.Kept kept, ReadTable.Answer answer) {
    List<String> changed =
        Stream.concat(
                kept.rows().stream().filter(row -> !answer.rows().contains(row)),
                answer.rows().stream().filter(row -> !kept.rows().contains(row)))
            .distinct()
            .toList();
    return changed.isEmpty() ? answer.rows() : changed;
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
