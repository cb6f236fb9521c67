package dev.merchantreview.catalog;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.category.Shipping;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * How products come to the buyer, as it is kept: beside their content, which an instance of the
 * release before writes without it.
 */
@Component
class ProductShippings {

  private final Categories categories;
  private final JsonMapper json;

  ProductShippings(Categories categories, JsonMapper json) {
    this.categories = categories;
    this.json = json;
  }

  /**
   * @param category for which it was stated: another one, into which an instance of the release
   *     before moved the product, may know other ways
   */
  private record Kept(Shipping way, String category) {}

  /** What is kept of it; null where the product says nothing. */
  @Nullable String kept(ProductContent content) {
    Shipping way = content.shipping();
    return way == null ? null : json.writeValueAsString(new Kept(way, content.category()));
  }

  /**
   * A product's content with what counts of its shipping: what it says for its category, or else
   * the only way there is.
   *
   * @param kept null where nothing is
   * @return without a way where the category allows several, or is gone
   */
  ProductContent read(ProductContent content, @Nullable String kept) {
    Kept said = kept == null ? null : json.readValue(kept, Kept.class);
    return content.withShipping(
        said != null && said.category().equals(content.category())
            ? said.way()
            : categories
                .find(content.platform(), content.category())
                .map(Category::onlyShipping)
                .orElse(null));
  }
}
