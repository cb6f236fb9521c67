package dev.merchantreview.refund;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.personaldata.SealedContents;
import java.util.List;
import java.util.function.BinaryOperator;

/** What an applicant hands in; the amount is never among it. */
public record RefundContent(PayoutAccount account, List<DocumentReference> documents)
    implements SealedContents.Personal<RefundContent> {

  /** Whether its personal data cannot be read any more. */
  @Override
  public boolean erased() {
    return account.isErased();
  }

  /** The same content as people may see it who do not own it. */
  RefundContent masked() {
    return new RefundContent(account.masked(), documents);
  }

  @Override
  public RefundContent withPersonalData(BinaryOperator<String> replacement) {
    return new RefundContent(account.withPersonalData(replacement), documents);
  }
}
