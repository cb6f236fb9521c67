package dev.merchantreview.notification;

import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant's endpoint is told.
 *
 * @param eventId the same in every delivery of this notification, and in {@code webhook-id}: what
 *     was taken already can be told by it
 * @param type what kind of thing happened
 * @param action the event of the case's history
 * @param occurredAt when it happened
 * @param caseId what it happened to
 * @param merchantId who is told
 * @param sequence the event's number in the case's history: deliveries can overtake each other, and
 *     this puts them in order again
 * @param fromState the state before; null when the event changes none
 * @param toState the state after; null when the event changes none
 * @param caseUrl where the case can be read
 * @param noticeId the rule notice it happened because of; null for other reasons
 */
public record NotificationBody(
    String eventId,
    String type,
    String action,
    Instant occurredAt,
    String caseId,
    String merchantId,
    long sequence,
    @Nullable String fromState,
    @Nullable String toState,
    String caseUrl,
    @Nullable String noticeId) {

  static NotificationBody of(
      String eventId,
      String type,
      RecordedEvent event,
      CaseId caseId,
      String recipient,
      String caseUrl) {
    return new NotificationBody(
        eventId,
        type,
        event.action(),
        event.at(),
        caseId.value(),
        recipient,
        event.seq(),
        event.fromState(),
        event.toState(),
        caseUrl,
        event.details().path("noticeId").asString(null));
  }
}
