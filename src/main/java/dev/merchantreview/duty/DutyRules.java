package dev.merchantreview.duty;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a profile says of duties: read from its top, because a platform that has none leaves them
 * out.
 *
 * @param serviceProvider null where it names none
 */
record DutyRules(@Nullable @Valid Part serviceProvider) {

  /**
   * What stands about duties in a profile's part about service providers.
   *
   * @param duties left out where the platform has none
   * @param appealWorkingDays working days after an appeal by which somebody should answer it, 1 to
   *     90; left out where nothing is said of it
   */
  record Part(
      @Nullable List<@NotNull @Valid Rule> duties,
      @Nullable @Min(1) @Max(90) Integer appealWorkingDays) {}

  /** Working days to answer an appeal; null where the profile says nothing of it. */
  @Nullable Integer appealWorkingDays() {
    return serviceProvider == null ? null : serviceProvider.appealWorkingDays();
  }

  /** Those of the platform; none where it names none. */
  List<Rule> rules() {
    return serviceProvider == null || serviceProvider.duties() == null
        ? List.of()
        : serviceProvider.duties();
  }

  /**
   * A store that holds a category has a provider of an industry, or loses the category.
   *
   * @param category as the platform calls it; its parts are part of it
   * @param industry the category the provider is of
   * @param figure a flag of stores that says which of them it is about; null for all
   * @param notice the rule notice that says since when, and how long those already in have
   * @param reminderDays how many calendar days before the last one the merchant is reminded, 1 to
   *     364
   */
  record Rule(
      @NotBlank String category,
      @NotBlank String industry,
      @Nullable String figure,
      @NotBlank String notice,
      @NotNull @Min(1) @Max(364) Integer reminderDays) {}
}
