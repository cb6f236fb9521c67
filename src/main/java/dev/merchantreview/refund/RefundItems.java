package dev.merchantreview.refund;

import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.personaldata.OwnerReading;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.review.DocumentItems;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.ProblemTable;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The account and the papers of a refund as a reviewer judges them, one by one. */
@Component
class RefundItems {

  private final ProblemTable table;
  private final PersonalData personalData;
  private final DocumentItems documents;

  RefundItems(RefundProblems table, PersonalData personalData, DocumentItems documents) {
    this.table = table;
    this.personalData = personalData;
    this.documents = documents;
  }

  List<ReviewItem> of(DepositRefund.Request request, RefundContent content) {
    OwnerReading reading = personalData.reading(request.ownerId());
    PayoutAccount account = content.account();
    PayoutAccount masked = account.masked();
    List<ReviewItem> items = new ArrayList<>();
    items.add(item(reading, "/account/holder", account.holder(), masked.holder()));
    items.add(item(reading, "/account/bank", account.bank(), masked.bank()));
    items.add(
        item(reading, "/account/accountNumber", account.accountNumber(), masked.accountNumber()));
    items.add(
        item(
            reading,
            "/account/kind",
            account.kind().name(),
            account.kind() == PayoutAccount.Kind.COMPANY ? "对公 · company" : "对私 · personal"));
    items.addAll(documents.of(request.submittedBy(), content.documents(), reading::fingerprint));
    return List.copyOf(items);
  }

  private ReviewItem item(OwnerReading reading, String pointer, String text, String shown) {
    return new ReviewItem(
        pointer,
        pointer,
        table
            .field(pointer)
            .map(ProblemTable.Field::text)
            .orElseGet(() -> new ProblemTable.Text(pointer, pointer)),
        shown,
        reading.fingerprint(pointer + " " + text));
  }
}
