package dev.merchantreview.history;

import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.Set;

/**
 * Says whose a case is, so that merchants read the history of their own cases and of no others, and
 * are told what happens to them.
 */
public interface CaseAccess {

  /**
   * Whose a case is.
   *
   * @param merchants every merchant that is a side of it: told of its changes, and may read that
   *     they happened
   * @param owners those of them who handed it in: they may also read its events' details
   * @param path where the case is read in the API
   */
  record Parties(Set<String> merchants, Set<String> owners, String path) {}

  /** Whose the case is; empty when there is no such case. */
  Optional<Parties> partiesOf(CaseId caseId);
}
