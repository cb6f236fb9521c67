package dev.merchantreview.engine;

import dev.merchantreview.shared.Sha256;

/**
 * Tells whoever looks at a process, decision or form in the engine which file it is: the beginning
 * of the file's own SHA-256.
 */
final class VersionTag {

  /** Enough hexadecimal digits that no two files of a project share them by chance. */
  private static final int DIGITS = 12;

  private VersionTag() {}

  /** The tag of a file as it stands in the release. */
  static String of(Model.File file) {
    return of(Sha256.hex(file.content()));
  }

  /** The same by the file's SHA-256. */
  static String of(String sha256) {
    return sha256.substring(0, DIGITS);
  }
}
