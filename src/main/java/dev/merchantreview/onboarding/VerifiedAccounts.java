package dev.merchantreview.onboarding;

import dev.merchantreview.personaldata.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells one settlement account from another without keeping it: a verification is about an account,
 * whatever round it was handed in in.
 */
@Component
class VerifiedAccounts {

  private static final String KIND = "verified-account";

  private final PersonalData personalData;

  VerifiedAccounts(PersonalData personalData) {
    this.personalData = personalData;
  }

  /** What the account of this content is known by. */
  String of(ApplicationContent content) {
    return personalData.lookup(KIND, text(content));
  }

  /** Whether a verification is about the account that is handed in now. */
  boolean isOf(@Nullable AccountVerification verification, ApplicationContent content) {
    String account = verification == null ? null : verification.account();
    return verification != null
        && (account == null || personalData.lookups(KIND, text(content)).contains(account));
  }

  /** The account, whose it is said to be, and who stands for that. */
  private static String text(ApplicationContent content) {
    ApplicationContent.SettlementAccount account = content.settlementAccount();
    ApplicationContent.Subject subject = content.subject();
    return String.join(
        "\n",
        List.of(
            account.accountNumber(),
            account.holder(),
            account.bank(),
            subject.legalName(),
            subject.legalRepresentative().identityNumber()));
  }
}
