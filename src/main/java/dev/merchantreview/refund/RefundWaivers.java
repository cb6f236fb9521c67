package dev.merchantreview.refund;

import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.waiver.WaivableRule;
import dev.merchantreview.waiver.WaiverJudges;
import dev.merchantreview.waiver.WaiverSubject;
import dev.merchantreview.waiver.Waivers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Waivers in the review of refunds. What is about money is never among them: fines, debts, disputes
 * and what is held. A fine on record has a waiver of its own, bound to that fine.
 */
@Component
class RefundWaivers implements WaiverJudges {

  private final DepositRefunds refunds;
  private final Judges judges;

  RefundWaivers(DepositRefunds refunds, Judges judges) {
    this.refunds = refunds;
    this.judges = judges;
  }

  /** What of the blockers may be waived, where a profile lists it. */
  @Configuration(proxyBeanMethods = false)
  static class Declared {

    @Bean
    WaivableRule filingsRunningWaivable() {
      return new WaivableRule(
          "FILINGS_RUNNING", Set.of(WaiverSubject.Kind.MERCHANT, WaiverSubject.Kind.STORE), false);
    }
  }

  /** What the rules found, without the problems that are waived. */
  static List<RuleResult> honoured(Waivers waivers, Holder holder, List<RuleResult> results) {
    return waivers.honoured(
        results,
        holder.platform(),
        List.of(
            new WaiverSubject(WaiverSubject.Kind.MERCHANT, holder.ownerId()),
            new WaiverSubject(WaiverSubject.Kind.STORE, holder.id().value())),
        problem -> null);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<String> of(Platform platform, WaiverSubject subject) {
    Set<String> persons = new HashSet<>();
    for (CaseId id : refunds.openOf(platform, subject)) {
      DepositRefund refund = refunds.find(id).orElseThrow();
      persons.add(refund.request().submittedBy());
      // No verdict is recorded meanwhile.
      judges.hold(refund).forEach(account -> persons.addAll(judges.of(account)));
    }
    return persons;
  }
}
