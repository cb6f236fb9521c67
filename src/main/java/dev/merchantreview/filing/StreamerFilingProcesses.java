package dev.merchantreview.filing;

import dev.merchantreview.cases.TableProcesses;
import dev.merchantreview.review.ReviewClock;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How filings stand, and where a new process instance has to take a round up. */
@Component
class StreamerFilingProcesses extends TableProcesses<Filing> {

  private static final Kept KEPT =
      new Kept(
          "streamer-filing",
          "roundKey",
          "filing",
          "round > 0",
          "state = 'IN_REVIEW'",
          "id || ':' || round");

  StreamerFilingProcesses(JdbcClient jdbc, Filings filings, Clock clock) {
    super(jdbc, filings, clock, KEPT);
  }

  @Override
  protected Position position(Filing filing) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("caseId", filing.id().value());
    variables.put("round", filing.round());
    variables.put("roundKey", filing.roundKey());
    ReviewClock clock = filing.clock();
    if (clock == null) {
      return new Position("Task_CheckFiling", variables);
    }
    variables.put("reviewRemindAt", clock.remindAt().toString());
    variables.put("reviewDueAt", clock.dueAt().toString());
    variables.put("late", filing.isLate());
    return new Position("SubProcess_Review", variables);
  }
}
