package dev.merchantreview.deposit;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The fee of a store for one year (年费).
 *
 * @param amountFen by the profile of the day it was demanded
 * @param remindAt when the merchant is reminded, and {@code dueAt} until when it is to be paid
 * @param remindedAt when the merchant was reminded; null when it was not
 * @param overdueAt when it was found unpaid after its deadline; null when it was not
 * @param collectedFen what of it was taken so far, in {@code parts}
 * @param paidAt when the last of it was taken; null while some is owed
 */
public record YearlyFee(
    String id,
    String storeId,
    Year year,
    long amountFen,
    Instant demandedAt,
    Instant remindAt,
    Instant dueAt,
    @Nullable Instant remindedAt,
    @Nullable Instant overdueAt,
    @Nullable Instant paidAt,
    long collectedFen,
    int parts) {

  /**
   * A year of a store.
   *
   * @param from the first day: the store's own day
   * @param until the last day: the one before its next own day
   */
  public record Year(LocalDate from, LocalDate until) {}

  /** What is still owed, in fen. */
  public long unpaidFen() {
    return amountFen - collectedFen;
  }
}
