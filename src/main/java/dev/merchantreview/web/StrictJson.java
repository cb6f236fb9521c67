package dev.merchantreview.web;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.util.Json31;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads request bodies: strict UTF-8, strict JSON without doubled names, then everything that is
 * wrong by schema and rules at once, then the record.
 */
@Component
public class StrictJson {

  private static final BigInteger BEYOND_LONG = BigInteger.ONE.shiftLeft(64);

  private final JsonMapper mapper;
  private final List<RequestRule> rules;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  com.networknt.schema.SchemaRegistryConfig.builder()
                      .formatAssertionsEnabled(true)
                      .build()));
  private final Map<Class<?>, Schema> schemas = new ConcurrentHashMap<>();

  StrictJson(JsonMapper mapper, List<RequestRule> rules) {
    this.mapper =
        mapper
            .rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    this.rules = rules;
  }

  /**
   * @throws ApiProblem 400 when the bytes are no JSON, 422 with all errors when the JSON is not a
   *     valid {@code type}
   */
  public <T> T read(byte[] body, Class<T> type) {
    JsonNode tree = parse(body);
    List<FieldError> errors = new ArrayList<>(schemaErrors(tree, type));
    rules.stream()
        .filter(rule -> rule.request().equals(type))
        .forEach(rule -> errors.addAll(rule.check(tree)));
    forbiddenCharacters(tree, "", errors);
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(List.copyOf(new LinkedHashSet<>(errors)));
    }
    return mapper.treeToValue(tree, type);
  }

  private JsonNode parse(byte[] body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException broken) {
      throw ApiProblem.unreadable(FieldError.of("", "NOT_UTF8"));
    }
    try {
      JsonNode tree = mapper.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw ApiProblem.unreadable(FieldError.of("", "EMPTY"));
      }
      return withPlainNumbers(tree);
    } catch (JacksonException broken) {
      throw ApiProblem.unreadable(
          FieldError.of(
              "",
              "NOT_JSON",
              broken.getLocation() == null ? 1 : broken.getLocation().getLineNr(),
              broken.getLocation() == null ? 1 : broken.getLocation().getColumnNr()));
    }
  }

  /**
   * A number like 1e30 is a whole number to JSON Schema but fits no type the validator computes
   * with; it is replaced by one just as much out of every range.
   */
  private static JsonNode withPlainNumbers(JsonNode node) {
    if (node.isFloatingPointNumber() && Math.abs(node.doubleValue()) >= BEYOND_LONG.doubleValue()) {
      return BigIntegerNode.valueOf(node.doubleValue() < 0 ? BEYOND_LONG.negate() : BEYOND_LONG);
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withPlainNumbers(array.get(i)));
      }
    } else if (node instanceof ObjectNode object) {
      object.properties().forEach(entry -> entry.setValue(withPlainNumbers(entry.getValue())));
    }
    return node;
  }

  private List<FieldError> schemaErrors(JsonNode tree, Class<?> type) {
    List<Error> found =
        schemas.computeIfAbsent(type, this::schema).validate(tree.toString(), InputFormat.JSON);
    return found.stream().map(StrictJson::fieldError).toList();
  }

  private static FieldError fieldError(Error error) {
    String pointer = error.getInstanceLocation().toString();
    Object[] arguments = error.getArguments() == null ? new Object[0] : error.getArguments();
    String property = error.getProperty();
    return switch (error.getKeyword()) {
      case "required" -> FieldError.of(pointer + "/" + escaped(property), "REQUIRED");
      case "additionalProperties", "unevaluatedProperties" ->
          FieldError.of(pointer + "/" + escaped(property), "UNKNOWN_FIELD");
      case "type" -> FieldError.of(pointer, "WRONG_TYPE", arguments);
      case "enum" -> FieldError.of(pointer, "NOT_ALLOWED", arguments);
      case "pattern" -> FieldError.of(pointer, "WRONG_FORMAT", arguments);
      case "format" -> FieldError.of(pointer, formatCode(arguments));
      case "maxLength" -> FieldError.of(pointer, "TOO_LONG", arguments);
      case "minLength" -> FieldError.of(pointer, "TOO_SHORT", arguments);
      case "maxItems" -> FieldError.of(pointer, "TOO_MANY", arguments);
      case "minItems" -> FieldError.of(pointer, "TOO_FEW", arguments);
      case "uniqueItems" -> FieldError.of(pointer, "NOT_UNIQUE");
      case "minimum", "exclusiveMinimum" -> FieldError.of(pointer, "TOO_SMALL", arguments);
      case "maximum", "exclusiveMaximum" -> FieldError.of(pointer, "TOO_LARGE", arguments);
      default -> FieldError.of(pointer, "INVALID");
    };
  }

  private static String formatCode(Object[] arguments) {
    for (Object argument : arguments) {
      switch (String.valueOf(argument)) {
        case "date":
          return "INVALID_DATE";
        case "date-time":
          return "INVALID_TIME";
        case "email":
          return "INVALID_EMAIL";
        default:
      }
    }
    return "INVALID_VALUE";
  }

  private static String escaped(String property) {
    return property.replace("~", "~0").replace("/", "~1");
  }

  /**
   * NUL and lone surrogates are JSON but no text: no database column and no person can read them.
   */
  private static void forbiddenCharacters(JsonNode node, String pointer, List<FieldError> errors) {
    if (node.isString()) {
      String text = node.asString();
      boolean lone =
          text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF || point == 0);
      if (lone) {
        errors.add(FieldError.of(pointer, "FORBIDDEN_CHARACTER"));
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        forbiddenCharacters(node.get(i), pointer + "/" + i, errors);
      }
    } else {
      node.properties()
          .forEach(
              entry ->
                  forbiddenCharacters(
                      entry.getValue(), pointer + "/" + escaped(entry.getKey()), errors));
    }
  }

  /** The schema of the published OpenAPI document, taken from the same source. */
  private Schema schema(Class<?> type) {
    ResolvedSchema resolved =
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$ref", resolved.schema.get$ref());
    document.put("$defs", resolved.referencedSchemas);
    try {
      return registry.getSchema(
          Json31.mapper().writeValueAsString(document).replace("#/components/schemas/", "#/$defs/"),
          InputFormat.JSON);
    } catch (com.fasterxml.jackson.core.JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
