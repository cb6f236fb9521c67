package dev.merchantreview.admission;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.shared.Platform;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * What a service provider of a kind has to be and to hand in, before anything is filled in: said by
 * the very tables that judge an application once it is handed in.
 */
@Service
public class AdmissionRequirements {

  private final EligibilityRule rule;
  private final ServiceProviders providers;
  private final AdmissionClocks clocks;

  AdmissionRequirements(EligibilityRule rule, ServiceProviders providers, AdmissionClocks clocks) {
    this.rule = rule;
    this.providers = providers;
    this.clocks = clocks;
  }

  /**
   * A condition.
   *
   * @param threshold fen, persons, years or brands; 0 where it is met or not
   */
  public record Condition(EligibilityCondition condition, long threshold) {}

  /**
   * All of it.
   *
   * @param papers one entry a demand: the kinds of which one fulfils it
   * @param reviewWorkingDays working days until the end of which a review is due
   */
  public record Needed(
      List<Condition> conditions,
      List<List<DocumentKind>> papers,
      long depositFen,
      int reviewWorkingDays) {}

  /**
   * @throws dev.merchantreview.shared.OutsideUnavailableException when the engine cannot answer now
   */
  public Needed of(Platform platform, ServiceProvider.Kind kind) {
    return new Needed(
        rule.ask(EligibilityFigures.ofNobody(platform, kind)).unmet().stream()
            .map(one -> new Condition(one.condition(), one.threshold()))
            .toList(),
        rule.papers(platform, kind).anyOf().stream()
            .map(demand -> demand.stream().map(DocumentKind::valueOf).toList())
            .toList(),
        providers.depositFen(platform),
        clocks.numbers(platform).reviewWorkingDays());
  }
}
