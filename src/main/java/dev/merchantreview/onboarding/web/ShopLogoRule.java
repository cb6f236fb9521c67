package dev.merchantreview.onboarding.web;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.onboarding.ShopData;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A shop's logo is a picture of the caller's, uploaded as one. */
@Component
class ShopLogoRule implements RequestRule {

  private final DocumentReferenceRule documents;

  ShopLogoRule(DocumentReferenceRule documents) {
    this.documents = documents;
  }

  @Override
  public Class<?> request() {
    return ShopData.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return logo(body, "");
  }

  /**
   * @param shop any JSON
   * @param pointer where it stands in the body
   */
  List<FieldError> logo(JsonNode shop, String pointer) {
    return documents.checkImage(shop.path("logo"), DocumentKind.SHOP_LOGO, pointer + "/logo");
  }
}
