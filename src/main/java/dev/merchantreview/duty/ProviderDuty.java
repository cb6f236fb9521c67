package dev.merchantreview.duty;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a store's merchant has to have a service provider until a day.
 *
 * @param category what the store loses without one
 * @param industry what the provider has to be of
 * @param noticeId the rule notice that asks for it
 * @param lastDay the last day to get one, where the platform is
 * @param createdAt when it was put on record, and the merchant told
 * @param remindedAt null while it was not reminded
 * @param endedAt null while it is due
 * @param appeal null where nobody appealed
 */
public record ProviderDuty(
    CaseId id,
    Platform platform,
    CaseId storeId,
    String merchantId,
    String category,
    String industry,
    String noticeId,
    State state,
    LocalDate lastDay,
    Instant createdAt,
    @Nullable Instant remindedAt,
    @Nullable Instant endedAt,
    @Nullable Appeal appeal) {

  /** Where it stands. */
  public enum State {
    /** The merchant has no provider yet. */
    DUE,
    /** It has one. */
    MET,
    /** The platform bound it to one. */
    ASSIGNED,
    /** It had none in time: the store lost the category. */
    UNMET,
    /** Its merchant appealed against that, and nobody has answered. */
    APPEALED,
    /** A person refused the appeal. */
    APPEAL_REFUSED,
    /** A person gave the category back. */
    RESTORED,
    /** Nothing asks for it any more: the notice, the category or the store is gone. */
    LAPSED
  }

  /**
   * What the merchant says against the loss.
   *
   * @param answer what a person answered; null while nobody has
   */
  public record Appeal(
      String words,
      String by,
      Instant at,
      @Nullable String answer,
      @Nullable String answeredBy,
      @Nullable Instant answeredAt) {}
}
