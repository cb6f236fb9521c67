package dev.merchantreview.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * A realm of a real authorization server, its door, and its administrator. The server is started
 * once for all classes of tests that ask tokens of it; their realms know nothing of each other.
 */
public final class Keycloak implements AutoCloseable {

  private final KeycloakServer server = KeycloakServer.get();
  private final String realm;
  private final RestClient http = RestClient.create(server.url());
  private final EngineProxy door = new EngineProxy(server.port(), "");

  /**
   * The server begins to start; {@link #awaitStarted} waits for it.
   *
   * @param realm a name of the class's own
   */
  public Keycloak(String realm) {
    this.realm = realm;
  }

  /** Waits until it answers, and makes the realm. */
  public Keycloak awaitStarted() {
    server.awaitStarted();
    post("", Map.of("realm", realm, "enabled", true));
    return this;
  }

  /** Where tokens are given; known before it is started. */
  public String tokenUrl() {
    return "http://127.0.0.1:"
        + door.port()
        + "/realms/"
        + realm
        + "/protocol/openid-connect/token";
  }

  /** Who it says it is, to people's browsers and to the service; known before it is started. */
  public String issuer() {
    return "http://127.0.0.1:" + door.port() + "/realms/" + realm;
  }

  /** Makes a client that people log in to, and come back to from nowhere else. */
  public void addWebsite(String id, String secret, String callback, String afterLogout) {
    post(
        realm + "/clients",
        Map.of(
            "clientId",
            id,
            "secret",
            secret,
            "redirectUris",
            List.of(callback),
            "attributes",
            Map.of("post.logout.redirect.uris", afterLogout, "pkce.code.challenge.method", "S256"),
            "protocolMappers",
            List.of(
                mapper(
                    "roles",
                    "oidc-usermodel-realm-role-mapper",
                    Map.of("claim.name", "realm_access.roles", "multivalued", "true")),
                mapper("groups", "oidc-group-membership-mapper", Map.of("claim.name", "groups")))));
  }

  private static Map<String, Object> mapper(String name, String kind, Map<String, String> more) {
    Map<String, String> config = new HashMap<>(more);
    config.put("id.token.claim", "true");
    config.put("full.path", "false");
    config.put("jsonType.label", "String");
    return Map.of(
        "name", name, "protocol", "openid-connect", "protocolMapper", kind, "config", config);
  }

  /** Makes a person; the password is the name. */
  public void addPerson(String name, List<String> roles, List<String> groups) {
    for (String role : roles) {
      post(realm + "/roles", Map.of("name", role));
    }
    for (String group : groups) {
      post(realm + "/groups", Map.of("name", group));
    }
    post(
        realm + "/users",
        Map.of(
            "username",
            name,
            "enabled",
            true,
            "firstName",
            name,
            "lastName",
            name,
            "email",
            name + "@example.org",
            "groups",
            groups,
            "credentials",
            List.of(Map.of("type", "password", "value", name, "temporary", false))));
    String id = get(realm + "/users?exact=true&username=" + name).get(0).path("id").asString();
    for (String role : roles) {
      post(
          realm + "/users/" + id + "/role-mappings/realm",
          List.of(Map.of("id", get(realm + "/roles/" + role).path("id").asString(), "name", role)));
    }
  }

  /** Gives no tokens, as if it were not running, until {@link #plugIn}. */
  public void unplug() {
    door.unplug();
  }

  public void plugIn() {
    door.plugIn();
  }

  /** Where its public keys are. */
  public String keysUrl() {
    return server.url() + "/realms/" + realm + "/protocol/openid-connect/certs";
  }

  /** Makes a client that gets tokens for these audiences. */
  public void addClient(String id, String secret, Duration life, List<String> audiences) {
    post(
        realm + "/clients",
        Map.of(
            "clientId",
            id,
            "secret",
            secret,
            "serviceAccountsEnabled",
            true,
            "standardFlowEnabled",
            false,
            "attributes",
            Map.of("access.token.lifespan", Long.toString(life.toSeconds())),
            "protocolMappers",
            audiences.stream().map(Keycloak::mapper).toList()));
  }

  private static Map<String, Object> mapper(String audience) {
    return Map.of(
        "name",
        audience,
        "protocol",
        "openid-connect",
        "protocolMapper",
        "oidc-audience-mapper",
        "config",
        Map.of("included.custom.audience", audience, "access.token.claim", "true"));
  }

  /** Gives a client another secret. */
  public void setSecret(String id, String secret) {
    change(id, Map.of("secret", secret));
  }

  /** Has a client's tokens live so long from now on. */
  public void setLife(String id, Duration life) {
    change(
        id, Map.of("attributes", Map.of("access.token.lifespan", Long.toString(life.toSeconds()))));
  }

  private void change(String id, Map<String, Object> values) {
    JsonNode client = get(realm + "/clients?clientId=" + id).get(0);
    http.put()
        .uri("/admin/realms/" + realm + "/clients/" + client.path("id").asString())
        .headers(headers -> headers.setBearerAuth(administrator()))
        .contentType(MediaType.APPLICATION_JSON)
        .body(with(values, id))
        .retrieve()
        .toBodilessEntity();
  }

  private static Map<String, Object> with(Map<String, Object> values, String id) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("clientId", id);
    return all;
  }

  /** Signs with a new key from now on, and stands no longer for what the former ones signed. */
  public void rotateKeys() {
    JsonNode former = get(realm + "/components?type=org.keycloak.keys.KeyProvider");
    post(
        realm + "/components",
        Map.of(
            "name",
            "rotated",
            "providerId",
            "rsa-generated",
            "providerType",
            "org.keycloak.keys.KeyProvider",
            "config",
            Map.of("priority", List.of("200"), "enabled", List.of("true"))));
    for (JsonNode one : former) {
      if (one.path("providerId").asString().equals("rsa-generated")) {
        http.delete()
            .uri("/admin/realms/" + realm + "/components/" + one.path("id").asString())
            .headers(headers -> headers.setBearerAuth(administrator()))
            .retrieve()
            .toBodilessEntity();
      }
    }
  }

  private JsonNode get(String path) {
    return http.get()
        .uri("/admin/realms/" + path)
        .headers(headers -> headers.setBearerAuth(administrator()))
        .retrieve()
        .body(JsonNode.class);
  }

  private void post(String path, Object body) {
    http.post()
        .uri("/admin/realms" + (path.isEmpty() ? "" : "/" + path))
        .headers(headers -> headers.setBearerAuth(administrator()))
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .retrieve()
        .toBodilessEntity();
  }

  private String administrator() {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("grant_type", "password");
    form.add("client_id", "admin-cli");
    form.add("username", KeycloakProgram.ADMIN);
    form.add("password", KeycloakProgram.ADMIN);
    return http.post()
        .uri("/realms/master/protocol/openid-connect/token")
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(form)
        .retrieve()
        .body(JsonNode.class)
        .path("access_token")
        .asString();
  }

  @Override
  public void close() {
    door.close();
  }
}
