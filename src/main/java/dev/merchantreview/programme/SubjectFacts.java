package dev.merchantreview.programme;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a subject on a day, for the tables of a programme.
 *
 * @param facts one for each of the programme's inputs, in their order
 */
record SubjectFacts(List<Fact> facts) {

  /** Why a fact does not count. */
  enum Lack {
    /** Nothing was reported. */
    MISSING,
    /** What was reported is too old. */
    OUTDATED
  }

  /**
   * A fact.
   *
   * @param value a number or a text; null where there is none
   * @param asOf the day it is of; null where it is of the present moment
   * @param lack why it does not count; null where it does
   */
  record Fact(
      Programme.Input input,
      @Nullable Object value,
      @Nullable LocalDate asOf,
      @Nullable Lack lack) {

    boolean counts() {
      return value != null && lack == null;
    }
  }

  /** What the tables are told; what does not count is left out. */
  Map<String, Object> told(Programme programme) {
    Map<String, Object> told = new TreeMap<>();
    told.put(Programmes.PLATFORM, programme.platform().name());
    told.put(Programmes.PROGRAMME, programme.id());
    facts.stream()
        .filter(Fact::counts)
        .forEach(fact -> told.put(fact.input().name(), Objects.requireNonNull(fact.value())));
    return told;
  }

  @Nullable Fact of(@Nullable String input) {
    return facts.stream()
        .filter(fact -> fact.input().name().equals(input))
        .findFirst()
        .orElse(null);
  }
}
