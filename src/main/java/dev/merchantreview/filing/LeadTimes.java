package dev.merchantreview.filing;

import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.CallerClock;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long before a live its products are filed [K-file]. */
@Component
public class LeadTimes {

  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final CallerClock callers;
  private final Clock clock;

  LeadTimes(Platforms platforms, WorkingCalendar calendar, CallerClock callers, Clock clock) {
    this.platforms = platforms;
    this.calendar = calendar;
    this.callers = callers;
    this.clock = clock;
  }

  /** Until when a live's products are filed, with the days that led to it. */
  public DueTime fileBy(Platform platform, Instant liveAt) {
    return calendar.dueBefore(liveAt, numbers(platform).leadWorkingDays());
  }

  /**
   * Whether it is too late now; never for a live that has begun: what is filed after it is for
   * later ones.
   */
  public boolean isLate(Platform platform, @Nullable Instant liveAt) {
    return liveAt != null
        && liveAt.isAfter(clock.instant())
        && !clock.instant().isBefore(fileBy(platform, liveAt).at());
  }

  /** Whether a late filing is refused. */
  private boolean refusesLate(Platform platform) {
    return numbers(platform).late() == FilingNumbers.LateFiling.REFUSE;
  }

  /** Whole working days that are left to file, 0 when it is too late. */
  public int workingDaysLeft(Platform platform, Instant liveAt) {
    return calendar.workingDaysPassed(clock.instant(), fileBy(platform, liveAt).at());
  }

  /** What is wrong with the announced time of a live, lateness aside. */
  public List<FieldError> check(Platform platform, Instant liveAt, String pointer) {
    if (liveAt.isBefore(callers.earliestNow())) {
      return List.of(FieldError.of(pointer, "LIVE_IN_PAST"));
    }
    int horizon = numbers(platform).horizonDays();
    return liveAt.isAfter(calendar.endOfDayAfter(clock.instant(), horizon))
        ? List.of(FieldError.of(pointer, "TOO_FAR_AHEAD", horizon))
        : List.of();
  }

  /** The error that it is too late, where late filings are refused. */
  public List<FieldError> checkLate(Platform platform, Instant liveAt, String pointer) {
    return isLate(platform, liveAt) && refusesLate(platform)
        ? List.of(
            FieldError.of(
                pointer,
                "FILED_TOO_LATE",
                numbers(platform).leadWorkingDays(),
                fileBy(platform, liveAt).at().atZone(calendar.zone()).toOffsetDateTime()))
        : List.of();
  }

  private FilingNumbers numbers(Platform platform) {
    return platforms.get(platform).part(FilingNumbers.class);
  }
}
