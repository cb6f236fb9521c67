package dev.merchantreview.shared;

import org.jspecify.annotations.Nullable;

/** A party outside (bank, contract signing) does not answer now; asking again later is right. */
public final class OutsideUnavailableException extends RuntimeException {

  public OutsideUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
