package dev.merchantreview.review;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is declared of the review of a type of case, once: who may judge, what is shown, and what a
 * verdict does. {@link ReviewSteps} does the rest. Where nothing else is said, a method is called
 * with the case locked, in the transaction of the job that asks.
 *
 * @param <C> the cases
 */
public interface Reviewed<C extends ReviewedCase<?, ?>> {

  /** Which cases these are. */
  ProcessCaseType<C> type();

  /** The table they are kept in. */
  Cases<C, ?> cases();

  /** The user tasks reviewers get, at least one. */
  List<ReviewedTask> tasks();

  /** What its counters begin with: {@code merchantreview.<these>}. */
  String meters();

  /** The job types its steps had in earlier diagrams, for the instances that still run by them. */
  Map<ReviewStep, Set<String>> formerJobTypes();

  /** Whether reviewers have the case, and with this task. */
  boolean isInReview(C reviewed, ReviewedTask task);

  /**
   * Whether what an instance works on has ended: it was taken back, edited, or is another round.
   *
   * @param round the round the instance is of
   */
  boolean isOver(C reviewed, int round);

  /** What a verdict is about, and whose does not count. */
  VerdictPolicy.Subject subject(C reviewed, ReviewedTask task);

  /** Keeps what {@link #subject} says from changing until the transaction ends. */
  default void hold(C reviewed) {}

  /**
   * The action that ends a round before a verdict; named on record when a process ends a round
   * without it.
   */
  default String roundEnd() {
    return "WITHDRAWN";
  }

  /** A verdict that came after the round had ended. */
  default Refusal tooLate(C reviewed) {
    return Refusal.tooLate(
        "结论未被采用：本轮审核已结束（当前状态 %s）".formatted(reviewed.state()),
        "The verdict did not count: this round of review is over (now %s)"
            .formatted(reviewed.state()));
  }

  /**
   * What a reviewer's task shows.
   *
   * @param title the line that tells tasks apart in Tasklist's list
   * @param dossier the form's data
   */
  record TaskContent(String title, Object dossier) {}

  /**
   * Asks outside what the task has to show, then returns what makes it of the locked case and of
   * who is excluded.
   *
   * @param reviewed not locked
   * @throws dev.merchantreview.shared.OutsideUnavailableException when who is asked is away
   */
  BiFunction<C, List<Dossiers.Row>, TaskContent> content(C reviewed, ReviewedTask task);

  /**
   * What is added to its place in the lists within the day it is due on, 0 to 9.
   *
   * @see Urgency
   */
  default int precedence(C reviewed) {
    return reviewed.round() > 1 ? 3 : 0;
  }

  /** The variables the review's timers read. */
  default Map<String, Object> deadline(ReviewClock clock) {
    return DeadlineVariables.of(clock);
  }

  /**
   * The clock the review gets when the calendar changed.
   *
   * @param anew as the calendar has it now
   */
  default ReviewClock redated(C reviewed, ReviewClock before, ReviewClock anew) {
    return anew;
  }

  /** The message that tells the process of another due time; its key is the round's. */
  String redatedMessage();

  /** What more is on record of a verdict. */
  default Map<String, Object> details(ReviewedTask task) {
    return Map.of();
  }

  /**
   * A verdict that counts.
   *
   * @param details what is on record of it, to be completed
   */
  record Decision(
      Asked asked, ReviewedTask task, ActorRef by, Review review, Map<String, Object> details) {}

  /** Keeps who gave a verdict that counts, where the case has it. */
  default void judgedBy(C reviewed, ActorRef reviewer) {}

  /** Approves the case, or asks for another approval. */
  Handled approve(C reviewed, Decision decision);

  /** Rejects the case: for good, or what was handed in. */
  Handled reject(C reviewed, Decision decision);

  /**
   * What sending back asks of the owner.
   *
   * @param rounds how often it may fix something
   * @param until when it has to answer
   * @param daysUsed days this round took
   */
  record Fixing(int rounds, Waiting until, int daysUsed) {}

  /** Empty where nothing is sent back to be fixed. */
  default Optional<Fixing> fixing(C reviewed) {
    return Optional.empty();
  }

  /**
   * Sends it back to be fixed.
   *
   * @return false when the lifecycle does not allow it
   */
  default boolean sendBack(
      C reviewed, List<Problem> problems, @Nullable String reason, Fixing fixing) {
    return false;
  }

  /**
   * Ends it for good: rejected, or sent back too often.
   *
   * @return false when the lifecycle does not allow it
   */
  default boolean end(C reviewed, List<Problem> problems, @Nullable String reason) {
    return false;
  }

  /** How problems are put on record. */
  default List<?> described(List<Problem> problems) {
    return problems;
  }

  /**
   * What is kept of a round that was decided.
   *
   * @param json what was handed in, personal data sealed
   * @param items what was judged
   */
  record RoundContent(String json, List<ReviewItem> items) {}

  /** What is kept of the present round; called only where something was handed in. */
  RoundContent roundContent(C reviewed);

  /**
   * What was handed in in a round, as somebody may read it years later.
   *
   * @param content written as JSON; personal data masked
   * @param erased whether its personal data cannot be read any more
   * @param items what of it is judged; their values masked
   */
  record RoundShown(Object content, boolean erased, List<ReviewItem> items) {}

  /**
   * What was handed in, to be read. Called without a lock.
   *
   * @param reviewed the case as it is now
   * @param kept what {@link #roundContent} made of a round; null for what is handed in now
   */
  RoundShown shown(C reviewed, @Nullable String kept);

  /** The uploaded documents that belong to what was handed in, read without opening a seal. */
  default List<String> documents(JsonNode kept) {
    return kept.path("documents")
        .valueStream()
        .map(one -> one.path("documentId"))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .toList();
  }

  /** What its problems are called. */
  ProblemTable table();

  /** What a machine rule is called; empty for one that no longer exists. */
  default Optional<ProblemTable.Text> ruleName(String rule) {
    return Optional.empty();
  }

  /** Whether what a machine rule finds is about others too: its owner is not told. */
  default boolean isForReviewersOnly(String rule) {
    return false;
  }

  /**
   * Whether what the owner did in time may be on its way to this service still: its case does not
   * expire until that is known.
   *
   * @param waiting what its deadline is
   */
  default boolean isOnItsWay(C reviewed, Waiting waiting) {
    return false;
  }

  /** Whether the owner did what is waited for, although the engine does not know it yet. */
  default boolean hasActed(C reviewed) {
    return true;
  }

  /**
   * @return false when the lifecycle does not allow it
   */
  default boolean expire(C reviewed) {
    return false;
  }

  /**
   * What more the process has to know when a deadline passed.
   *
   * @param acted whether the owner was first
   */
  default Map<String, ? extends @Nullable Object> afterDeadline(C reviewed, boolean acted) {
    return Map.of();
  }
}
