package dev.merchantreview.onboarding;

import dev.merchantreview.personaldata.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells one settlement account from another without keeping it: a verification is about an account,
 * whatever round it was handed in in. By a fingerprint of its owner's own key, which tells nothing
 * any more once that key is taken away.
 */
@Component
class VerifiedAccounts {

  private static final String KIND = "verified-account ";

  private final PersonalData personalData;

  VerifiedAccounts(PersonalData personalData) {
    this.personalData = personalData;
  }

  /** What the account of this content is known by. */
  String of(ApplicationContent content) {
    return personalData.reading(content.merchantId()).fingerprint(KIND + text(content));
  }

  /** Whether a verification is about the account that is handed in now. */
  boolean isOf(@Nullable AccountVerification verification, ApplicationContent content) {
    String account = verification == null ? null : verification.account();
    return verification != null && (account == null || account.equals(of(content)));
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
            String.valueOf(subject.licenceNumber()),
            subject.legalRepresentative().identityNumber()));
  }
}
