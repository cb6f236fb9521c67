package dev.merchantreview.testing.unified;

import dev.merchantreview.testing.unified.Recorded.Decision;
import dev.merchantreview.testing.unified.Recorded.Definition;
import dev.merchantreview.testing.unified.Recorded.Element;
import dev.merchantreview.testing.unified.Recorded.Flow;
import dev.merchantreview.testing.unified.Recorded.Incident;
import dev.merchantreview.testing.unified.Recorded.Instance;
import dev.merchantreview.testing.unified.Recorded.UserTask;
import dev.merchantreview.testing.unified.Recorded.Variable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** One review as a cluster keeps it, with everything a cluster keeps of one. */
public final class ReviewOnRecord {

  public static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");
  public static final String XML = "<definitions>审核</definitions>";
  static final Definition FORMER = new Definition(11, "review", 1, "审核", "<definitions/>");
  public static final Definition DEFINITION = new Definition(12, "review", 2, "审核", XML);
  public static final Instance INSTANCE =
      new Instance(2251799813685250L, 12, "ACTIVE", true, NOON, null);
  public static final Instance ENDED =
      new Instance(2251799813685251L, 11, "COMPLETED", false, NOON, NOON.plusHours(1));
  static final Element ELEMENT =
      new Element(31, INSTANCE.key(), "check", "Check", "USER_TASK", "ACTIVE", null, NOON, null);
  static final Element FAILED =
      new Element(32, INSTANCE.key(), "score", "Score", "SERVICE_TASK", "ACTIVE", 61L, NOON, null);
  static final Flow FLOW = new Flow(INSTANCE.key(), "to-check");
  static final UserTask TASK =
      new UserTask(
          41,
          INSTANCE.key(),
          31,
          "check",
          "Check",
          "CREATED",
          "lin",
          List.of("reviewers"),
          70,
          NOON,
          null,
          NOON.plusDays(1),
          null,
          Map.of("kind", "first"));
  static final Variable CASE =
      new Variable(51, INSTANCE.key(), INSTANCE.key(), "caseId", "\"C-1\"");
  static final Variable LONG =
      new Variable(52, INSTANCE.key(), 31, "notes", "\"" + "长".repeat(9_000) + "\"");
  static final Incident INCIDENT =
      new Incident(
          61, INSTANCE.key(), 32, "score", "JOB_NO_RETRIES", "No retries", "ACTIVE", NOON, 71L);
  static final Decision DECISION =
      new Decision(
          81, 1, "risk", 82, "Risk", 3, INSTANCE.key(), 32L, "EVALUATED", "\"high\"", null, NOON);

  private ReviewOnRecord() {}

  /** A cluster of a line that keeps it. */
  public static StandInCluster on(ApiLine line) {
    return new StandInCluster(line)
        .put(FORMER, DEFINITION, INSTANCE, ENDED, ELEMENT, FAILED, FLOW)
        .put(TASK, CASE, LONG, INCIDENT, DECISION)
        .group("reviewers", List.of("lin", "wang"));
  }
}
