package dev.merchantreview.history;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What merchants are told of events: what happened and why, not by whom and by which rules. */
@Component
public class MerchantsEvents {

  /** The detail by which an event names whose verdict did not count: all of it is about that. */
  private static final String REVIEWER = "reviewer";

  private static final Set<String> INTERNAL =
      Set.of(
          RecordedEvent.ENGINE_SAID,
          "taskKey",
          "financeReviewer",
          "secondReviewer",
          "imposedBy",
          "lostBy",
          "detail");

  private static final Set<ActorRef.Kind> PERSONS =
      Set.of(ActorRef.Kind.AUDITOR, ActorRef.Kind.OPERATOR, ActorRef.Kind.ADMIN);

  private final List<Withheld> withheld;

  MerchantsEvents(List<Withheld> withheld) {
    this.withheld = withheld;
  }

  /** The id of who did something; null where that is a person of the platform. */
  public static @Nullable String actor(ActorRef actor) {
    return PERSONS.contains(actor.kind()) ? null : actor.id();
  }

  /** What was decided, without who did, and what else is internal whatever it is about. */
  public static JsonNode withoutPersons(JsonNode decision) {
    return decision instanceof ObjectNode whole ? whole.deepCopy().remove(INTERNAL) : decision;
  }

  /** As who handed the case in may read it. */
  public RecordedEvent toOwner(CaseId caseId, RecordedEvent event) {
    if (event.details().has(REVIEWER)) {
      return toSide(event);
    }
    ObjectNode details = (ObjectNode) event.details().deepCopy();
    details.remove(INTERNAL);
    withheld.forEach(one -> one.from(caseId, details));
    return event.with(details);
  }

  /** As a side of the case may read it that did not hand it in: that it happened. */
  public RecordedEvent toSide(RecordedEvent event) {
    return event.withoutDetails();
  }
}
