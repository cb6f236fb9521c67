package dev.merchantreview.migration;

import dev.merchantreview.engine.Diagrams;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes, or would come, of moving a case's instance to the newest diagram.
 *
 * @param caseId null for an instance no case is bound to
 * @param plan where the instance is and would be; null when there is none
 * @param missing what the instance does not know yet and the newest diagram may read
 * @param reasons why it is refused; empty otherwise
 */
public record Move(
    @Nullable CaseId caseId,
    Diagrams.@Nullable Plan plan,
    Map<String, Object> missing,
    Outcome outcome,
    List<Reason> reasons) {

  /** How far it is. */
  public enum Outcome {
    /** It can be moved. */
    PLANNED,
    /** It will be moved; the case's history says when it was. */
    ACCEPTED,
    /** It was asked for before and has not come to its end yet. */
    UNDER_WAY,
    /** It runs by the newest diagram. */
    UP_TO_DATE,
    /** It cannot be moved now; nothing was changed. */
    REFUSED
  }

  /**
   * Why it cannot be moved.
   *
   * @param elementId the element of the diagram that is meant, or null
   */
  public record Reason(Code code, @Nullable String elementId) {}

  /** Stable; the texts are those of errors. */
  public enum Code {
    NO_INSTANCE,
    NO_CASE,
    ELEMENT_GONE,
    ELEMENT_CHANGED
  }

  static Move refused(@Nullable CaseId caseId, Diagrams.@Nullable Plan plan, List<Reason> why) {
    return new Move(caseId, plan, Map.of(), Outcome.REFUSED, why);
  }

  Move now(Outcome changed) {
    return new Move(caseId, plan, missing, changed, reasons);
  }
}
