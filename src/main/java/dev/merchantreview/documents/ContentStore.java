package dev.merchantreview.documents;

import dev.merchantreview.shared.OutsideUnavailableException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where contents are kept, outside the database and for all instances: files known by the SHA-256
 * of their bytes, which so never change. It is told sealed bytes only, and their address tells
 * nothing of what was sealed.
 *
 * <p>Every call may throw {@link OutsideUnavailableException}: it cannot be reached now.
 */
interface ContentStore {

  /**
   * Keeps a file: it is on the disk, or confirmed by whoever has it, when this returns. To store it
   * once more changes nothing.
   *
   * @param address SHA-256 of the bytes, in hex
   */
  void store(String address, byte[] content);

  /**
   * @return what is kept there, which need not be what was stored; empty when nothing is
   */
  Optional<byte[]> open(String address);

  boolean exists(String address);

  /** Removes a file; one that is not there is no error. */
  void remove(String address);

  /** Removes what stores that were broken off left behind, from before that time. */
  void tidy(Instant before);

  /** For people: where that is. */
  String description();

  /** How both kinds of store name a file, so that one can be copied to the other: ab/cd/abcd…. */
  static String path(String address) {
    if (!address.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not an address: " + address);
    }
    return address.substring(0, 2) + "/" + address.substring(2, 4) + "/" + address;
  }
}
