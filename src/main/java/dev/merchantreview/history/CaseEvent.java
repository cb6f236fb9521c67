package dev.merchantreview.history;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a case and is to be remembered.
 *
 * @param action what happened, in {@code UPPER_SNAKE}
 * @param fromState the state before, or null when the event changes none
 * @param toState the state after, or null when the event changes none
 * @param elementId the BPMN element in whose work it happened, or null
 * @param details facts of the event; personal data masked, money in fen
 */
public record CaseEvent(
    CaseId caseId,
    ActorRef actor,
    String action,
    @Nullable String fromState,
    @Nullable String toState,
    @Nullable String elementId,
    Map<String, Object> details) {

  /** A case begins. */
  public static CaseEvent created(
      CaseId caseId, ActorRef actor, String action, String state, Map<String, Object> details) {
    return new CaseEvent(caseId, actor, action, null, state, null, details);
  }

  /** A case came from one state to another. */
  public static CaseEvent moved(
      CaseId caseId,
      ActorRef actor,
      String action,
      String from,
      String to,
      Map<String, Object> details) {
    return new CaseEvent(caseId, actor, action, from, to, null, details);
  }

  /** Something happened to a case whose state stays. */
  public static CaseEvent noted(
      CaseId caseId, ActorRef actor, String action, Map<String, Object> details) {
    return new CaseEvent(caseId, actor, action, null, null, null, details);
  }
}
