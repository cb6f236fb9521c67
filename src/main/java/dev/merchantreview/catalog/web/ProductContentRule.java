package dev.merchantreview.catalog.web;

import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.category.CategoryListRule;
import dev.merchantreview.category.Shipping;
import dev.merchantreview.documents.DocumentReferenceRule;
import dev.merchantreview.rules.PlatformListRule;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.RequestRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A platform this installation serves, one of its categories with all that it asks of products, and
 * images that are the caller's.
 */
@Component
class ProductContentRule implements RequestRule {

  private final PlatformListRule platforms;
  private final CategoryListRule listed;
  private final Categories categories;
  private final DocumentReferenceRule documents;

  ProductContentRule(
      PlatformListRule platforms,
      CategoryListRule listed,
      Categories categories,
      DocumentReferenceRule documents) {
    this.platforms = platforms;
    this.listed = listed;
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
    errors.addAll(platforms.check(platform, "/platform"));
    errors.addAll(listed.check(platform, body.path("category"), "/category"));
    category(platform, body.path("category"))
        .ifPresent(
            category -> {
              errors.addAll(
                  category.judge(
                      body.path("title").isString() ? body.path("title").asString() : null,
                      stated(body.path("attributes"))));
              errors.addAll(shipping(category, body.path("shipping")));
            });
    errors.addAll(documents.checkImage(body.path("mainImage"), "/mainImage"));
    JsonNode images = body.path("detailImages");
    for (int i = 0; i < images.size(); i++) {
      errors.addAll(documents.checkImage(images.path(i), "/detailImages/" + i));
    }
    return errors;
  }

  private Optional<Category> category(JsonNode platform, JsonNode category) {
    return platforms
        .served(platform)
        .filter(served -> category.isString())
        .flatMap(served -> categories.find(served, category.asString()));
  }

  /** What is no way of shipping at all is the contract's to refuse. */
  private static List<FieldError> shipping(Category category, JsonNode stated) {
    Optional<Shipping> way =
        Arrays.stream(Shipping.values())
            .filter(one -> stated.isString() && one.name().equals(stated.asString()))
            .findFirst();
    return stated.isMissingNode() || stated.isNull() || way.isPresent()
        ? category.judge(way.orElse(null)).stream().toList()
        : List.of();
  }

  private static @Nullable Map<String, String> stated(JsonNode attributes) {
    if (!attributes.isObject()) {
      return null;
    }
    Map<String, String> stated = new LinkedHashMap<>();
    attributes.forEachEntry(
        (name, value) -> {
          if (value.isString()) {
            stated.put(name, value.asString());
          }
        });
    return stated;
  }
}
