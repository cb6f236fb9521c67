package dev.merchantreview.onboarding;

import dev.merchantreview.documents.DocumentKind;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a shop shows, handed in before it opens. Which parts a platform asks for stands in its
 * profile.
 *
 * @param logo the document of a picture uploaded as SHOP_LOGO
 * @param picture the document of a picture uploaded as SHOP_PICTURE
 * @param address where the shop is
 * @param returnContact where goods are sent back to
 * @param shopElsewhere the link of a shop of the same merchant on another platform
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record ShopData(
    @Nullable @Pattern(regexp = DocumentReference.ID) String logo,
    @Nullable @Pattern(regexp = DocumentReference.ID) String picture,
    @Nullable
        @Pattern(regexp = TypedText.VISIBLE)
        @Schema(format = ApiRequest.MULTI_LINE)
        @Size(min = 1, max = 500)
        String introduction,
    @Nullable @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 200) String address,
    @Nullable ReturnContact returnContact,
    @Nullable @Pattern(regexp = "^https?://[!-~]{1,290}$") String shopElsewhere) {

  /** Where goods are sent back to. */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  public record ReturnContact(
      @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 50) String name,
      @NotNull @Pattern(regexp = "^[+0-9][0-9 -]{4,19}$") String phone,
      @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 200) String address) {}

  private boolean has(ShopField field) {
    return switch (field) {
      case LOGO -> logo != null;
      case PICTURE -> picture != null;
      case INTRODUCTION -> introduction != null;
      case ADDRESS -> address != null;
      case RETURN_CONTACT -> returnContact != null;
      case SHOP_ELSEWHERE -> shopElsewhere != null;
    };
  }

  /** What a platform requires and is not there. */
  List<ShopField> missing(ShopDataNumbers asked) {
    return asked.required().stream().filter(field -> !has(field)).toList();
  }

  /** What is there and the platform does not ask for. */
  List<ShopField> unasked(ShopDataNumbers asked) {
    List<ShopField> unasked = new ArrayList<>();
    for (ShopField field : ShopField.values()) {
      if (has(field) && !asked.required().contains(field) && !asked.optional().contains(field)) {
        unasked.add(field);
      }
    }
    return List.copyOf(unasked);
  }

  /** What was uploaded of it. */
  List<DocumentReference> documents() {
    List<DocumentReference> uploaded = new ArrayList<>();
    if (logo != null) {
      uploaded.add(new DocumentReference(DocumentKind.SHOP_LOGO, logo, null));
    }
    if (picture != null) {
      uploaded.add(new DocumentReference(DocumentKind.SHOP_PICTURE, picture, null));
    }
    return List.copyOf(uploaded);
  }

  /** The same with its personal data replaced. */
  ShopData withPersonalData(BinaryOperator<String> replacement) {
    return new ShopData(
        logo,
        picture,
        introduction,
        address == null ? null : replacement.apply("shopAddress", address),
        returnContact == null
            ? null
            : new ReturnContact(
                replacement.apply("returnName", returnContact.name()),
                replacement.apply("returnPhone", returnContact.phone()),
                replacement.apply("returnAddress", returnContact.address())),
        shopElsewhere);
  }
}
