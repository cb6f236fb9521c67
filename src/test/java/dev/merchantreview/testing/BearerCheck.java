package dev.merchantreview.testing;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Takes calls as a cluster does that asks for tokens: signed with a key the authorization server
 * has now, not ended by one second, and meant for this audience.
 */
public final class BearerCheck implements ServerInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("Authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String BEARER = "Bearer ";

  private final String keysUrl;
  private volatile String audience;
  private volatile NimbusJwtDecoder decoder;

  /** Every call that was taken, by its token, in the order they came. */
  public final List<Token> taken = new CopyOnWriteArrayList<>();

  /** Why each call was not taken that was not. */
  public final List<String> refused = new CopyOnWriteArrayList<>();

  /** A token that was good. */
  public record Token(String value, Instant end) {}

  public BearerCheck(String keysUrl, String audience) {
    this.keysUrl = keysUrl;
    this.audience = audience;
    this.decoder = decoder();
  }

  /** Takes only what is meant for another audience from now on. */
  public void expect(String other) {
    audience = other;
  }

  /** Reads the server's keys anew, as a cluster does from time to time. */
  public void forgetKeys() {
    decoder = decoder();
  }

  private NimbusJwtDecoder decoder() {
    NimbusJwtDecoder fresh = NimbusJwtDecoder.withJwkSetUri(keysUrl).build();
    fresh.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(Duration.ZERO),
            new JwtClaimValidator<List<String>>(
                "aud", audiences -> audiences != null && audiences.contains(audience))));
    return fresh;
  }

  /** Whether a call is taken with this header. */
  boolean takes(@Nullable String header) {
    if (header == null || !header.startsWith(BEARER)) {
      refused.add("no token");
      return false;
    }
    try {
      Jwt token = decoder.decode(header.substring(BEARER.length()));
      taken.add(new Token(token.getTokenValue(), Objects.requireNonNull(token.getExpiresAt())));
      return true;
    } catch (JwtException bad) {
      refused.add(String.valueOf(bad.getMessage()));
      return false;
    }
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (takes(headers.get(AUTHORIZATION))) {
      return next.startCall(call, headers);
    }
    call.close(Status.UNAUTHENTICATED.withDescription("not with this token"), new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
