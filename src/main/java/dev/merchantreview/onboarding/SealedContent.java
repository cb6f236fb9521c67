package dev.merchantreview.onboarding;

import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.shared.CaseId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applications as they are kept: identity number, account number, phone and e-mail sealed under the
 * merchant's key.
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
    return json.writeValueAsString(
        content.withPersonalData(
            (field, text) -> personalData.seal(content.merchantId(), caseId + "/" + field, text)));
  }

  /** What was kept before sealing came is read as it is. */
  ApplicationContent open(CaseId caseId, String kept) {
    ApplicationContent content = json.readValue(kept, ApplicationContent.class);
    return content.withPersonalData(
        (field, text) ->
            PersonalData.isSealed(text)
                ? personalData.open(content.merchantId(), caseId + "/" + field, text)
                : text);
  }
}
