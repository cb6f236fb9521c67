package dev.merchantreview.history;

import dev.merchantreview.shared.CaseId;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps from merchants what the events of a case hold for those who run and audit the service. A
 * module has one for the details it writes.
 */
public interface Withheld {

  /**
   * Takes it out of the details of an event.
   *
   * @param details a copy, to be changed
   */
  void from(CaseId caseId, ObjectNode details);
}
