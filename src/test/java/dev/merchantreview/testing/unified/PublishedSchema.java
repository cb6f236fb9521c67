package dev.merchantreview.testing.unified;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema Camunda published of a line. Of 8.8 it is the OpenAPI document in the artifact {@code
 * zeebe-gateway-protocol}; of 8.9 what {@code unified-api/8.9.json} says of its origin.
 */
final class PublishedSchema {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<ApiLine, PublishedSchema> READ = new ConcurrentHashMap<>();

  private static final String REQUEST = "request ";
  private static final String TIME_OR_NONE =
      "^$|^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)$";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  /**
   * What every answer of 8.10 has beyond those of 8.9, as Camunda's types of it say
   * ({@code @camunda/camunda-api-zod-schemas} 0.0.93, read and not kept here).
   */
  private static final Map<Operation, String> SINCE_8_10 =
      Map.of(
          Operation.SEARCH_INSTANCES,
          "suspendedDate",
          Operation.GET_INSTANCE,
          "suspendedDate",
          Operation.SEARCH_USER_TASKS,
          "businessId",
          Operation.SEARCH_DECISIONS,
          "businessId");

  private final JsonNode document;
  private final boolean openApi;
  private final Map<Operation, String> more;

  private PublishedSchema(JsonNode document, boolean openApi, Map<Operation, String> more) {
    this.document = document;
    this.openApi = openApi;
    this.more = more;
  }

  static PublishedSchema of(ApiLine line) {
    return READ.computeIfAbsent(
        line,
        one ->
            switch (one) {
              case V8_8 -> new PublishedSchema(openApi(), true, Map.of());
              case V8_9 -> new PublishedSchema(of89(), false, Map.of());
              case V8_10 -> new PublishedSchema(of89(), false, SINCE_8_10);
            });
  }

  private static JsonNode of89() {
    return JSON.readTree(read("/unified-api/8.9.json"));
  }

  /** What is wrong with the body of a request; an empty body is an empty object. */
  List<String> violationsOfRequest(Operation operation, String body) {
    JsonNode schema =
        openApi
            ? operation(operation).at("/requestBody/content/application~1json/schema")
            : operation(operation).path("request");
    try {
      JSON.readTree(body);
    } catch (JacksonException broken) {
      return List.of("no JSON");
    }
    return schema.isMissingNode() ? List.of() : violations(REQUEST + operation, schema, body);
  }

  /** What is wrong with an answer. */
  List<String> violationsOfAnswer(Operation operation, int status, String type, String body) {
    if (status >= 400) {
      return type.equals("application/problem+json")
          ? violations(
              "problem",
              openApi ? document.at("/components/schemas/ProblemDetail") : document.path("problem"),
              body)
          : List.of("a refusal of type " + type);
    }
    JsonNode schema;
    if (openApi) {
      JsonNode answer = operation(operation).path("responses").path(Integer.toString(status));
      if (answer.isMissingNode()) {
        return List.of("status " + status + " is not one of " + operation);
      }
      if (!answer.has("content")) {
        return body.isEmpty() ? List.of() : List.of("a body with status " + status);
      }
      schema = answer.path("content").path(type).path("schema");
      if (schema.isMissingNode()) {
        return List.of("type " + type + " is not one of " + operation);
      }
    } else {
      if (!operation(operation).path("status").asString().equals(Integer.toString(status))) {
        return List.of("status " + status + " is not one of " + operation);
      }
      schema = operation(operation).path("answer");
      if (schema.isNull()) {
        return body.isEmpty() ? List.of() : List.of("a body with status " + status);
      }
    }
    if (!type.equals("application/json")) {
      return violations("answer " + operation, schema, JSON.writeValueAsString(body));
    }
    JsonNode answer = JSON.readTree(body);
    String added = more.get(operation);
    if (added != null && !isTaken(answer, added)) {
      return List.of("no " + added + " in an answer of " + operation);
    }
    return violations(
        "answer " + operation, schema, added == null ? body : JSON.writeValueAsString(answer));
  }

  /** Takes a property out of every item, or out of the only one there is. */
  private static boolean isTaken(JsonNode answer, String property) {
    Stream<JsonNode> items =
        answer.has("items") ? answer.path("items").valueStream() : Stream.of(answer);
    return items
        .map(item -> item.has(property) && ((ObjectNode) item).remove(property) != null)
        .reduce(true, Boolean::logicalAnd);
  }

  private JsonNode operation(Operation operation) {
    JsonNode found =
        openApi
            ? document
                .path("paths")
                .path(operation.template())
                .path(operation.method().toLowerCase())
            : document.path("operations").path(operation.method() + " " + operation.template());
    if (found.isMissingNode()) {
      throw new IllegalStateException("the published schema has no " + operation);
    }
    return found;
  }

  private List<String> violations(String name, JsonNode schema, String body) {
    List<Error> errors =
        schemas
            .computeIfAbsent(name, one -> compiled((ObjectNode) schema, one.startsWith(REQUEST)))
            .validate(body.isEmpty() ? "{}" : body, InputFormat.JSON);
    // What is wrong in itself, and all around it, counts as unknown as well.
    boolean wrong = errors.stream().anyMatch(one -> !isUnknown(one));
    return errors.stream()
        .filter(one -> !(wrong && isUnknown(one)))
        .map(Object::toString)
        .distinct()
        .toList();
  }

  private static boolean isUnknown(Error error) {
    return error.getKeyword().equals("unevaluatedProperties");
  }

  private Schema compiled(ObjectNode published, boolean request) {
    ObjectNode schema = published.deepCopy();
    if (openApi) {
      schema.set("$defs", document.at("/components/schemas").deepCopy());
      schema =
          (ObjectNode)
              JSON.readTree(schema.toString().replace("#/components/schemas/", "#/$defs/"));
    }
    convert(schema);
    close(schema);
    if (request) {
      schema.findParents("format").forEach(PublishedSchema::takeTimes);
    }
    return registry.getSchema(schema.toString(), InputFormat.JSON);
  }

  /**
   * Writes what OpenAPI 3.0 says as JSON Schema 2020-12 says it. The document's {@code oneOf} tells
   * what a value may be and not that the rest must not match (all that has a limit alone is a page
   * of either kind), and its {@code type} beside it does not always hold for each (text beside an
   * object); both would refuse what every cluster takes. Nor is the path of a problem's {@code
   * instance} the absolute address that {@code uri} asks for.
   */
  private static void convert(JsonNode node) {
    node.forEach(PublishedSchema::convert);
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    if (schema.path("oneOf").isArray()) {
      schema.set("anyOf", schema.remove("oneOf"));
      schema.remove("type");
    }
    if (schema.path("format").asString("").equals("uri")) {
      schema.put("format", "uri-reference");
    }
    if (schema.path("additionalProperties").isBoolean()
        && !schema.path("additionalProperties").asBoolean()) {
      schema.remove("additionalProperties");
      schema.put("unevaluatedProperties", false);
    }
    if (schema.path("nullable").isBoolean() && schema.remove("nullable").asBoolean()) {
      ObjectNode same = schema.deepCopy();
      schema.removeAll();
      schema.putArray("anyOf").add(same).addObject().put("type", "null");
    }
  }

  /**
   * Of what is sent, a cluster takes a time as Java writes it, which leaves out seconds that are
   * zero, and an empty one to take a date off.
   */
  private static void takeTimes(JsonNode node) {
    if (node.path("format").asString("").equals("date-time")) {
      ((ObjectNode) node).remove("format");
      ((ObjectNode) node).put("pattern", TIME_OR_NONE);
    }
  }

  /** What is not in the schema is outside of it, though a client has to bear it. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode schema) {
      closed(schema);
      branches(schema);
    }
  }

  private static void branches(JsonNode schema) {
    schema.path("properties").forEach(PublishedSchema::close);
    schema.path("$defs").forEach(PublishedSchema::branches);
    schema.path("allOf").forEach(PublishedSchema::branches);
    schema.path("anyOf").forEach(PublishedSchema::close);
    close(schema.path("items"));
    close(schema.path("additionalProperties"));
  }

  private static final Set<String> OPEN = Set.of("additionalProperties", "unevaluatedProperties");

  private static void closed(ObjectNode schema) {
    if (OPEN.stream().noneMatch(schema::has)) {
      schema.put("unevaluatedProperties", false);
    }
  }

  private static JsonNode openApi() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(1_000);
    Object document = new Yaml(new SafeConstructor(options)).load(read("/rest-api.yaml"));
    ObjectNode tree = JSON.valueToTree(document);
    // The document has a number, while clusters send the evaluation's key and a place from 8.8 on
    // (camunda/camunda#36731), as the schema of 8.9 says.
    ((ObjectNode) tree.at("/components/schemas"))
        .putObject("DecisionEvaluationInstanceKey")
        .put("type", "string")
        .put("pattern", "^[0-9]+-[0-9]+$");
    return tree;
  }

  private static String read(String resource) {
    try (InputStream stream = PublishedSchema.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no " + resource + " on the class path");
      }
      return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
