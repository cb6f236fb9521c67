package dev.merchantreview.notification;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.history.HistoryAppended;
import dev.merchantreview.history.RecordedEvent;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.web.PublicUrl;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns what happens to a case into what its merchant is told, in the same transaction: every
 * change of state, every reminder, and every change of a PK or of a deposit.
 */
@Component
class NotificationWriter {

  private static final String STATE_CHANGED = "STATE_CHANGED";

  /** What merchants are told besides changes of state: the kind of message, by the event. */
  private static final Map<String, String> MERCHANTS_EVENTS =
      Map.ofEntries(
          Map.entry("MERCHANT_REMINDED", "REMINDER"),
          Map.entry("PK_CONFIRMED", "PK_CHANGED"),
          Map.entry("PK_SIDE_LEFT", "PK_CHANGED"),
          Map.entry("PK_LIVE_MOVED", "PK_CHANGED"),
          Map.entry("PK_PRODUCT_ADDED", "PK_CHANGED"),
          Map.entry("PK_PRODUCT_REMOVED", "PK_CHANGED"),
          Map.entry("PENALTY_IMPOSED", "DEPOSIT_CHANGED"),
          Map.entry("TOP_UP_DEMANDED", "DEPOSIT_CHANGED"),
          Map.entry("TOP_UP_PAID", "DEPOSIT_CHANGED"));

  private static final Map<String, String> OPERATORS_EVENTS =
      Map.of(
          "AUDITOR_REMINDED", "AUDIT_REMINDER",
          "AUDIT_OVERDUE", "AUDIT_ESCALATION",
          "PAYOUT_FINDING_OPENED", "PAYOUT_FINDING");

  private final WebhookEndpoints endpoints;
  private final Notifications notifications;
  private final CaseAccess access;
  private final PublicUrl publicUrl;
  private final JsonMapper json;

  NotificationWriter(
      WebhookEndpoints endpoints,
      Notifications notifications,
      CaseAccess access,
      PublicUrl publicUrl,
      JsonMapper json) {
    this.endpoints = endpoints;
    this.notifications = notifications;
    this.access = access;
    this.publicUrl = publicUrl;
    this.json = json;
  }

  /** The kinds of notification there are. */
  static Set<String> types() {
    return Stream.of(Set.of(STATE_CHANGED), MERCHANTS_EVENTS.values(), OPERATORS_EVENTS.values())
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @EventListener
  void on(HistoryAppended appended) {
    CaseId caseId = appended.caseId();
    RecordedEvent event = appended.event();
    boolean changed = event.toState() != null && !event.toState().equals(event.fromState());
    String forMerchants =
        MERCHANTS_EVENTS.getOrDefault(event.action(), changed ? STATE_CHANGED : null);
    String forOperators = OPERATORS_EVENTS.get(event.action());
    if (forMerchants == null && forOperators == null) {
      return;
    }
    Optional<CaseAccess.Parties> parties = access.partiesOf(caseId);
    if (parties.isEmpty()) {
      return;
    }
    if (forOperators != null) {
      tell(caseId, event, Recipient.OPERATORS, forOperators, parties.get().path());
    }
    if (forMerchants != null) {
      parties
          .get()
          .merchants()
          .forEach(merchant -> tell(caseId, event, merchant, forMerchants, parties.get().path()));
    }
  }

  private void tell(
      CaseId caseId, RecordedEvent event, String recipient, String type, String path) {
    if (endpoints.find(recipient).isEmpty()) {
      return;
    }
    String id = Ids.next("ev_");
    NotificationBody body =
        NotificationBody.of(id, type, event, caseId, recipient, publicUrl.of(path));
    notifications.keep(id, recipient, caseId.value(), type, json.writeValueAsString(body));
  }
}
