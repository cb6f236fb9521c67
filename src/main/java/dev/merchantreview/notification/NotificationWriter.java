package dev.merchantreview.notification;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.history.HistoryAppended;
import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.web.PublicUrl;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns what happens to a case into what its merchants and the operators are told, in the same
 * transaction: every change of state, and what the modules say besides.
 */
@Component
class NotificationWriter {

  private final NotificationKinds kinds;
  private final Notifications notifications;
  private final CaseAccess access;
  private final PublicUrl publicUrl;
  private final JsonMapper json;

  NotificationWriter(
      NotificationKinds kinds,
      Notifications notifications,
      CaseAccess access,
      PublicUrl publicUrl,
      JsonMapper json) {
    this.kinds = kinds;
    this.notifications = notifications;
    this.access = access;
    this.publicUrl = publicUrl;
    this.json = json;
  }

  @EventListener
  void on(HistoryAppended appended) {
    CaseId caseId = appended.caseId();
    RecordedEvent event = appended.event();
    Optional<String> forMerchants = kinds.toMerchants(event);
    Optional<String> forNamed = kinds.toNamedMerchants(event);
    Optional<String> forOperators = kinds.toOperators(event);
    if (forMerchants.isEmpty() && forNamed.isEmpty() && forOperators.isEmpty()) {
      return;
    }
    Optional<CaseAccess.Parties> parties = access.partiesOf(caseId);
    if (parties.isEmpty()) {
      return;
    }
    String path = parties.get().path();
    forOperators.ifPresent(kind -> tell(caseId, event, Recipient.OPERATORS, kind, path));
    forMerchants.ifPresent(
        kind ->
            parties
                .get()
                .merchants()
                .forEach(merchant -> tell(caseId, event, merchant, kind, path)));
    forNamed.ifPresent(
        kind ->
            parties.get().merchants().stream()
                .filter(merchant -> isNamed(merchant, event))
                .forEach(merchant -> tell(caseId, event, merchant, kind, path)));
  }

  private static boolean isNamed(String merchant, RecordedEvent event) {
    return event
        .details()
        .path(NotifiedEvents.MERCHANTS)
        .valueStream()
        .anyMatch(one -> one.asString().equals(merchant));
  }

  private void tell(
      CaseId caseId, RecordedEvent event, String recipient, String type, String path) {
    String id = Ids.next("ev_");
    NotificationBody body =
        NotificationBody.of(id, type, event, caseId, recipient, publicUrl.of(path));
    notifications.keep(id, recipient, caseId.value(), type, json.writeValueAsString(body));
  }
}
