package dev.merchantreview.review;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.TypedText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a verdict does not count.
 *
 * @param rule what kind of rule did not hold
 * @param reasons everything that is wrong, at least one, in both languages
 */
public record Refusal(Rule rule, List<ProblemTable.Text> reasons) {

  private static final int LONGEST_NAME = 80;

  /** What kind of rule did not hold. */
  public enum Rule {
    /** Nobody is on record for the verdict. */
    NOBODY,
    /** Whoever gave it is not in the task's group. */
    GROUP,
    /** Whoever gave it may not judge this case: their own, or one they judged before. */
    PERSON,
    /** What the form should have refused. */
    FORM,
    /** The review was over before. */
    TOO_LATE
  }

  static Refusal of(Rule rule, String zh, String en) {
    return new Refusal(rule, List.of(new ProblemTable.Text(zh, en)));
  }

  /** The review was over before, in both languages. */
  public static Refusal tooLate(String zh, String en) {
    return of(Rule.TOO_LATE, zh, en);
  }

  /** For whoever opens the task next, who may be another than the one it is about. */
  public String words(Review review) {
    String zh = reasons.stream().map(ProblemTable.Text::zh).collect(Collectors.joining("；"));
    String en = reasons.stream().map(ProblemTable.Text::en).collect(Collectors.joining("; "));
    return review
        .reviewer()
        .map(Refusal::shown)
        .map(name -> name + "：" + zh + " · " + name + ": " + en)
        .orElse(zh + " · " + en);
  }

  /** For the history: whose verdict did not count, and why. */
  public Map<String, Object> details(Review review) {
    return Map.of(
        "reason", words(review),
        "rule", rule.name(),
        "reviewer", review.reviewer().map(Refusal::shown).orElse(""),
        "taskKey", Long.toString(review.taskKey()));
  }

  /** A name as it may be shown: anybody may have made it up. */
  static String shown(String name) {
    String plain = TypedText.shown(name);
    int end = Math.min(plain.length(), LONGEST_NAME);
    if (end < plain.length() && Character.isHighSurrogate(plain.charAt(end - 1))) {
      end--;
    }
    return plain.substring(0, end) + (end < plain.length() ? "…" : "");
  }
}
