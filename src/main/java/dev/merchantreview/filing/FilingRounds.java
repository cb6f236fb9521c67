package dev.merchantreview.filing;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The decided rounds of filings. */
@Component
class FilingRounds {

  private final DecidedRounds decided;
  private final FilingItems items;
  private final JsonMapper json;

  FilingRounds(DecidedRounds decided, FilingItems items, JsonMapper json) {
    this.decided = decided;
    this.items = items;
    this.json = json;
  }

  /** Keeps how the present round was decided. */
  void close(
      Filing filing,
      Filed filed,
      Verdict verdict,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Instant now) {
    Submission submission = Objects.requireNonNull(filing.submission());
    decided.close(
        new DecidedRounds.Decision(
            filing.id(),
            filing.round(),
            json.writeValueAsString(filed),
            submission.at(),
            items.of(filed),
            verdict,
            by,
            problems,
            reason,
            now));
  }

  /** Oldest first. */
  List<DecidedRound<Filed>> of(CaseId caseId) {
    return decided.of(caseId, kept -> json.readValue(kept, Filed.class));
  }
}
