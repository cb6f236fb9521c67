package dev.merchantreview.filing;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.shared.CaseId;
import java.util.List;
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

  /** What is kept of the present round. */
  Reviewed.RoundContent content(Filed filed) {
    return new Reviewed.RoundContent(json.writeValueAsString(filed), items.of(filed));
  }

  /** What was handed in; there is no personal data in it. */
  Reviewed.RoundShown shown(Filed filed) {
    return new Reviewed.RoundShown(filed, false, items.of(filed));
  }

  /** Reads what is kept of a round. */
  Filed read(String kept) {
    return json.readValue(kept, Filed.class);
  }

  /** Oldest first. */
  List<DecidedRound<Filed>> of(CaseId caseId) {
    return decided.of(caseId, this::read);
  }
}
