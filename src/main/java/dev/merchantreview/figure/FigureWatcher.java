package dev.merchantreview.figure;

import java.util.Set;

/** A module that goes by the figures of subjects, be they its own or another module's. */
public interface FigureWatcher {

  /**
   * Called in the transaction that changes figures, whoever says them and however they come.
   *
   * @param changed subjects of which another figure counts now
   */
  void changed(SubjectKind kind, Set<String> changed);
}
