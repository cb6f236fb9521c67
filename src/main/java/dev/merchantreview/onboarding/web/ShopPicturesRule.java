package dev.merchantreview.onboarding.web;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.onboarding.ShopData;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A shop's logo and its picture are the caller's, each uploaded as what it is. */
@Component
class ShopPicturesRule implements RequestRule {

  private final DocumentReferenceRule documents;

  ShopPicturesRule(DocumentReferenceRule documents) {
    this.documents = documents;
  }

  @Override
  public Class<?> request() {
    return ShopData.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    return pictures(body, "");
  }

  /**
   * @param shop any JSON
   * @param pointer where it stands in the body
   */
  List<FieldError> pictures(JsonNode shop, String pointer) {
    return Stream.concat(
            documents
                .checkImage(shop.path("logo"), DocumentKind.SHOP_LOGO, pointer + "/logo")
                .stream(),
            documents
                .checkImage(shop.path("picture"), DocumentKind.SHOP_PICTURE, pointer + "/picture")
                .stream())
        .toList();
  }
}
