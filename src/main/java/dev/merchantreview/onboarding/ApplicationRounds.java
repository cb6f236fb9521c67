package dev.merchantreview.onboarding;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DecidedRounds;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.shared.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

  /** What was handed in, masked. */
  Reviewed.RoundShown shown(StoreApplication application, @Nullable String kept) {
    ApplicationContent content =
        kept == null ? application.content() : applications.content(application, kept);
    return new Reviewed.RoundShown(
        content.masked(), content.erased(), items.of(application.submittedBy(), content));
  }

  /** When the approval that counts was given; empty where none is on record. */
  Optional<Instant> approvedAt(StoreApplication application) {
    Integer approved = application.approvedRound();
    return decided.of(application.id(), Function.identity()).stream()
        .filter(round -> approved != null && round.round() == approved)
        .filter(round -> round.verdict() == Verdict.APPROVED)
        .map(DecidedRound::decidedAt)
        .findFirst();
  }

  /** Oldest first. */
  List<DecidedRound<ApplicationContent>> of(StoreApplication application) {
    return decided.of(application.id(), kept -> applications.content(application, kept));
  }
}
