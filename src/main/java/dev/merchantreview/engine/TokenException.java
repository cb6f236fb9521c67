package dev.merchantreview.engine;

import java.io.IOException;

/**
 * There is no token for a call of the cluster, and so no call. Nothing was asked of the engine:
 * asking again is all that has to happen.
 */
final class TokenException extends IOException {

  private final boolean refused;

  /**
   * @param message one line for whoever runs the service, without secret or token
   * @param refused whether the authorization server answered, and will answer the same until
   *     somebody changes a setting of one of the two
   */
  TokenException(String message, boolean refused) {
    super(message);
    this.refused = refused;
  }

  boolean isRefused() {
    return refused;
  }
}
