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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
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

  /** The headers a client may build on. */
  private static final List<String> TOLD =
      List.of("ETag", "Location", "Retry-After", "WWW-Authenticate", "Idempotency-Replayed");

  private final JsonNode document;
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas;
  private final Map<String, Pattern> templates;

  private Contract(JsonNode document) {
    this.document = document;
    document.at("/components/schemas").forEach(Contract::close);
    registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    schemas = new ConcurrentHashMap<>();
    templates =
        document.path("paths").propertyNames().stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    each -> Pattern.compile(each.replaceAll("\\{[^}]+}", "[^/]+"))));
  }

  /** The same, with answers of its own. */
  private Contract(Contract other) {
    document = other.document;
    registry = other.registry;
    schemas = other.schemas;
    templates = other.templates;
  }

  /**
   * What an answer has beyond its schema is outside the contract, though a client has to bear it.
   */
  private static void close(JsonNode schema) {
    if (schema.has("properties") && !schema.has("additionalProperties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  /** The contract served there. */
  public static Contract of(String serviceUrl) {
    return of(serviceUrl, HttpClient.newHttpClient());
  }

  /** The contract served there; read once, as it does not change while a service runs. */
  public static Contract of(String serviceUrl, HttpClient http) {
    return SERVED.computeIfAbsent(serviceUrl, url -> read(url, http));
  }

  /**
   * Takes the contract of another service of this JVM, if one was read, for that of the one there:
   * it is the same whatever the settings, and to write it takes a service seconds.
   */
  public static void takeOver(String serviceUrl) {
    SERVED.values().stream()
        .findAny()
        .ifPresent(other -> SERVED.putIfAbsent(serviceUrl, new Contract(other)));
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

  /** As it is served, what the tests add to it included. */
  public JsonNode document() {
    return document;
  }

  /** What is wrong with an answer; empty when the contract is kept or says nothing of the path. */
  public List<String> violations(String method, String path, HttpResponse<String> answer) {
    Optional<String> template = template(path);
    if (template.isEmpty()) {
      return List.of();
    }
    String operation = "/paths/" + escaped(template.get()) + "/" + method.toLowerCase();
    if (document.at(operation).isMissingNode()) {
      return List.of();
    }
    String response = operation + "/responses/" + answer.statusCode();
    JsonNode promised = document.at(response);
    if (promised.isMissingNode()) {
      return List.of("undocumented status " + answer.statusCode());
    }
    answered.add(method + " " + template.get() + " " + answer.statusCode() / 100 + "xx");
    List<String> violations = new ArrayList<>(headers(promised.path("headers"), answer));
    JsonNode content = promised.path("content");
    String type =
        answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "").strip();
    if (answer.body().isEmpty()) {
      if (!content.isEmpty()) {
        violations.add("no body where there is to be one");
      }
      return violations;
    }
    if (!content.has(type)) {
      violations.add("undocumented type " + type + " of status " + answer.statusCode());
      return violations;
    }
    if (!type.contains("json")) {
      return violations;
    }
    if (answer.statusCode() >= 400) {
      String problem =
          JSON.readTree(answer.body()).path("type").asString("").replaceFirst("^/problems/", "");
      if (!content.path(type).path("examples").has(problem)) {
        violations.add("undocumented problem " + problem + " of status " + answer.statusCode());
      }
    }
    schemas
        .computeIfAbsent(content.path(type).path("schema").toString(), this::schema)
        .validate(answer.body(), InputFormat.JSON)
        .forEach(error -> violations.add(error.toString()));
    return violations;
  }

  /** What a client is told to look for is there, and what is there it is told of. */
  private static List<String> headers(JsonNode promised, HttpResponse<String> answer) {
    List<String> violations = new ArrayList<>();
    for (String name : TOLD) {
      boolean there = answer.headers().firstValue(name).isPresent();
      if (there && !promised.has(name)) {
        violations.add("undocumented header " + name);
      }
      if (!there && promised.path(name).path("required").asBoolean(false)) {
        violations.add("no header " + name);
      }
    }
    return violations;
  }

  /** What was answered so far: each operation with {@code 2xx}, {@code 4xx} …. */
  public Set<String> answered() {
    return answered;
  }

  private Schema schema(String json) {
    ObjectNode schema = json.isEmpty() ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(json);
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
    return templates.entrySet().stream()
        .filter(each -> each.getValue().matcher(plain).matches())
        .map(Map.Entry::getKey)
        .min(java.util.Comparator.comparingInt(each -> each.split("\\{", -1).length));
  }

  private static String escaped(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }
}
