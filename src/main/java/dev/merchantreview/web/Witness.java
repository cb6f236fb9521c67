package dev.merchantreview.web;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.HmacSignature;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may tell what happened at a provider: the provider itself, by its signature, or an
 * administrator.
 */
@Component
public class Witness {

  private final Clock clock;

  Witness(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param provider what the provider is called in the history
   * @param secret what the provider signs with
   * @param tolerance how old a signature may be
   * @throws ApiProblem 401 without a valid signature, unless the caller is an administrator
   */
  public ActorRef require(
      Caller caller,
      String provider,
      @Nullable String signature,
      byte[] body,
      String secret,
      Duration tolerance) {
    if (caller.has(Role.ADMIN)) {
      return caller.actor();
    }
    if (HmacSignature.isGenuine(signature, body, secret, clock.instant(), tolerance)) {
      return new ActorRef(ActorRef.Kind.PROVIDER, provider);
    }
    throw ApiProblem.badSignature();
  }

  /**
   * Reads a body no longer than a limit.
   *
   * @throws ApiProblem 413 when it is longer
   */
  public static byte[] read(InputStream body, int limitBytes) throws IOException {
    byte[] raw = body.readNBytes(limitBytes + 1);
    if (raw.length > limitBytes) {
      throw ApiProblem.tooLarge(limitBytes);
    }
    return raw;
  }
}
