package dev.merchantreview.refund;

import dev.merchantreview.documents.DocumentReference;
import java.util.List;
import java.util.function.BinaryOperator;

/** What an applicant hands in; the amount is never among it. */
public record RefundContent(RefundAccount account, List<DocumentReference> documents) {

  RefundContent withPersonalData(BinaryOperator<String> replacement) {
    return new RefundContent(
        new RefundAccount(
            replacement.apply("holder", account.holder()),
            account.bank(),
            replacement.apply("accountNumber", account.accountNumber()),
            account.kind()),
        documents);
  }
}
