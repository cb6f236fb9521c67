package dev.merchantreview.onboarding;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.review.Reviewed;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The decided rounds of store applications: their content is sealed where it is kept, and opened
 * here.
 */
@Component
class ApplicationRounds {

  private final DecidedRounds decided;
  private final StoreApplications applications;
  private final ApplicationItems items;

  ApplicationRounds(DecidedRounds decided, StoreApplications applications, ApplicationItems items) {
    this.decided = decided;
    this.applications = applications;
    this.items = items;
  }

  /** What is kept of the present round. */
  Reviewed.RoundContent content(StoreApplication application) {
    return new Reviewed.RoundContent(
        applications.kept(application), items.of(application.submittedBy(), application.content()));
  }

  /** Oldest first. */
  List<DecidedRound<ApplicationContent>> of(StoreApplication application) {
    return decided.of(application.id(), kept -> applications.content(application, kept));
  }
}
