package dev.merchantreview.shared;

import java.util.Set;

/**
 * What became of asking a case to change: a refusal is a value, not an exception.
 *
 * @param <T> what the case is afterwards
 */
public sealed interface Change<T> {

  /** The change was made. */
  record Made<T>(T value) implements Change<T> {}

  /**
   * The case's state does not allow it; nothing was changed.
   *
   * @param state the state it is in
   * @param allowed the names of what its owner may do in that state
   */
  record Refused<T>(String state, Set<String> allowed) implements Change<T> {}

  /** There is nothing new in what was handed in; nothing was changed. */
  record Unchanged<T>() implements Change<T> {}
}
