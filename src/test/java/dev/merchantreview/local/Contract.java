package dev.merchantreview.local;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract a service serves at {@code /v3/api-docs}, and whether an answer keeps it: its status
 * is one of the operation's, its type one of the status's, and its body is as the schema says.
 */
public final class Contract {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DOCUMENT = "/v3/api-docs";
  private static final String API = "/api/v1/";
  private static final Map<String, Contract> SERVED = new ConcurrentHashMap<>();

  private final JsonNode document;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private Contract(JsonNode document) {
    this.document = document;
    document.at("/components/schemas").forEach(Contract::close);
  }

  /**
   * What an answer has beyond its schema is outside the contract, though a client has to bear it.
   */
  private static void close(JsonNode schema) {
    if (schema.has("properties") && !schema.has("additionalProperties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  /** The contract served there; read once, as it does not change while a service runs. */
  static Contract of(String serviceUrl, HttpClient http) {
    return SERVED.computeIfAbsent(serviceUrl, url -> read(url, http));
  }

  private static Contract read(String serviceUrl, HttpClient http) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(serviceUrl + DOCUMENT)).GET().build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            DOCUMENT + " answers " + answer.statusCode() + ": " + answer.body());
      }
      return new Contract(JSON.readTree(answer.body()));
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  JsonNode document() {
    return document;
  }

  /** What is wrong with an answer; empty when the contract is kept or says nothing of the path. */
  List<String> violations(String method, String path, HttpResponse<String> answer) {
    Optional<String> template = template(path);
    if (template.isEmpty()) {
      return List.of();
    }
    String operation = "/paths/" + escaped(template.get()) + "/" + method.toLowerCase();
    if (document.at(operation).isMissingNode()) {
      return List.of();
    }
    String responses = operation + "/responses/";
    String response = responses + answer.statusCode();
    if (document.at(response).isMissingNode()) {
      if (answer.statusCode() < 400) {
        return List.of("undocumented status " + answer.statusCode());
      }
      response = responses + "default";
    }
    JsonNode content = document.at(response).path("content");
    String type =
        answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "").strip();
    if (answer.body().isEmpty()) {
      return content.isEmpty() || answer.statusCode() == 304
          ? List.of()
          : List.of("no body where there is to be one");
    }
    String kept = content.has(type) ? type : content.has("*/*") ? "*/*" : null;
    if (kept == null) {
      return List.of("undocumented type " + type + " of status " + answer.statusCode());
    }
    if (!type.contains("json")) {
      return List.of();
    }
    return schemas
        .computeIfAbsent(response + "/content/" + escaped(kept) + "/schema", this::schema)
        .validate(answer.body(), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .collect(Collectors.toList());
  }

  private Schema schema(String pointer) {
    ObjectNode schema =
        document.at(pointer).isObject()
            ? (ObjectNode) document.at(pointer).deepCopy()
            : JSON.createObjectNode();
    // Beside the schema, where JSON Schema has what is referred to.
    schema.set("$defs", document.at("/components/schemas"));
    return registry.getSchema(
        schema.toString().replace("#/components/schemas/", "#/$defs/"), InputFormat.JSON);
  }

  private Optional<String> template(String path) {
    String plain = path.replaceAll("[?#].*", "");
    if (!plain.startsWith(API)) {
      return Optional.empty();
    }
    JsonNode paths = document.path("paths");
    if (paths.has(plain)) {
      return Optional.of(plain);
    }
    return paths.propertyNames().stream()
        .filter(each -> plain.matches(each.replaceAll("\\{[^}]+}", "[^/]+")))
        .min(java.util.Comparator.comparingInt(each -> each.split("\\{", -1).length));
  }

  private static String escaped(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }
}
