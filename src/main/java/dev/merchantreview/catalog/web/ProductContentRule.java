package dev.merchantreview.catalog.web;

import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.rules.CategoryListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A platform this installation serves, a category of its list, and images that are the caller's.
 */
@Component
class ProductContentRule implements RequestRule {

  private final CategoryListRule categories;
  private final DocumentReferenceRule documents;

  ProductContentRule(CategoryListRule categories, DocumentReferenceRule documents) {
    this.categories = categories;
    this.documents = documents;
  }

  @Override
  public Class<?> request() {
    return ProductContent.class;
  }

  @Override
  public List<FieldError> check(JsonNode body) {
    List<FieldError> errors = new ArrayList<>();
    JsonNode platform = body.path("platform");
    errors.addAll(categories.checkPlatform(platform, "/platform"));
    errors.addAll(categories.checkCategory(platform, body.path("category"), "/category"));
    errors.addAll(documents.checkImage(body.path("mainImage"), "/mainImage"));
    JsonNode images = body.path("detailImages");
    for (int i = 0; i < images.size(); i++) {
      errors.addAll(documents.checkImage(images.path(i), "/detailImages/" + i));
    }
    return errors;
  }
}
