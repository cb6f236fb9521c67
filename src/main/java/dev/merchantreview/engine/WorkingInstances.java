package dev.merchantreview.engine;

import java.util.Collection;
import java.util.Set;

/** Knows which process instances still have something to do; a module that has cases says it. */
public interface WorkingInstances {

  /** Those of these process instances that have to work on a case now. */
  Set<Long> among(Collection<Long> instances);
}
