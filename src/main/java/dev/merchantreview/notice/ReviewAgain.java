package dev.merchantreview.notice;

import dev.merchantreview.shared.StoreType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a notice has reviewed again what was approved before its first day: the approved filings of
 * products in its categories and below them, and of the products named here; and the stores that
 * have these categories.
 *
 * @param dueWorkingDays working days after the day a case is opened until the end of which it is to
 *     be handed in, and reviewed; whoever hands in leaves the reviewers their usual days
 * @param meanwhile whether a product may be sold until the case is decided
 * @param handInAgain whether the owner hands in the qualification, or the store's papers, again;
 *     otherwise what was approved is reviewed as it is
 * @param products ids of products besides those of the notice's categories; null for none
 * @param touches what is reviewed again; null for filings
 * @param storeTypes the only types of stores that are; null for all
 */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record ReviewAgain(
    @NotNull @Min(1) @Max(250) Integer dueWorkingDays,
    @NotNull Meanwhile meanwhile,
    @NotNull Boolean handInAgain,
    @Nullable @Size(max = 1_000)
        List<@NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String> products,
    @Nullable @Size(min = 1, max = 2) List<@NotNull Touched> touches,
    @Nullable @Size(min = 1, max = 7) List<@NotNull StoreType> storeTypes) {

  /** What can be reviewed again. */
  public enum Touched {
    /** Approved filings. */
    FILINGS,
    /** Stores, in the notice's categories. */
    STORES
  }

  /** Whether a product may be sold until its filing is decided. */
  public enum Meanwhile {
    /** It may not. */
    SUSPEND,
    /** It may, as it was approved, until it is due. */
    KEEP_UNTIL_DUE,
    /**
     * It may, as it was approved, until it is decided, where it was handed in in time or is
     * reviewed as it was; otherwise until it is due.
     */
    KEEP_UNTIL_DECIDED
  }

  /** The products that are named. */
  public List<String> namedProducts() {
    return products == null ? List.of() : products;
  }

  /** Whether such cases are reviewed again. */
  public boolean isOf(Touched what) {
    return touches == null ? what == Touched.FILINGS : touches.contains(what);
  }

  /** Whether stores of a type are. */
  public boolean isOf(StoreType type) {
    return isOf(Touched.STORES) && (storeTypes == null || storeTypes.contains(type));
  }

  ReviewAgain ordered() {
    return new ReviewAgain(
        dueWorkingDays,
        meanwhile,
        handInAgain,
        namedProducts().stream().sorted().toList(),
        touches == null ? List.of(Touched.FILINGS) : touches.stream().distinct().sorted().toList(),
        storeTypes == null ? null : storeTypes.stream().distinct().sorted().toList());
  }
}
