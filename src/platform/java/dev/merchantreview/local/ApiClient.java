package dev.merchantreview.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the API as one of the local users. In tests every answer is held against the contract the
 * service serves: one that does not keep it fails the test that asked.
 */
public final class ApiClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String url;
  private final String authorization;
  private final boolean holdsToContract;

  /**
   * @param user a local user; the password is the name
   */
  public ApiClient(String url, String user) {
    this(url, user, false);
  }

  private ApiClient(String url, String user, boolean holdsToContract) {
    this.url = url;
    this.holdsToContract = holdsToContract;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
  }

  /** One that fails the test whose answer does not keep the contract. */
  public static ApiClient holdingToContract(String url, String user) {
    return new ApiClient(url, user, true);
  }

  /** A status and a JSON body. */
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

    public String id() {
      return body.path("id").asString();
    }

    public String state() {
      return body.path("state").asString();
    }

    /**
     * What a list has on this page.
     *
     * @throws IllegalStateException of an answer that is no list: a refusal is not an empty one
     */
    public JsonNode items() {
      JsonNode items = body.path("items");
      if (!items.isArray()) {
        throw new IllegalStateException(
            "%s answers %d, no list: %s".formatted(raw.request(), status, raw.body()));
      }
      return items;
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** What happened to a case, in order, by the names of the events; the user must be an auditor. */
  public List<String> actions(String caseId) {
    return get("/api/v1/cases/" + caseId + "/history?limit=200")
        .items()
        .valueStream()
        .map(event -> event.path("action").asString())
        .toList();
  }

  /** What is open of a case that its engine disagrees with; the user must see findings. */
  public Optional<JsonNode> finding(String caseId) {
    return get("/api/v1/findings")
        .items()
        .valueStream()
        .filter(one -> one.path("caseId").asString().equals(caseId))
        .findFirst();
  }

  /** Whether a case's chain of hashes holds; the user must be an auditor. */
  public boolean historyHolds(String caseId) {
    return get("/api/v1/cases/" + caseId + "/history/verification")
        .body()
        .path("valid")
        .asBoolean();
  }

  public Answer post(String path, Object body) {
    return post(path, body, UUID.randomUUID().toString());
  }

  public Answer post(String path, Object body, String key) {
    return send(
        request(path)
            .header("Idempotency-Key", key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  public Answer put(String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** Uploads a document and gives its id. */
  public String upload(String kind, byte[] content) {
    Answer answer = tryUpload(kind, content, "document");
    if (answer.status() != 201) {
      throw new IllegalStateException("upload refused: " + answer.body());
    }
    return answer.id();
  }

  /** Uploads whatever it is. */
  public Answer tryUpload(String kind, byte[] content, String fileName) {
    String boundary = "merchant-review-" + UUID.randomUUID();
    byte[] head =
        ("--%1$s\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n%2$s\r\n--%1$s\r\nContent-Disposition:"
                + " form-data; name=\"file\"; filename=\"%3$s\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .formatted(boundary, kind, fileName)
            .getBytes(StandardCharsets.UTF_8);
    byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + content.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    System.arraycopy(tail, 0, all, head.length + content.length, tail.length);
    return send(
        request("/api/v1/documents")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(all)));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", authorization)
        .header("Accept-Language", "en");
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode body =
          type.contains("json") && !response.body().isEmpty()
              ? JSON.readTree(response.body())
              : JSON.createObjectNode();
      keepsContract(response);
      return new Answer(response.statusCode(), body, response);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Asks for what is read while it comes. */
  HttpResponse<InputStream> stream(String path, String accept) {
    try {
      return HTTP.send(
          request(path).header("Accept", accept).build(),
          HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private void keepsContract(HttpResponse<String> response) {
    if (!holdsToContract || !response.request().uri().getPath().startsWith("/api/v1/")) {
      return;
    }
    List<String> violations =
        Contract.of(url, HTTP)
            .violations(
                response.request().method(), response.request().uri().getRawPath(), response);
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "%s answers %d outside the contract: %s%n%s"
              .formatted(response.request(), response.statusCode(), violations, response.body()));
    }
  }

  /** An object to fill. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** As JSON. */
  public static byte[] bytes(Object value) {
    return JSON.writeValueAsBytes(value);
  }

  /** A deep copy that can be changed. */
  public static ObjectNode copy(JsonNode node) {
    return (ObjectNode) node.deepCopy();
  }
}
