package dev.merchantreview.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID provider on the wire, where everybody is logged in already: it signs ID tokens with
 * whatever algorithm and key a test wants, which no real one does.
 */
public final class StandInProvider {

  private static final int RSA_BITS = 2048;
  private static final Duration LIFE = Duration.ofMinutes(5);

  /** What it says it signs with. */
  private static final List<JWSAlgorithm> SAID =
      List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  private final HttpServer server;
  private final RSAKey rsa;
  private final ECKey ec;
  private final RSAKey unknown;
  private final Map<String, String> nonces = new ConcurrentHashMap<>();
  private volatile JWSAlgorithm algorithm = JWSAlgorithm.RS256;
  private volatile boolean byUnknownKey;
  private volatile Map<String, List<String>> claims = Map.of();

  public StandInProvider() {
    try {
      rsa = new RSAKeyGenerator(RSA_BITS).keyID("rsa").generate();
      ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
      unknown = new RSAKeyGenerator(RSA_BITS).keyID("rsa").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException | IOException cause) {
      throw new IllegalStateException(cause);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void close() {
    server.stop(0);
  }

  /**
   * How the next logins are told.
   *
   * @param signed the algorithm of the ID token
   * @param said its claims besides what every one has
   */
  public void tells(JWSAlgorithm signed, Map<String, List<String>> said) {
    algorithm = signed;
    claims = said;
    byUnknownKey = false;
  }

  /** Signs with a key that is not among those it publishes, under the name of one that is. */
  public void signsByAnotherKey() {
    byUnknownKey = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/.well-known/openid-configuration" -> json(exchange, description());
        case "/keys" ->
            json(exchange, new JWKSet(List.<JWK>of(rsa, ec)).toPublicJWKSet().toJSONObject());
        case "/authorize" -> authorize(exchange);
        case "/token" -> token(exchange);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private Map<String, Object> description() {
    return Map.of(
        "issuer", issuer(),
        "authorization_endpoint", issuer() + "/authorize",
        "token_endpoint", issuer() + "/token",
        "jwks_uri", issuer() + "/keys",
        "response_types_supported", List.of("code"),
        "subject_types_supported", List.of("public"),
        "id_token_signing_alg_values_supported", SAID.stream().map(JWSAlgorithm::getName).toList());
  }

  /** The code names the login, so that its nonce is known when it comes back. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
    String code = "code" + nonces.size();
    nonces.put(code, asked.get("nonce"));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    exchange.sendResponseHeaders(302, -1);
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> asked =
        fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
    json(
        exchange,
        Map.of(
            "access_token",
            "access",
            "token_type",
            "Bearer",
            "expires_in",
            LIFE.toSeconds(),
            "id_token",
            idToken(asked.get("client_id"), nonces.get(asked.get("code")))));
  }

  private String idToken(String client, String nonce) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder told =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject("1")
            .audience(client)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .claim("nonce", nonce)
            .claim("preferred_username", "auditor1");
    claims.forEach(told::claim);
    boolean elliptic = JWSAlgorithm.Family.EC.contains(algorithm);
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(algorithm).keyID(elliptic ? "ec" : "rsa").build(),
              told.build());
      JWSSigner signer =
          elliptic ? new ECDSASigner(ec) : new RSASSASigner(byUnknownKey ? unknown : rsa);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static Map<String, String> fields(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void json(HttpExchange exchange, Map<String, ?> body) {
    byte[] bytes = JsonMapper.shared().writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    try {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
