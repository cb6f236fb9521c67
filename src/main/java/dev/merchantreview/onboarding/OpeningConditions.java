package dev.merchantreview.onboarding;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant has to be already before a store is opened, as a switch of the profile: {@code
 * onboarding.opening-conditions}, off where it is left out. One source names such conditions
 * [D-fee]: a verified account with enough followers, or a shop elsewhere with good scores.
 *
 * @param followers how many a verified account has at least
 * @param score what each score of a shop elsewhere is at least, 0 to 5
 * @param taobaoDiamonds how many diamonds a shop on Taobao has at least
 */
public record OpeningConditions(
    @NotNull @Min(0) @Max(1_000_000_000L) Long followers,
    @NotNull @DecimalMin("0") @DecimalMax("5") BigDecimal score,
    @NotNull @Min(0) @Max(5) Integer taobaoDiamonds) {

  /** Whether what an applicant states would do, once it is found true. */
  boolean areMetBy(OpeningStatement stated) {
    return verifiedAccount(stated) || shopElsewhere(stated.shopElsewhere());
  }

  private boolean verifiedAccount(OpeningStatement stated) {
    Long has = stated.followers();
    return Boolean.TRUE.equals(stated.verifiedAccount()) && has != null && has >= followers;
  }

  private boolean shopElsewhere(OpeningStatement.@Nullable ShopElsewhere shop) {
    if (shop == null || shop.scores().stream().anyMatch(one -> one.compareTo(score) < 0)) {
      return false;
    }
    Integer diamonds = shop.diamonds();
    return shop.market() != OpeningStatement.Market.TAOBAO
        || diamonds != null && diamonds >= taobaoDiamonds;
  }
}
