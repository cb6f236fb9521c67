package dev.merchantreview.catalog;

import dev.merchantreview.category.Shipping;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A product as its owner describes it. Images are documents uploaded before, not addresses: what is
 * behind an address can change without an edit.
 *
 * @param mainImage a document of kind PRODUCT_IMAGE
 * @param detailImages documents of kind PRODUCT_IMAGE, in the order buyers see them
 * @param category one of the platform's
 * @param priceFen 0 for a zero-yuan draw (0元购)
 * @param shipping how it comes to the buyer, one of the ways its category allows; null where it
 *     says nothing, which is enough where that is one way only
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record ProductContent(
    @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String ownerId,
    @NotNull Platform platform,
    @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 120) String title,
    @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 40) String shortTitle,
    @NotNull @Pattern(regexp = DocumentReference.ID) String mainImage,
    @NotNull @Size(max = 30)
        List<@NotNull @Pattern(regexp = DocumentReference.ID) String> detailImages,
    @NotNull @Size(min = 1, max = 40) String category,
    @NotNull @Schema(maxProperties = 100, propertyNames = AttributeName.class)
        Map<String, @NotNull @Size(max = 400) String> attributes,
    @NotNull @Min(0) @Max(100_000_000_00L) Long priceFen,
    @NotNull @Min(0) @Max(1_000_000_000L) Long stock,
    @Nullable Shipping shipping) {

  /** What an attribute may be called; only its annotation is used. */
  @Schema(type = "string", minLength = 1, maxLength = 40, pattern = TypedText.VISIBLE)
  static final class AttributeName {
    private AttributeName() {}
  }

  /** The content of a watched field as a text; two texts are equal exactly when the fields are. */
  public String text(WatchedField field) {
    return switch (field) {
      case TITLE -> title;
      case SHORT_TITLE -> shortTitle;
      case MAIN_IMAGE -> mainImage;
      case DETAIL_IMAGES -> String.join("、", detailImages);
      case CATEGORY -> category;
      case ATTRIBUTES ->
          new TreeMap<>(attributes)
              .entrySet().stream()
                  .map(entry -> entry.getKey() + "：" + entry.getValue())
                  .collect(Collectors.joining("；"));
    };
  }

  /** The same that comes to the buyer in this way. */
  ProductContent withShipping(@Nullable Shipping way) {
    return new ProductContent(
        ownerId,
        platform,
        title,
        shortTitle,
        mainImage,
        detailImages,
        category,
        attributes,
        priceFen,
        stock,
        way);
  }

  /** Whether a watched field has the same content. */
  boolean isSame(WatchedField field, ProductContent other) {
    return field == WatchedField.ATTRIBUTES
        ? attributes.equals(other.attributes)
        : text(field).equals(other.text(field));
  }
}
