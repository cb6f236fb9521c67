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
    Map<String, Object> details) {}
