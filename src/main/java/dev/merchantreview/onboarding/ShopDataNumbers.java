package dev.merchantreview.onboarding;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.Collections;
import java.util.List;

/**
 * What a platform asks of a shop before it opens.
 *
 * @param days calendar days to hand it in, 1 to 365
 * @param required what has to be there
 * @param optional what may be left out; what is in neither is not taken
 */
public record ShopDataNumbers(
    @NotNull @Min(1) @Max(365) Integer days,
    @NotEmpty List<@NotNull ShopField> required,
    @NotNull List<@NotNull ShopField> optional) {

  @AssertTrue(message = "a field is either required or optional: name it in one of the two")
  boolean isNamedOnce() {
    return required == null || optional == null || Collections.disjoint(required, optional);
  }
}
