package dev.merchantreview.duty;

import dev.merchantreview.shared.Platform;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A duty as it is asked on a day: a store that holds a category has a provider of an industry.
 *
 * @param parts the category and all that is part of it
 * @param around the same, and what the category is part of: who holds that holds the category
 * @param figure a flag of stores that says which of them it is about; null for all
 * @param noticeId the notice that is in force
 * @param effectiveFrom its first day
 * @param days how many calendar days those already in have, from the first day on
 * @param reminderDays how many calendar days before the last one the merchant is reminded
 */
record Duty(
    Platform platform,
    String category,
    List<String> parts,
    List<String> around,
    String industry,
    @Nullable String figure,
    String noticeId,
    LocalDate effectiveFrom,
    int days,
    int reminderDays) {

  boolean isOf(ProviderDuty one) {
    return platform == one.platform()
        && category.equals(one.category())
        && industry.equals(one.industry())
        && noticeId.equals(one.noticeId());
  }
}
