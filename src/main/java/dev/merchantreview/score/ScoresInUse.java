package dev.merchantreview.score;

import dev.merchantreview.figure.SubjectKind;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;

/** Knows by which scores it decided something: these are kept, with their parts, for good. */
public interface ScoresInUse {

  /**
   * Whose score of a day something was decided by.
   *
   * @param kind of the subjects
   * @param ids of some of them
   * @param first the day of the score
   * @param last the last day it counted
   * @return of these ids
   */
  Set<String> among(SubjectKind kind, Collection<String> ids, LocalDate first, LocalDate last);
}
