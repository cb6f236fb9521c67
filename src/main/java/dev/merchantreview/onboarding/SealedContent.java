package dev.merchantreview.onboarding;

import dev.merchantreview.personaldata.OwnerReading;
import dev.merchantreview.personaldata.OwnerSeal;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.shared.CaseId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applications as they are kept: names of persons, identity number, account number, phone and
 * e-mail sealed under the merchant's key.
 */
@Component
class SealedContent {

  private final PersonalData personalData;
  private final JsonMapper json;

  SealedContent(PersonalData personalData, JsonMapper json) {
    this.personalData = personalData;
    this.json = json;
  }

  /**
   * @param caseId the case the content belongs to: sealed data opens nowhere else
   */
  String seal(CaseId caseId, ApplicationContent content) {
    if (content.isErased()) {
      return json.writeValueAsString(content);
    }
    OwnerSeal seal = personalData.sealing(content.merchantId());
    return json.writeValueAsString(
        content.withPersonalData((field, text) -> seal.seal(caseId + "/" + field, text)));
  }

  /**
   * What was kept before sealing came is read as it is, and what cannot be opened any more as
   * erased.
   */
  ApplicationContent open(CaseId caseId, String kept) {
    ApplicationContent content = json.readValue(kept, ApplicationContent.class);
    OwnerReading reading = personalData.reading(content.merchantId());
    return content.withPersonalData(
        (field, text) ->
            OwnerSeal.isSealed(text) ? reading.open(caseId + "/" + field, text) : text);
  }
}
