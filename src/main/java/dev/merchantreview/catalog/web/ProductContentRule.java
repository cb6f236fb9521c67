package dev.merchantreview.catalog.web;

import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A platform this installation serves, a category it knows, and images that are the caller's. */
@Component
class ProductContentRule implements RequestRule {

  private final Platforms platforms;
  private final DocumentReferenceRule documents;

  ProductContentRule(Platforms platforms, DocumentReferenceRule documents) {
    this.platforms = platforms;
    this.documents = documents;
  }

  @Override
  public Class<?> request() {
    return ProductContent.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    List<FieldError> errors = new ArrayList<>();
    String platform = body.path("platform").asString("");
    String category = body.path("category").asString("");
    Arrays.stream(Platform.values())
        .filter(one -> one.name().equals(platform))
        .forEach(
            one ->
                platforms
                    .find(one)
                    .ifPresentOrElse(
                        profile -> {
                          if (body.path("category").isString()
                              && !profile.catalog().categories().contains(category)) {
                            errors.add(FieldError.of("/category", "UNKNOWN_CATEGORY", category));
                          }
                        },
                        () ->
                            errors.add(
                                FieldError.of("/platform", "PLATFORM_NOT_SERVED", platform))));
    errors.addAll(documents.checkImage(body.path("mainImage"), "/mainImage"));
    JsonNode images = body.path("detailImages");
    for (int i = 0; i < images.size(); i++) {
      errors.addAll(documents.checkImage(images.path(i), "/detailImages/" + i));
    }
    return errors;
  }
}
