package dev.merchantreview.refund;

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
    OwnerSeal seal = personalData.of(ownerId);
    return json.writeValueAsString(
        content.withPersonalData((field, text) -> seal.seal(context + "/" + field, text)));
  }

  RefundContent open(String ownerId, String context, String kept) {
    OwnerSeal seal = personalData.of(ownerId);
    return json.readValue(kept, RefundContent.class)
        .withPersonalData((field, text) -> seal.open(context + "/" + field, text));
  }
}
