package dev.merchantreview.admission;

import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.rules.ProblemTable;
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

  /**
   * Why nobody can approve an application, whatever its reviewer says; empty where somebody can.
   */
  Optional<ProblemTable.Text> bar(ProviderApplication application) {
    if (providers.runningOf(application.applicant()).isPresent()) {
      return Optional.of(
          new ProblemTable.Text(
              "该商家或同一公司在本平台已是服务商，只能拒绝",
              "It or its company is a provider of the platform already: it can only be refused"));
    }
    if (mayApplyFrom(application.applicant()).isPresent()) {
      return Optional.of(
          new ProblemTable.Text(
              "该公司近期被拒绝或被清退，不能通过",
              "Its company was refused or expelled lately, so it cannot be approved"));
    }
    return AdmissionChecks.hasUnmet(application)
        ? Optional.of(
            new ProblemTable.Text(
                "有未达到的条件，不能通过：请退回修改或拒绝",
                "Conditions are not met, so it cannot be approved: send it back or refuse it"))
        : Optional.empty();
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
