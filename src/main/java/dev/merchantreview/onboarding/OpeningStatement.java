package dev.merchantreview.onboarding;

import dev.merchantreview.shared.TypedText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant states of itself where the platform asks for it: a person compares it with what
 * is there.
 *
 * @param verifiedAccount whether its account is verified as a company's (blue V)
 * @param followers how many that account has
 * @param shopElsewhere a shop it has on another platform
 */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record OpeningStatement(
    @Nullable Boolean verifiedAccount,
    @Nullable @Min(0) @Max(10_000_000_000L) Long followers,
    @Nullable ShopElsewhere shopElsewhere) {

  /** What it states of its account, in one line. */
  String account() {
    return "%s, %s"
        .formatted(
            Boolean.TRUE.equals(verifiedAccount) ? "V" : "—", followers == null ? "—" : followers);
  }

  /** What it states of its shop elsewhere, in one line. */
  String shop() {
    ShopElsewhere shop = shopElsewhere;
    return shop == null
        ? "—"
        : "%s %s, %s, %s"
            .formatted(
                shop.market(),
                shop.link(),
                shop.scores(),
                shop.diamonds() == null ? "—" : shop.diamonds());
  }

  /** Where a shop elsewhere is. */
  public enum Market {
    /** 淘宝, whose shops have hearts, diamonds and crowns. */
    TAOBAO,
    /** Any other. */
    OTHER
  }

  /**
   * A shop on another platform.
   *
   * @param link its address there
   * @param scores each score it has there, 0 to 5
   * @param diamonds its diamonds, a crown counting as five; only on Taobao
   */
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  public record ShopElsewhere(
      @NotNull Market market,
      @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 300) String link,
      @NotNull @Size(min = 1, max = 5)
          List<@NotNull @DecimalMin("0") @DecimalMax("5") BigDecimal> scores,
      @Nullable @Min(0) @Max(5) Integer diamonds) {}
}
