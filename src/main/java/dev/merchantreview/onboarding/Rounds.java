package dev.merchantreview.onboarding;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.shared.CaseId;
import java.util.List;
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

  /** What is kept of the present round. */
  Reviewed.RoundContent content(StoreApplication application) {
    return new Reviewed.RoundContent(
        contents.seal(application.id(), application.content()),
        items.of(application.submittedBy(), application.content()));
  }

  /** Oldest first. */
  List<DecidedRound<ApplicationContent>> of(CaseId caseId) {
    return decided.of(caseId, kept -> contents.open(caseId, kept));
  }
}
