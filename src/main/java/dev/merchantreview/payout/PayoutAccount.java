package dev.merchantreview.payout;

import dev.merchantreview.shared.Erased;
import dev.merchantreview.shared.Masking;
import dev.merchantreview.shared.TypedText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.function.BinaryOperator;

/**
 * Where money is to be paid.
 *
 * @param kind whether it is a company's account (对公) or a person's (对私)
 */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record PayoutAccount(
    @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 100) String holder,
    @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 100) String bank,
    @NotNull @Pattern(regexp = "^(?:FT[A-Z]|NRA|OSA)?[0-9]{8,32}$") String accountNumber,
    @NotNull Kind kind) {

  /** Whose account it is. */
  public enum Kind {
    /** 对公账户. */
    COMPANY,
    /** 对私账户. */
    PERSONAL
  }

  /** The same as people may see it who do not own it. */
  public PayoutAccount masked() {
    return new PayoutAccount(
        kind == Kind.PERSONAL ? Masking.personName(holder) : holder,
        bank,
        Masking.accountNumber(accountNumber),
        kind);
  }

  /** Whether it cannot be read any more whose account it is. */
  public boolean isErased() {
    return Erased.is(accountNumber);
  }

  /**
   * The same with other words for what is personal.
   *
   * @param replacement of a field's name and its text
   */
  public PayoutAccount withPersonalData(BinaryOperator<String> replacement) {
    return new PayoutAccount(
        replacement.apply("holder", holder),
        bank,
        replacement.apply("accountNumber", accountNumber),
        kind);
  }
}
