package dev.merchantreview.console;

import dev.merchantreview.onboarding.Unmasking;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is masked on every page of a case, shown for a purpose as the API's calls show it. */
@Component
class MaskedData {

  private static final String APPLICATION = "sa_";
  private static final String REFUND = "rf_";

  private final Unmasking applications;
  private final Refunds refunds;

  MaskedData(Unmasking applications, Refunds refunds) {
    this.applications = applications;
    this.refunds = refunds;
  }

  /**
   * A masked value.
   *
   * @param key what it is called, in the bundles
   */
  public record Value(String key, String text) {}

  /** Whether there is any. */
  boolean isOf(CaseId caseId) {
    return caseId.prefix().equals(APPLICATION) || caseId.prefix().equals(REFUND);
  }

  /**
   * Puts on record who sees it and why, then shows it.
   *
   * @return empty where nothing of the case is masked
   */
  List<Value> show(CaseId caseId, String purpose, ActorRef reader) {
    return switch (caseId.prefix()) {
      case APPLICATION -> {
        Unmasking.PersonalDetails all = applications.unmask(caseId, purpose, reader);
        yield List.of(
            new Value("rounds.masked.representative", all.legalRepresentative()),
            new Value("rounds.masked.identity", all.identityNumber()),
            new Value("rounds.masked.account", all.accountNumber()),
            new Value("rounds.masked.contact", all.contactName()),
            new Value("rounds.masked.phone", all.phone()),
            new Value("rounds.masked.email", all.email()));
      }
      case REFUND -> refunds.unmask(caseId, purpose, reader).map(MaskedData::values).orElseThrow();
      default -> List.of();
    };
  }

  private static List<Value> values(PayoutAccount account) {
    return List.of(
        new Value("rounds.masked.holder", account.holder()),
        new Value("rounds.masked.account", account.accountNumber()));
  }
}
