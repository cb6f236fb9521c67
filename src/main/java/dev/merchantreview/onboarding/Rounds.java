package dev.merchantreview.onboarding;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The decided rounds of store applications: their content opened, and closed sealed. */
@Component
class Rounds {

  private final DecidedRounds decided;
  private final SealedContent contents;
  private final ReviewItems items;

  Rounds(DecidedRounds decided, SealedContent contents, ReviewItems items) {
    this.decided = decided;
    this.contents = contents;
    this.items = items;
  }

  /** Keeps how the present round was decided; a second decision on it replaces the first. */
  void close(
      StoreApplication application,
      Verdict verdict,
      ActorRef by,
      List<Problem> problems,
      @Nullable String reason,
      Instant now) {
    decided.close(
        new DecidedRounds.Decision(
            application.id(),
            application.round(),
            contents.seal(application.id(), application.content()),
            application.submittedAt(),
            items.of(application.submittedBy(), application.content()),
            verdict,
            by,
            problems,
            reason,
            now));
  }

  /** Oldest first. */
  List<DecidedRound<ApplicationContent>> of(CaseId caseId) {
    return decided.of(caseId, kept -> contents.open(caseId, kept));
  }
}
