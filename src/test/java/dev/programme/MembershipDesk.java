package dev.programme;

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

/** What a merchant does with memberships. */
@Service
class MembershipDesk {

  private final CaseDoor door;
  private final Memberships memberships;
  private final History history;
  private final EngineOutbox outbox;
  private final Clock clock;

  MembershipDesk(
      CaseDoor door, Memberships memberships, History history, EngineOutbox outbox, Clock clock) {
    this.door = door;
    this.memberships = memberships;
    this.history = history;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Transactional
  public Membership submit(String merchantId, String programme, ActorRef by) {
    Membership membership =
        new Membership(
            new CaseId(Ids.next("pm_")),
            new Membership.Data(merchantId, programme),
            by.id(),
            clock.instant());
    memberships.add(membership);
    String id = membership.id().value();
    history.append(
        CaseEvent.created(
            membership.id(), by, "SUBMITTED", membership.state().name(), Map.of("round", 1)));
    outbox.publish(
        membership.id(), "programme-membership-submitted", id, Map.of("caseId", id, "round", 1));
    return membership;
  }

  @Transactional
  public Optional<Change<Membership>> withdraw(CaseId id, ActorRef by, ExpectedVersion expected) {
    return door.change(
        memberships,
        id,
        expected,
        by,
        membership ->
            membership.withdraw(null)
                ? CaseDoor.withdrawn(null, "programme-membership-withdrawn", id.value())
                : new CaseDoor.Step.Refused());
  }
}
