package dev.merchantreview.refund;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.payout.PayoutAccount;
import java.util.List;
import java.util.function.BinaryOperator;

/** What an applicant hands in; the amount is never among it. */
public record RefundContent(PayoutAccount account, List<DocumentReference> documents) {

  /** Whether its personal data cannot be read any more. */
  boolean isErased() {
    return account.isErased();
  }

  RefundContent withPersonalData(BinaryOperator<String> replacement) {
    return new RefundContent(account.withPersonalData(replacement), documents);
  }
}
