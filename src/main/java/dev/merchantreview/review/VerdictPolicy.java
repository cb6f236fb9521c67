package dev.merchantreview.review;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.DeskLanguage;
import dev.merchantreview.shared.DeskProperties;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.shared.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which verdicts count. A form refuses most wrong ones already; but a form can be bypassed, and
 * this cannot.
 */
@Component
public class VerdictPolicy {

  private final ReviewerGroups groups;
  private final DeskLanguage language;
  private final List<Rule> formRules;

  VerdictPolicy(ReviewerGroups groups, VerdictProperties limits, DeskProperties desk) {
    this.groups = groups;
    this.language = desk.language();
    this.formRules = formRules(limits);
  }

  /**
   * What a verdict is about.
   *
   * @param task the task it is given in
   * @param exclusions whose verdict does not count though they are in the task's group
   * @param verdicts the verdicts there are
   * @param rejection what a rejection has to bring
   * @param table what problems and reasons are chosen from
   * @param documents how many documents a problem can be about
   * @param obstacles tells why nobody can approve it now; nothing where somebody can
   */
  public record Subject(
      ReviewedTask task,
      List<Exclusion> exclusions,
      Set<Verdict> verdicts,
      Rejection rejection,
      ProblemTable table,
      int documents,
      Supplier<List<ProblemTable.Text>> obstacles) {

    /** Where nothing is in the way of approving. */
    public Subject(
        ReviewedTask task,
        List<Exclusion> exclusions,
        Set<Verdict> verdicts,
        Rejection rejection,
        ProblemTable table,
        int documents) {
      this(task, exclusions, verdicts, rejection, table, documents, List::of);
    }

    private boolean isForGood(Review review) {
      return review.verdict() == Verdict.REJECTED && rejection == Rejection.FOR_GOOD;
    }
  }

  /**
   * Persons whose verdict does not count.
   *
   * @param persons by every name they are on record with
   * @param reason why
   * @param from which verdicts: all, or the last word only
   */
  public record Exclusion(
      Set<String> persons, ProblemTable.Text reason, Predicate<@Nullable Verdict> from) {

    /** Nobody reviews what they handed in. */
    public static Exclusion ownCase(Set<String> submittedBy) {
      return new Exclusion(
          submittedBy,
          new ProblemTable.Text("不能审核自己提交的申请", "Nobody reviews a case they submitted"),
          verdict -> true);
    }

    /** Nobody reviews what they waived a rule for. */
    public static Exclusion waived(Set<String> granters) {
      return new Exclusion(
          granters,
          new ProblemTable.Text("豁免规则的人不能审核该申请", "Who waived a rule for a case does not review it"),
          verdict -> true);
    }

    private boolean names(String person) {
      return persons.stream().anyMatch(one -> TypedText.isSame(one, person));
    }
  }

  /** What a rejection has to bring. */
  public enum Rejection {
    /** One reason of the table, and words of one's own: nothing can be fixed. */
    FOR_GOOD,
    /** Problems: what has to be fixed before it is handed in again. */
    PROBLEMS
  }

  /** A named rule: the reason to return the task when it does not hold. */
  private record Rule(ProblemTable.Text reason, Condition holds) {

    Rule(String zh, String en, Condition holds) {
      this(new ProblemTable.Text(zh, en), holds);
    }
  }

  private interface Condition {
    boolean test(Subject subject, Review review);
  }

  private static List<Rule> formRules(VerdictProperties limits) {
    return List.of(
        new Rule("请选择审核结论", "Choose a verdict", (subject, review) -> review.verdict() != null),
        new Rule(
            "此案件现在不能作出该结论，请另选",
            "This verdict is not open to this case as it stands; choose another",
            (subject, review) ->
                review.verdict() == null || subject.verdicts().contains(review.verdict())),
        new Rule(
            "退回修改时至少需要一条问题",
            "Sending back needs at least one problem",
            (subject, review) ->
                review.verdict() != Verdict.SENT_BACK || !review.problems().isEmpty()),
        new Rule(
            "问题须从列表中选择字段和适用于该字段的原因",
            "A problem names a field, and a code for that field, of the lists",
            (subject, review) ->
                subject.isForGood(review)
                    || review.problems().stream()
                        .allMatch(one -> subject.table().isKnown(one, subject.documents()))),
        new Rule(
            "拒绝时须从列表中选择一个拒绝原因",
            "Rejecting needs one reason of the list",
            (subject, review) ->
                !subject.isForGood(review)
                    || (review.problems().size() == 1
                        && subject.table().isRejection(review.problems().getFirst()))),
        new Rule(
            "问题不能超过" + limits.mostProblems() + "条",
            "At most " + limits.mostProblems() + " problems",
            (subject, review) -> review.problems().size() <= limits.mostProblems()),
        new Rule(
            "通过时不能带有问题",
            "Approving leaves no problem",
            (subject, review) ->
                review.verdict() != Verdict.APPROVED || review.problems().isEmpty()),
        new Rule(
            "拒绝时必须填写说明，至少" + limits.shortestRejection() + "个字",
            "Rejecting needs a reason of at least " + limits.shortestRejection() + " characters",
            (subject, review) ->
                !subject.isForGood(review)
                    || written(review.reason()) >= limits.shortestRejection()),
        new Rule(
            "驳回时至少需要一条问题",
            "Rejecting needs at least one problem",
            (subject, review) ->
                review.verdict() != Verdict.REJECTED
                    || subject.rejection() != Rejection.PROBLEMS
                    || !review.problems().isEmpty()),
        new Rule(
            "说明过长，最多" + limits.longestReason() + "个字符",
            "The text is too long; at most " + limits.longestReason() + " characters",
            (subject, review) -> length(review.reason()) <= limits.longestReason()),
        new Rule(
            "补充说明过长，最多" + limits.longestNote() + "个字符",
            "A note is too long; at most " + limits.longestNote() + " characters",
            (subject, review) ->
                review.problems().stream()
                    .allMatch(problem -> length(problem.note()) <= limits.longestNote())));
  }

  /** Everything that speaks against a verdict; empty when it counts. */
  public Optional<Refusal> refusal(Subject subject, Review review) {
    if (review.reviewer().isEmpty()) {
      return Optional.of(
          Refusal.of(
              Refusal.Rule.NOBODY,
              "无法确认审核人，请在任务列表中认领后再完成任务",
              "Nobody is on record for this verdict; claim the task in Tasklist, then complete it"));
    }
    return personRefused(subject, review, review.reviewer().get())
        .or(() -> formRefused(subject, review));
  }

  private Optional<Refusal> personRefused(Subject subject, Review review, String person) {
    List<ProblemTable.Text> reasons = new ArrayList<>();
    String group = subject.task().group();
    boolean member = groups.isMember(person, group);
    if (!member) {
      reasons.add(outsideGroup(group));
    }
    subject.exclusions().stream()
        .filter(exclusion -> exclusion.from().test(review.verdict()) && exclusion.names(person))
        .map(Exclusion::reason)
        .forEach(reasons::add);
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Refusal(member ? Refusal.Rule.PERSON : Refusal.Rule.GROUP, List.copyOf(reasons)));
  }

  private Optional<Refusal> formRefused(Subject subject, Review review) {
    List<ProblemTable.Text> reasons =
        Stream.concat(
                formRules.stream()
                    .filter(rule -> !rule.holds().test(subject, review))
                    .map(Rule::reason),
                Stream.of(obstacles(subject, review), review.faults().stream(), hidden(review))
                    .flatMap(one -> one))
            .toList();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(new Refusal(Refusal.Rule.FORM, reasons));
  }

  private static Stream<ProblemTable.Text> obstacles(Subject subject, Review review) {
    return review.verdict() == Verdict.APPROVED
        ? subject.obstacles().get().stream()
        : Stream.empty();
  }

  /**
   * Whether a person could approve: is in the task's group, and nothing speaks against that person.
   *
   * @throws dev.merchantreview.engine.NotYetException when who is in the group is not known now
   */
  boolean mayApprove(Subject subject, String person) {
    return groups.isMember(person, subject.task().group())
        && subject.exclusions().stream()
            .noneMatch(
                exclusion -> exclusion.from().test(Verdict.APPROVED) && exclusion.names(person));
  }

  /**
   * Who of the task's group cannot decide it, each with why: nobody is asked for what cannot count.
   *
   * @param refused who was refused for not being in the group
   */
  public List<Dossiers.Row> excluded(Subject subject, List<String> refused) {
    String group = subject.task().group();
    return Stream.concat(
            subject.exclusions().stream()
                .filter(exclusion -> !exclusion.persons().isEmpty())
                .map(
                    exclusion ->
                        excluded(
                            exclusion.persons().stream()
                                .sorted()
                                .map(Refusal::shown)
                                .collect(Collectors.joining("、")),
                            exclusion.reason())),
            refused.stream()
                .filter(person -> !groups.isMember(person, group))
                .map(person -> excluded(Refusal.shown(person), outsideGroup(group))))
        .toList();
  }

  private Dossiers.Row excluded(String persons, ProblemTable.Text why) {
    return new Dossiers.Row(
        persons, language.small(why.zh(), why.en()), language.main(why.zh(), why.en()));
  }

  private static ProblemTable.Text outsideGroup(String group) {
    return new ProblemTable.Text(
        "不属于审核组 " + group + "，其结论不计",
        "Not in the group " + group + ", so the verdict does not count");
  }

  /** The first character that has no place in each text. */
  private static Stream<ProblemTable.Text> hidden(Review review) {
    return Stream.concat(
            Stream.ofNullable(review.reason())
                .map(text -> TypedText.forbidden(text, TypedText.Lines.MANY)),
            review.problems().stream()
                .map(Problem::note)
                .filter(Objects::nonNull)
                .map(text -> TypedText.forbidden(text, TypedText.Lines.ONE)))
        .flatMap(Optional::stream)
        .map(TypedText.Forbidden::name)
        .distinct()
        .map(
            name ->
                new ProblemTable.Text(
                    "文字中含有不允许的字符 " + name,
                    "A text holds a character with no place in it: " + name));
  }

  private static long written(@Nullable String text) {
    return text == null ? 0 : text.codePoints().filter(Character::isLetterOrDigit).count();
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
