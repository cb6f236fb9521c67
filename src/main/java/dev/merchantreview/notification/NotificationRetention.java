package dev.merchantreview.notification;

import dev.merchantreview.database.OldRows;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets notifications that are old; what is still to be sent stays however old it is. Nothing is
 * sent twice for it: only what is still to be sent, or what somebody asks to be sent again, is.
 */
@Component
class NotificationRetention {

  private static final OldRows.Kind SETTLED =
      new OldRows.Kind("notifications", "notification", "created_at", "state <> 'PENDING'");

  private final OldRows old;
  private final Duration age;
  private final OneInstance oneInstance;
  private final Clock clock;

  NotificationRetention(
      OldRows old, NotificationProperties properties, OneInstance oneInstance, Clock clock) {
    this.old = old;
    this.age = properties.retention();
    this.oneInstance = oneInstance;
    this.clock = clock;
    old.measure(SETTLED);
  }

  @Scheduled(fixedDelayString = "PT1H")
  void forget() {
    oneInstance.ifFree(
        SharedJob.NOTIFICATION_RETENTION, () -> old.delete(SETTLED, clock.instant().minus(age)));
  }
}
