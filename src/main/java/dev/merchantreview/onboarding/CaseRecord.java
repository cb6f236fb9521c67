package dev.merchantreview.onboarding;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts what happened to a store application on record. */
@Component
class CaseRecord {

  private final History history;

  CaseRecord(History history) {
    this.history = history;
  }

  /**
   * @param from the state before; null when the event changes none, or is the first
   * @param elementId the BPMN element in whose work it happened, or null
   */
  void append(
      StoreApplication application,
      ActorRef actor,
      String action,
      @Nullable String from,
      @Nullable String elementId,
      Map<String, Object> details) {
    boolean first = action.equals(Onboarding.FIRST_EVENT);
    history.append(
        new CaseEvent(
            application.id(),
            actor,
            action,
            from,
            from == null && !first ? null : application.state().name(),
            elementId,
            details));
  }
}
