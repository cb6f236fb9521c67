package dev.merchantreview.onboarding;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which verdicts count. The form refuses most wrong ones already; a form can be gone round, this
 * cannot.
 */
@Component
class VerdictPolicy {

  private static final int LONGEST_TEXT = 2_000;
  private static final Pattern DOCUMENT = Pattern.compile("/documents/(0|[1-9][0-9]?)");

  private final ProblemTable table;

  VerdictPolicy(ProblemTable table) {
    this.table = table;
  }

  /** A named rule: the reason to return the task when it does not hold, in both languages. */
  private record Rule(String reason, Condition holds) {}

  private interface Condition {
    boolean test(StoreApplication application, Review review, ProblemTable table);
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "无法确认审核人，请在任务列表中认领后再完成任务 · Nobody is on record for this verdict; claim the task in"
                  + " Tasklist, then complete it",
              (application, review, table) -> review.reviewer().isPresent()),
          new Rule(
              "不能审核自己提交的申请 · Nobody reviews a case they submitted",
              (application, review, table) ->
                  review.reviewer().filter(application.submittedBy()::equals).isEmpty()),
          new Rule(
              "请选择审核结论 · Choose a verdict",
              (application, review, table) -> review.verdict() != null),
          new Rule(
              "退回修改时至少需要一条问题 · Sending back needs at least one problem",
              (application, review, table) ->
                  review.verdict() != Verdict.SENT_BACK || !review.problems().isEmpty()),
          new Rule(
              "问题须从列表中选择字段和原因 · A problem names a field and a code of the lists",
              (application, review, table) ->
                  review.problems().stream()
                      .allMatch(problem -> isKnown(problem, application, table))),
          new Rule(
              "通过时不能带有问题 · Approving leaves no problem",
              (application, review, table) ->
                  review.verdict() != Verdict.APPROVED || review.problems().isEmpty()),
          new Rule(
              "拒绝时必须填写说明 · Rejecting needs a reason",
              (application, review, table) ->
                  review.verdict() != Verdict.REJECTED
                      || (review.reason() != null && !review.reason().isBlank())),
          new Rule(
              "说明过长 · The text is too long",
              (application, review, table) ->
                  length(review.reason()) <= LONGEST_TEXT
                      && review.problems().stream()
                          .allMatch(problem -> length(problem.note()) <= LONGEST_TEXT)));

  /** The first rule that does not hold; empty when the verdict counts. */
  Optional<String> reasonToReturn(StoreApplication application, Review review) {
    return RULES.stream()
        .filter(rule -> !rule.holds().test(application, review, table))
        .map(Rule::reason)
        .findFirst();
  }

  private static boolean isKnown(
      Problem problem, StoreApplication application, ProblemTable table) {
    Matcher document = DOCUMENT.matcher(problem.pointer());
    boolean pointer =
        document.matches()
            ? Integer.parseInt(document.group(1)) < application.content().documents().size()
            : table.field(problem.pointer()).isPresent();
    return pointer && table.code(problem.code()).filter(ProblemTable.Code::auditor).isPresent();
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
