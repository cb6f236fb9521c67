package dev.merchantreview.programme;

import java.util.Arrays;
import java.util.Optional;

/** How a member stands, as a table of standings says; the worst of all rows counts. */
public enum Standing {
  /** No row speaks against it. */
  OK,
  /** It counts, as a member on trial only. */
  TRIAL,
  /** It is told that it is about to fail. */
  WARN,
  /** It is below what members have to be. */
  FAIL;

  /** What a table may say. */
  static Optional<Standing> ofName(String name) {
    return Arrays.stream(values()).filter(one -> one != OK && one.name().equals(name)).findFirst();
  }
}
