package dev.merchantreview.refund;

import dev.merchantreview.personaldata.OwnerReading;
import dev.merchantreview.personaldata.OwnerSeal;
import dev.merchantreview.personaldata.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Refunds as they are kept: holder and number of the account sealed under the owner's key. */
@Component
class SealedRefund {

  private final PersonalData personalData;
  private final JsonMapper json;

  SealedRefund(PersonalData personalData, JsonMapper json) {
    this.personalData = personalData;
    this.json = json;
  }

  /**
   * @param context what it belongs to: sealed data opens nowhere else
   */
  String seal(String ownerId, String context, RefundContent content) {
    if (content.isErased()) {
      return json.writeValueAsString(content);
    }
    OwnerSeal seal = personalData.sealing(ownerId);
    return json.writeValueAsString(
        content.withPersonalData((field, text) -> seal.seal(context + "/" + field, text)));
  }

  /** What cannot be opened any more is read as erased. */
  RefundContent open(String ownerId, String context, String kept) {
    OwnerReading reading = personalData.reading(ownerId);
    return json.readValue(kept, RefundContent.class)
        .withPersonalData((field, text) -> reading.open(context + "/" + field, text));
  }
}
