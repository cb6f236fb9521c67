package dev.merchantreview.review;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.shared.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a reviewer's form. It came from a browser: any of it may be missing or of
 * another type than the form makes it.
 */
public record ReviewForm(
    @Nullable Object verdict, @Nullable Object problems, @Nullable Object reason) {

  private static final String VERDICT = "verdict";
  private static final String FIRST = "problem";
  private static final String NOTE = "note";
  private static final String PROBLEMS = "problems";
  private static final String REASON = "reason";
  private static final String REJECTION_CODE = "rejectionCode";
  private static final String REJECTION_REASON = "rejectionReason";

  /** What the forms send, before any output mapping. */
  public static final Set<String> VARIABLES =
      Set.of(VERDICT, FIRST, NOTE, PROBLEMS, REASON, REJECTION_CODE, REJECTION_REASON);

  private static final ProblemTable.Text REASON_IS_TEXT =
      new ProblemTable.Text("说明须为文字", "The reason is a text");
  private static final ProblemTable.Text NOTE_IS_TEXT =
      new ProblemTable.Text("补充说明须为文字", "A note is a text");
  private static final ProblemTable.Text PROBLEMS_ARE_A_LIST =
      new ProblemTable.Text("问题须为列表", "Problems are a list");

  /** As the form sends it, before the task's output mapping, which does the same in the process. */
  public static ReviewForm of(Map<String, ? extends @Nullable Object> sent) {
    Object verdict = sent.get(VERDICT);
    boolean rejected = Verdict.REJECTED.name().equals(verdict);
    Object code = sent.get(REJECTION_CODE);
    return new ReviewForm(
        verdict,
        rejected && code != null
            ? List.of(Map.of("field", ProblemTable.WHOLE_CASE, "code", code))
            : withFirst(sent),
        sent.get(
            // Forms of before sent no code of a rejection and had one field for its reason.
            rejected && (code != null || sent.get(REJECTION_REASON) != null)
                ? REJECTION_REASON
                : REASON));
  }

  /** The first problem has fields of its own: one is always needed where any is. */
  private static @Nullable Object withFirst(Map<String, ? extends @Nullable Object> sent) {
    Object further = sent.get(PROBLEMS);
    if (sent.get(FIRST) == null || (further != null && !(further instanceof List<?>))) {
      return further;
    }
    Map<String, @Nullable Object> first = new HashMap<>();
    first.put(FIRST, sent.get(FIRST));
    first.put(NOTE, sent.get(NOTE));
    List<Object> all = new ArrayList<>(List.of(first));
    if (further instanceof List<?> rows) {
      all.addAll(rows);
    }
    return all;
  }

  /** A field and what is wrong with it as one entry of a list: one choice for the reviewer. */
  static String chosen(String pointer, String code) {
    return pointer + " " + code;
  }

  /** What the form says, of the task it belongs to. */
  public Review review(long taskKey, Optional<String> reviewer) {
    List<ProblemTable.Text> faults = new ArrayList<>();
    List<Problem> found = problems(faults);
    String words = text(reason, REASON_IS_TEXT, faults);
    return new Review(
        taskKey,
        reviewer.filter(name -> !TypedText.isBlank(name)),
        verdict(verdict),
        found,
        words,
        faults.stream().distinct().toList());
  }

  private static @Nullable Verdict verdict(@Nullable Object value) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.name().equals(value))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String text(
      @Nullable Object value, ProblemTable.Text fault, List<ProblemTable.Text> faults) {
    if (value instanceof String text) {
      return TypedText.isBlank(text) ? null : TypedText.stripped(text);
    }
    if (value != null) {
      faults.add(fault);
    }
    return null;
  }

  /**
   * Rows that are not problems become problems nobody knows, for which the verdict policy returns
   * the task.
   */
  private List<Problem> problems(List<ProblemTable.Text> faults) {
    if (problems == null) {
      return List.of();
    }
    if (!(problems instanceof List<?> rows)) {
      faults.add(PROBLEMS_ARE_A_LIST);
      return List.of();
    }
    List<Problem> found = new ArrayList<>();
    for (Object row : rows) {
      Map<?, ?> cells = row instanceof Map<?, ?> map ? map : Map.of();
      String chosen = word(cells.get(FIRST));
      int between = chosen.lastIndexOf(' ');
      found.add(
          new Problem(
              between < 0 ? word(cells.get("field")) : chosen.substring(0, between),
              between < 0 ? word(cells.get("code")) : chosen.substring(between + 1),
              text(cells.get(NOTE), NOTE_IS_TEXT, faults),
              Problem.Source.AUDITOR));
    }
    return found;
  }

  private static String word(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
