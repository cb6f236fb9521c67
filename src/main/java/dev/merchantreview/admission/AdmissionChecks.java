package dev.merchantreview.admission;

import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.DocumentRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Applies the machine rules to an application. */
@Component
public class AdmissionChecks {

  private final EligibilityRule rule;
  private final ServiceProviders providers;
  private final AdmissionClocks clocks;

  AdmissionChecks(EligibilityRule rule, ServiceProviders providers, AdmissionClocks clocks) {
    this.rule = rule;
    this.providers = providers;
    this.clocks = clocks;
  }

  /** What the decision tables say of what was handed in. */
  public static final class Tables {

    private final AdmissionContent content;
    private final DocumentRule.Requirement papers;
    private final EligibilityRule.Answer eligibility;

    Tables(
        AdmissionContent content,
        DocumentRule.Requirement papers,
        EligibilityRule.Answer eligibility) {
      this.content = content;
      this.papers = papers;
      this.eligibility = eligibility;
    }

    /** Whether they were asked about what is handed in now. */
    boolean areAbout(ProviderApplication application) {
      return content.equals(application.content());
    }

    /** The evidence of the tables that were asked. */
    List<Map<String, Object>> evidence() {
      return List.of(papers.evidence(), eligibility.evidence());
    }
  }

  /**
   * Asks the decision tables; outside a transaction, because the engine answers over the network.
   *
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public Tables ask(ProviderApplication application) {
    ProviderApplication.Request request = application.request();
    return new Tables(
        application.content(),
        rule.papers(request.platform(), request.kind()),
        rule.ask(
            EligibilityFigures.of(
                request.platform(), request.kind(), application.content(), clocks.today())));
  }

  /** One result for each rule, in the order of the rules. */
  List<RuleResult> apply(ProviderApplication application, Tables tables) {
    AdmissionCheck.Facts facts =
        new AdmissionCheck.Facts(
            application.content(),
            tables.papers,
            tables.eligibility,
            providers.expelledAt(application.applicant()).map(clocks::day).orElse(null),
            clocks.today());
    return Arrays.stream(AdmissionCheck.values()).map(rule -> rule.apply(facts)).toList();
  }

  /** Whether a condition of the kind was found unmet: nobody approves while one is. */
  static boolean hasUnmet(ProviderApplication application) {
    return application.checks().stream()
        .filter(result -> result.rule().equals(AdmissionCheck.ELIGIBILITY.name()))
        .anyMatch(result -> !result.findings().isEmpty());
  }
}
