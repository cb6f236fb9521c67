package dev.merchantreview.web;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.HmacSignature;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what a provider tells: signed by the provider, or from an administrator in its place. */
@Component
public class ProviderNotices {

  private static final int LIMIT_BYTES = 65_536;

  private final StrictJson json;
  private final Clock clock;

  ProviderNotices(StrictJson json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /**
   * A provider.
   *
   * @param name what the provider is called in the history
   * @param secrets what it signs with: two while a secret is changed
   * @param tolerance how old, or how far ahead, its signature may be
   */
  public record Provider(String name, List<String> secrets, Duration tolerance) {

    /**
     * @param secretBefore the secret of before, as long as the provider may still sign with it
     */
    public static Provider of(
        String name, String secret, @Nullable String secretBefore, Duration tolerance) {
      return new Provider(
          name, secretBefore == null ? List.of(secret) : List.of(secret, secretBefore), tolerance);
    }
  }

  /**
   * What was told.
   *
   * @param by who told it
   */
  public record Notice<T>(T content, ActorRef by) {}

  /**
   * Reads a notice. The signature is judged before anything of the body is looked at: a stranger
   * learns nothing from how it is answered.
   *
   * @throws ApiProblem 413 when it is too long, 401 without a valid signature unless the caller is
   *     an administrator, 400 or 422 when the content is wrong
   */
  public <T> Notice<T> read(
      InputStream body, @Nullable String signature, Caller caller, Provider provider, Class<T> type)
      throws IOException {
    byte[] raw = raw(body);
    if (caller.has(Role.ADMIN)) {
      return new Notice<>(json.read(raw, type), caller.actor());
    }
    return genuine(raw, signature, provider, type);
  }

  /**
   * The same where nobody may tell it in the provider's place, because what is told moves money.
   *
   * @throws ApiProblem 413 when it is too long, 401 without a valid signature, 400 or 422 when the
   *     content is wrong
   */
  public <T> Notice<T> readSigned(
      InputStream body, @Nullable String signature, Provider provider, Class<T> type)
      throws IOException {
    return genuine(raw(body), signature, provider, type);
  }

  private static byte[] raw(InputStream body) throws IOException {
    byte[] raw = body.readNBytes(LIMIT_BYTES + 1);
    if (raw.length > LIMIT_BYTES) {
      throw ApiProblem.tooLarge(LIMIT_BYTES);
    }
    return raw;
  }

  private <T> Notice<T> genuine(
      byte[] raw, @Nullable String signature, Provider provider, Class<T> type) {
    if (!HmacSignature.isGenuine(
        signature, raw, provider.secrets(), clock.instant(), provider.tolerance())) {
      throw ApiProblem.badSignature();
    }
    return new Notice<>(
        json.read(raw, type), new ActorRef(ActorRef.Kind.PROVIDER, provider.name()));
  }
}
