package dev.badge;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Ids;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a merchant does with badges. */
@Service
class BadgeDesk {

  private final CaseDoor door;
  private final Badges badges;
  private final History history;
  private final EngineOutbox outbox;
  private final Clock clock;

  BadgeDesk(CaseDoor door, Badges badges, History history, EngineOutbox outbox, Clock clock) {
    this.door = door;
    this.badges = badges;
    this.history = history;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Transactional
  public Badge submit(String merchantId, String level, ActorRef by) {
    Badge badge =
        new Badge(
            new CaseId(Ids.next("bg_")),
            new Badge.Data(merchantId, level),
            by.id(),
            clock.instant());
    badges.add(badge);
    String id = badge.id().value();
    history.append(
        CaseEvent.created(badge.id(), by, "SUBMITTED", badge.state().name(), Map.of("round", 1)));
    outbox.publish(badge.id(), "store-badge-submitted", id, Map.of("caseId", id, "round", 1));
    return badge;
  }

  @Transactional
  public Optional<Change<Badge>> withdraw(CaseId id, ActorRef by, ExpectedVersion expected) {
    return door.change(
        badges,
        id,
        expected,
        by,
        badge ->
            badge.withdraw(null)
                ? CaseDoor.withdrawn(null, "store-badge-withdrawn", id.value())
                : new CaseDoor.Step.Refused());
  }
}
