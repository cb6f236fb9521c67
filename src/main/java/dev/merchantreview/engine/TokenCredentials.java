package dev.merchantreview.engine;

import io.camunda.client.CredentialsProvider;
import java.io.IOException;

/**
 * Gives every call of the Camunda client, over gRPC and over REST, a token that is good. The
 * client's own provider renews a token only when it has ended, and keeps it in a file of the user's
 * home that all services of a machine share.
 */
final class TokenCredentials implements CredentialsProvider {

  private final TokenSource tokens;

  TokenCredentials(TokenSource tokens) {
    this.tokens = tokens;
  }

  @Override
  public void applyCredentials(CredentialsApplier headers) throws IOException {
    headers.put("Authorization", "Bearer " + tokens.current());
  }

  @Override
  public boolean shouldRetryRequest(StatusCode refusal) {
    if (!refusal.isUnauthorized()) {
      return false;
    }
    // The engine has not looked at a call it refused so: sent again, it happens once.
    tokens.refused();
    return true;
  }
}
