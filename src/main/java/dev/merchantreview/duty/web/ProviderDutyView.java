package dev.merchantreview.duty.web;

import dev.merchantreview.duty.ProviderDuty;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.NextAction;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A duty to have a service provider as the API shows it.
 *
 * @param category what the store loses without one
 * @param industry what the provider has to be of; one of any industry will do
 * @param noticeId the rule notice that asks for it
 * @param lastDay the last day to get one, where the platform is
 * @param createdAt when the merchant was told of it
 * @param remindedAt when it was reminded; null while it was not
 * @param endedAt null while it is due
 * @param appeal what the merchant says against the loss; null where there is none
 */
record ProviderDutyView(
    String id,
    ProviderDuty.State state,
    Platform platform,
    String storeId,
    String merchantId,
    String category,
    String industry,
    String noticeId,
    LocalDate lastDay,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime remindedAt,
    @Nullable OffsetDateTime endedAt,
    @Nullable AppealView appeal,
    List<NextAction> nextActions) {

  /**
   * An appeal.
   *
   * @param words what the merchant says
   * @param at when it said so
   * @param dueAt by when somebody should answer; null where the platform's profile names no time
   * @param answer what a person answered; null while nobody has
   * @param answeredAt null while nobody has answered
   */
  record AppealView(
      String words,
      OffsetDateTime at,
      @Nullable OffsetDateTime dueAt,
      @Nullable String answer,
      @Nullable OffsetDateTime answeredAt) {}
}
