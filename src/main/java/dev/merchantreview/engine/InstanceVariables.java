package dev.merchantreview.engine;

import dev.merchantreview.shared.CaseId;
import java.util.Map;

/** Knows what process instances have to know of their cases; a module that has cases says it. */
public interface InstanceVariables {

  /** As the case stands now; empty when no instance has to work on it. */
  Map<String, Object> of(CaseId caseId);
}
