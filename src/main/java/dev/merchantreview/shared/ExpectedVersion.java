package dev.merchantreview.shared;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The version a caller works from.
 *
 * @param versions the versions it would take; null for any
 */
public record ExpectedVersion(@Nullable Set<Long> versions) {

  /** Any version. */
  public static final ExpectedVersion ANY = new ExpectedVersion(null);

  /**
   * Judged under the lock, before anything is changed.
   *
   * @param present the version there is; 0 when there is nothing yet
   * @throws StaleVersionException when the caller expects another
   */
  public void require(long present) {
    if (versions != null && !versions.contains(present)) {
      throw new StaleVersionException(present);
    }
  }
}
