package dev.merchantreview.review;

import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which verdicts count. A form refuses most wrong ones already; a form can be gone round, this
 * cannot.
 */
public final class VerdictPolicy {

  private static final int LONGEST_TEXT = 2_000;

  private VerdictPolicy() {}

  /**
   * What a verdict is about.
   *
   * @param submittedBy who handed it in, by every name: nobody reviews an own case
   * @param verdicts the verdicts there are
   * @param rejection what a rejection has to bring
   * @param isKnown whether a problem names a field and a code a person may choose
   */
  public record Subject(
      Set<String> submittedBy,
      Set<Verdict> verdicts,
      Rejection rejection,
      Predicate<Problem> isKnown) {}

  /** What a rejection has to bring. */
  public enum Rejection {
    /** A reason in words: nothing can be fixed. */
    REASON,
    /** Problems: what has to be fixed before it is handed in again. */
    PROBLEMS
  }

  /** A named rule: the reason to return the task when it does not hold, in both languages. */
  private record Rule(String reason, Condition holds) {}

  private interface Condition {
    boolean test(Subject subject, Review review);
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "无法确认审核人，请在任务列表中认领后再完成任务 · Nobody is on record for this verdict; claim the task in"
                  + " Tasklist, then complete it",
              (subject, review) -> review.reviewer().isPresent()),
          new Rule(
              "不能审核自己提交的申请 · Nobody reviews a case they submitted",
              (subject, review) ->
                  review.reviewer().filter(subject.submittedBy()::contains).isEmpty()),
          new Rule(
              "请选择审核结论 · Choose a verdict",
              (subject, review) ->
                  review.verdict() != null && subject.verdicts().contains(review.verdict())),
          new Rule(
              "退回修改时至少需要一条问题 · Sending back needs at least one problem",
              (subject, review) ->
                  review.verdict() != Verdict.SENT_BACK || !review.problems().isEmpty()),
          new Rule(
              "问题须从列表中选择字段和原因 · A problem names a field and a code of the lists",
              (subject, review) -> review.problems().stream().allMatch(subject.isKnown())),
          new Rule(
              "通过时不能带有问题 · Approving leaves no problem",
              (subject, review) ->
                  review.verdict() != Verdict.APPROVED || review.problems().isEmpty()),
          new Rule(
              "拒绝时必须填写说明 · Rejecting needs a reason",
              (subject, review) ->
                  review.verdict() != Verdict.REJECTED
                      || subject.rejection() != Rejection.REASON
                      || review.reason() != null),
          new Rule(
              "驳回时至少需要一条问题 · Rejecting needs at least one problem",
              (subject, review) ->
                  review.verdict() != Verdict.REJECTED
                      || subject.rejection() != Rejection.PROBLEMS
                      || !review.problems().isEmpty()),
          new Rule(
              "说明过长 · The text is too long",
              (subject, review) ->
                  length(review.reason()) <= LONGEST_TEXT
                      && review.problems().stream()
                          .allMatch(problem -> length(problem.note()) <= LONGEST_TEXT)));

  /** The first rule that does not hold; empty when the verdict counts. */
  public static Optional<String> reasonToReturn(Subject subject, Review review) {
    return RULES.stream()
        .filter(rule -> !rule.holds().test(subject, review))
        .map(Rule::reason)
        .findFirst();
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
