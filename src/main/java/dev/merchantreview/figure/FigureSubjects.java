package dev.merchantreview.figure;

import dev.merchantreview.shared.ActorRef;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** A module whose things have figures. */
public interface FigureSubjects {

  SubjectKind kind();

  /**
   * The merchants these subjects belong to, by the subject's id; who is not among the answers is
   * not known.
   */
  Map<String, String> owners(Collection<String> ids);

  /**
   * Called in the transaction that reports figures of these subjects, before anything is written;
   * the subjects are known.
   *
   * @return what is to be done after that, in the same transaction
   */
  default AfterReport reporting(Set<String> ids, ActorRef by) {
    return changed -> {};
  }

  /** What the module does once figures were reported. */
  @FunctionalInterface
  interface AfterReport {

    /**
     * @param changed those of the subjects of which another figure counts now
     */
    void reported(Set<String> changed);
  }
}
