package dev.merchantreview.duty;

import java.time.LocalDate;

/** The days of a duty; all are those where the platform is. */
final class DutyDays {

  private DutyDays() {}

  /** What a day brings to a merchant that has no provider. */
  enum Step {
    /** Nothing yet. */
    WAIT,
    /** It is reminded. */
    REMIND,
    /** Its time is over. */
    LOSE
  }

  /**
   * The last day to get a provider: that of the notice for those already in, as many days from its
   * own first day for whoever came later. Who would be told of it too late to be reminded (the
   * platform learnt of it late, or this service did) has all the days from today on (ours).
   *
   * @param since since when the store holds the category without a provider
   */
  static LocalDate lastDay(Duty duty, LocalDate since, LocalDate today) {
    LocalDate first = since.isBefore(duty.effectiveFrom()) ? duty.effectiveFrom() : since;
    LocalDate last = first.plusDays(duty.days() - 1L);
    return last.isBefore(today.plusDays(duty.reminderDays()))
        ? today.plusDays(duty.days() - 1L)
        : last;
  }

  /** Nobody loses anything unreminded: who could not be reminded before is reminded now. */
  static Step step(LocalDate lastDay, boolean reminded, int reminderDays, LocalDate today) {
    if (reminded) {
      return today.isAfter(lastDay) ? Step.LOSE : Step.WAIT;
    }
    return today.isBefore(lastDay.minusDays(reminderDays)) ? Step.WAIT : Step.REMIND;
  }

  /** The last day of whoever is reminded today: not sooner than a reminder is given for (ours). */
  static LocalDate reminded(LocalDate lastDay, int reminderDays, LocalDate today) {
    LocalDate earliest = today.plusDays(reminderDays);
    return today.isAfter(lastDay) ? earliest : lastDay;
  }
}
