package dev.merchantreview.admission;

import dev.merchantreview.provider.ServiceProviders;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What applicants were on their platforms before. A company is one applicant, whichever merchant it
 * applies for: otherwise it would be admitted twice, or come back at once after it was expelled.
 */
@Component
class Applicants {

  private final ProviderApplications applications;
  private final ServiceProviders providers;
  private final AdmissionClocks clocks;

  Applicants(
      ProviderApplications applications, ServiceProviders providers, AdmissionClocks clocks) {
    this.applications = applications;
    this.providers = providers;
    this.clocks = clocks;
  }

  /** Ours: the first day it may apply again; empty when nothing is in the way today. */
  Optional<LocalDate> mayApplyFrom(ServiceProviders.Applicant applicant) {
    AdmissionNumbers numbers = clocks.numbers(applicant.platform());
    return Stream.concat(
            applications
                .rejectedAt(applicant)
                .map(clocks::day)
                .map(day -> day.plusDays(numbers.againDays()))
                .stream(),
            providers
                .expelledAt(applicant)
                .map(clocks::day)
                .map(day -> day.plusMonths(numbers.expelledMonths()))
                .stream())
        .max(LocalDate::compareTo)
        .filter(clocks.today()::isBefore);
  }
}
