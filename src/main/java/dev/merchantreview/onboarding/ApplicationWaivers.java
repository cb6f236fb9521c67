package dev.merchantreview.onboarding;

import dev.merchantreview.history.History;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.waiver.WaivableRule;
import dev.merchantreview.waiver.WaiverJudges;
import dev.merchantreview.waiver.WaiverSubject;
import dev.merchantreview.waiver.Waivers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Waivers in the review of store applications. */
@Component
class ApplicationWaivers implements WaiverJudges {

  private static final Set<String> VERDICTS =
      Set.of("APPROVED", "SENT_BACK", "REJECTED", "REJECTED_TOO_MANY_ROUNDS");
  private static final String CATEGORIES = "/categories/";

  private final StoreApplications applications;
  private final History history;

  ApplicationWaivers(StoreApplications applications, History history) {
    this.applications = applications;
    this.history = history;
  }

  /** What of the machine rules may be waived, where a profile lists it. */
  @Configuration(proxyBeanMethods = false)
  static class Declared {

    private static final Set<WaiverSubject.Kind> APPLICANT =
        Set.of(WaiverSubject.Kind.MERCHANT, WaiverSubject.Kind.LICENCE);

    @Bean
    WaivableRule invitationWaivable() {
      return new WaivableRule("INVITATION_REQUIRED", APPLICANT, true);
    }

    @Bean
    WaivableRule reopeningWaivable() {
      return new WaivableRule("REOPENING_PERIOD", APPLICANT, false);
    }

    @Bean
    WaivableRule licenceRestWaivable() {
      return new WaivableRule("LICENCE_EXPIRES_SOON", APPLICANT, false);
    }
  }

  /** What the rules found, without the problems that are waived. */
  static List<RuleResult> honoured(
      Waivers waivers, ApplicationContent content, List<RuleResult> results) {
    return waivers.honoured(
        results,
        content.platform(),
        subjects(content),
        problem -> category(content, problem.pointer()));
  }

  /** Whether the months before somebody opens a store again are waived. */
  static boolean mayReopen(Waivers waivers, ApplicationContent content) {
    return waivers.isWaived(
        content.platform(), subjects(content), MachineRule.REOPENING_PERIOD.name());
  }

  private static List<WaiverSubject> subjects(ApplicationContent content) {
    List<WaiverSubject> subjects = new ArrayList<>();
    subjects.add(new WaiverSubject(WaiverSubject.Kind.MERCHANT, content.merchantId()));
    String licence = content.subject().registration();
    if (licence != null) {
      subjects.add(new WaiverSubject(WaiverSubject.Kind.LICENCE, licence));
    }
    return subjects;
  }

  private static @Nullable String category(ApplicationContent content, String pointer) {
    return pointer.startsWith(CATEGORIES)
        ? content.categories().get(Integer.parseInt(pointer.substring(CATEGORIES.length())))
        : null;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<String> of(Platform platform, WaiverSubject subject) {
    Set<String> persons = new HashSet<>();
    for (CaseId id : applications.openOf(platform, subject)) {
      // No verdict is recorded meanwhile.
      applications.lock(id).ifPresent(application -> persons.add(application.submittedBy()));
      history.of(id, 0, Integer.MAX_VALUE).stream()
          .filter(event -> event.actor().kind() == ActorRef.Kind.AUDITOR)
          .filter(event -> VERDICTS.contains(event.action()))
          .forEach(event -> persons.add(event.actor().id()));
    }
    return persons;
  }
}
