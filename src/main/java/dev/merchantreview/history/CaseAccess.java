package dev.merchantreview.history;

import dev.merchantreview.shared.CaseId;
import java.util.Optional;

/**
 * A module that has cases tells whose they are, so that a merchant can read the history of its own
 * and of no other.
 */
public interface CaseAccess {

  /** The merchant the case belongs to; empty when it is not one of this module's. */
  Optional<String> merchantOf(CaseId caseId);
}
