package dev.merchantreview.review.web;

import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.review.Round;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A round of review as the API shows it. Personal data is masked for everybody. The owner of a case
 * is not told who decided, in which task, by which rows, and what was meant for reviewers; a
 * merchant that is only a side of it learns when the round was handed in, and what it came to.
 *
 * @param round counts what was handed in from 1
 * @param standing OPEN until it is decided; ENDED where it was taken back or edited before
 * @param submittedAt null where neither the round nor the history has it
 * @param submittedBy the system that handed it in; null where that was not kept, and for a side
 * @param content what was handed in, as its type of case has it; null where it was not kept, as of
 *     a round that was taken back, and for a side
 * @param erased whether personal data was erased since: it reads as erased
 * @param items what of the content is judged, one by one
 * @param verdict what it came to; null until it is decided
 * @param problems what was found wrong with it
 * @param reason what whoever decided, or took it back, said
 * @param decidedAt when it was decided last; null until then
 * @param decidedBy who decided last; null until then
 * @param verdicts every verdict that counted, oldest first; more than one where several persons
 *     have to agree, or where the round was looked at again after it was decided
 * @param examinations what the machine found whenever it looked, oldest first
 * @param due until when reviewers had it, and why then; null where no review began
 * @param deadlineKept whether reviewers had done with it when it was due; null until they have, and
 *     where no review began
 * @param source ROUND: verdicts, examinations and due time were kept with the round. HISTORY: the
 *     round is older than that, and they are read from the events of the case; what those do not
 *     have is null or empty
 */
record RoundView(
    int round,
    Round.Standing standing,
    @Nullable OffsetDateTime submittedAt,
    @Nullable String submittedBy,
    @Schema(types = "object") @Nullable JsonNode content,
    boolean erased,
    List<ItemView> items,
    @Nullable Verdict verdict,
    List<ProblemView> problems,
    @Nullable String reason,
    @Nullable OffsetDateTime decidedAt,
    @Nullable DeciderView decidedBy,
    List<VerdictView> verdicts,
    List<ExaminationView> examinations,
    @Nullable DueView due,
    @Nullable Boolean deadlineKept,
    Round.Source source) {

  /** What was said of an item. */
  enum ItemVerdict {
    ACCEPTED,
    PROBLEM
  }

  /**
   * A field or a document of what was handed in.
   *
   * @param pointer JSON pointer into the content
   * @param label what it is called, in the caller's language
   * @param value as reviewers read it, personal data masked; a document's is its id
   * @param document whether it is a document
   * @param verdict null while nobody judged it
   * @param judgedInRound in which round it was judged: an earlier one where the content has been
   *     the same since, and the verdict was carried over; null while nobody judged it
   * @param judgedBy who judged it then; null while nobody did, and for merchants
   */
  @Schema(name = "RoundItemView")
  record ItemView(
      String pointer,
      String label,
      String value,
      boolean document,
      @Nullable ItemVerdict verdict,
      @Nullable Integer judgedInRound,
      @Nullable String judgedBy) {}

  /**
   * @param message in the caller's language
   */
  @Schema(name = "RoundProblemView")
  record ProblemView(
      String pointer, String code, String message, @Nullable String note, Problem.Source from) {}

  /**
   * Who decided.
   *
   * @param kind AUDITOR for a reviewer, SYSTEM for the machine, PROVIDER for a bank
   * @param id null for merchants where it is a person's
   */
  @Schema(name = "RoundDeciderView")
  record DeciderView(ActorRef.Kind kind, @Nullable String id) {}

  /**
   * A verdict that counted.
   *
   * @param elementId the user task it was given in; null when no person gave it, and for merchants
   * @param group the candidate group of that task; null likewise
   * @param taskKey the task's key in the engine; null likewise
   */
  @Schema(name = "RoundVerdictView")
  record VerdictView(
      Verdict verdict,
      OffsetDateTime at,
      DeciderView by,
      @Nullable String elementId,
      @Nullable String group,
      @Nullable String taskKey,
      List<ProblemView> problems,
      @Nullable String reason) {}

  /**
   * A look of the machine.
   *
   * @param elementId the BPMN element that asked for it; null for merchants
   * @param rules the machine rules; for merchants those alone that found something to fix
   * @param tables the decision tables that were asked; empty for merchants
   */
  @Schema(name = "RoundExaminationView")
  record ExaminationView(
      OffsetDateTime at,
      @Nullable String elementId,
      List<RuleView> rules,
      List<TableView> tables) {}

  /**
   * A machine rule.
   *
   * @param rule its stable name
   * @param label what it is called, in the caller's language; its name where it no longer exists
   * @param version the standard, decision table or profile it was applied by
   * @param inputs what it looked at, personal data masked; null for merchants
   * @param problems what has to be fixed
   * @param findings what reviewers should look at; empty for merchants
   */
  @Schema(name = "RoundRuleView")
  record RuleView(
      String rule,
      String label,
      String version,
      RuleResult.CheckOutcome outcome,
      @Schema(types = "object") @Nullable JsonNode inputs,
      List<ProblemView> problems,
      List<ProblemView> findings) {}

  /**
   * A decision table that was asked.
   *
   * @param decision its id in the engine
   * @param version how often the engine was given the edition in another form; 0 for a tree of
   *     categories, whose text the decision names
   * @param edition the edition that answered, 1 for the one of the release; null where that was not
   *     kept
   * @param inForceSince the day since when it counted, by its notice; null where no notice speaks
   *     of it
   * @param notice the rule notice that brought it: {@code GET /rule-notices/{id}}; null likewise
   * @param sha256 of the released table's file, by which it is read later: {@code GET
   *     /decision-tables/{table}/editions/1}; null for other editions, and where it was not kept
   * @param rows the ids of the rows that matched
   * @param inputs what it was asked; null where that was not kept
   * @param output what it answered, as JSON text: its type is its column's; null where that was not
   *     kept
   * @param diagramAgrees whether the diagram called the same edition and was answered the same,
   *     which decides nothing; null where its answer was not held against this one
   */
  @Schema(name = "RoundTableView")
  record TableView(
      String decision,
      int version,
      @Nullable Integer edition,
      @Nullable LocalDate inForceSince,
      @Nullable String notice,
      @Nullable String sha256,
      List<String> rows,
      @Schema(types = "object") @Nullable JsonNode inputs,
      @Nullable String output,
      @Nullable Boolean diagramAgrees) {}

  /**
   * Until when reviewers had a round, and why then.
   *
   * @param provisional whether a counted year had no published notice yet
   * @param daysUsedBefore working days earlier rounds took
   * @param days every day looked at, in order
   * @param remindedAt when reviewers were reminded; null when they were not, and for merchants
   * @param reportedAt when it was reported as overdue; null when it was not, and for merchants
   * @param reviewedAt when reviewers had done with it; null until they have
   */
  @Schema(name = "RoundDueView")
  record DueView(
      OffsetDateTime dueAt,
      OffsetDateTime remindAt,
      boolean provisional,
      int daysUsedBefore,
      List<DayView> days,
      @Nullable OffsetDateTime remindedAt,
      @Nullable OffsetDateTime reportedAt,
      @Nullable OffsetDateTime reviewedAt) {}

  /**
   * @param counted whether it counted
   * @param text in the caller's language
   */
  @Schema(name = "RoundDayView")
  record DayView(LocalDate date, DueTime.Kind kind, boolean counted, String text) {}
}
