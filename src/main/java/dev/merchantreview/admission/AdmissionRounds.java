package dev.merchantreview.admission;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.shared.JsonColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The decided rounds of applications. */
@Component
class AdmissionRounds {

  private final DecidedRounds decided;
  private final AdmissionItems items;
  private final JsonColumns json;

  AdmissionRounds(DecidedRounds decided, AdmissionItems items, JsonColumns json) {
    this.decided = decided;
    this.items = items;
    this.json = json;
  }

  /** What is kept of the present round. */
  Reviewed.RoundContent content(ProviderApplication application) {
    return new Reviewed.RoundContent(
        json.written(application.content()),
        items.of(application.request(), application.content()));
  }

  /** What was handed in; there is no personal data in it. */
  Reviewed.RoundShown shown(ProviderApplication application, @Nullable String kept) {
    AdmissionContent content = kept == null ? application.content() : read(kept);
    return new Reviewed.RoundShown(content, false, items.of(application.request(), content));
  }

  /** Oldest first. */
  List<DecidedRound<AdmissionContent>> of(ProviderApplication application) {
    return decided.of(application.id(), this::read);
  }

  private AdmissionContent read(String kept) {
    return json.value(kept, AdmissionContent.class);
  }
}
