package dev.merchantreview.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.TypedText;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.util.Json31;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads request bodies: strict UTF-8, strict JSON without doubled names, then everything that is
 * wrong by schema and rules at once, then the record.
 */
@Component
public class StrictJson {

  // Of "an object or null" only what is wrong with the object is told.
  private static final String NOT_EVEN_NULL = "/anyOf/1/type";
  private static final BigInteger BEYOND_LONG = BigInteger.ONE.shiftLeft(64);

  private static final SimpleModule TIMES =
      new SimpleModule()
          .addDeserializer(
              OffsetDateTime.class,
              new StdDeserializer<OffsetDateTime>(OffsetDateTime.class) {
                @Override
                public OffsetDateTime deserialize(JsonParser json, DeserializationContext context) {
                  try {
                    return Times.parse(json.getString());
                  } catch (DateTimeException wrong) {
                    return (OffsetDateTime)
                        context.handleWeirdStringValue(
                            OffsetDateTime.class, json.getString(), "not a time");
                  }
                }
              });

  private final JsonMapper mapper;
  private final List<RequestRule> rules;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final Map<Class<?>, Contract> contracts = new ConcurrentHashMap<>();

  StrictJson(JsonMapper mapper, List<RequestRule> rules) {
    this.mapper =
        mapper
            .rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(TIMES)
            .build();
    this.rules = rules;
  }

  /**
   * @throws ApiProblem 400 when the bytes are no JSON, 422 with all errors when the JSON is not a
   *     valid {@code type}
   */
  public <T> T read(byte[] body, Class<T> type) {
    JsonNode sent = parse(body);
    JsonNode tree = withoutNulls(sent.deepCopy());
    Contract contract = contracts.computeIfAbsent(type, this::contract);
    List<FieldError> errors = new ArrayList<>(schemaErrors(tree, contract.schema()));
    if (!tree.equals(sent)) {
      schemaErrors(sent, contract.schema()).stream()
          .filter(error -> error.code().equals("UNKNOWN_FIELD"))
          .filter(error -> !errors.contains(error))
          .forEach(errors::add);
    }
    rules.stream()
        .filter(rule -> rule.request().equals(type))
        .forEach(rule -> errors.addAll(rule.check(tree)));
    errors.addAll(contract.texts().check(tree));
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(
          List.copyOf(
              errors.stream()
                  .map(StrictJson::readable)
                  .collect(Collectors.toCollection(LinkedHashSet::new))));
    }
    return value(tree, type);
  }

  /**
   * Reads what says nothing: an object without a field, or null.
   *
   * @throws ApiProblem 400 when the bytes are no JSON, 422 with everything that is said
   */
  void readNothing(byte[] body) {
    JsonNode sent = parse(body);
    if (sent.isNull()) {
      return;
    }
    List<FieldError> errors =
        sent.isObject()
            ? sent.propertyNames().stream()
                .map(name -> FieldError.of("/" + escaped(name), "UNKNOWN_FIELD"))
                .map(StrictJson::readable)
                .toList()
            : List.of(FieldError.of("", "WRONG_TYPE", sent.getNodeType().name(), "object"));
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
  }

  /** What a schema admits and a type cannot hold is the sender's error as well. */
  private <T> T value(JsonNode tree, Class<T> type) {
    try {
      return mapper.treeToValue(tree, type);
    } catch (InvalidFormatException wrong) {
      throw ApiProblem.validation(
          List.of(
              FieldError.of(
                  pointer(wrong),
                  wrong.getTargetType() == OffsetDateTime.class
                      ? "INVALID_TIME"
                      : "INVALID_VALUE")));
    } catch (DatabindException wrong) {
      throw ApiProblem.validation(List.of(FieldError.of(pointer(wrong), "INVALID_VALUE")));
    }
  }

  private static String pointer(DatabindException wrong) {
    return wrong.getPath().stream()
        .map(
            step ->
                "/"
                    + (step.getPropertyName() == null
                        ? String.valueOf(step.getIndex())
                        : escaped(step.getPropertyName())))
        .collect(Collectors.joining());
  }

  /** Removes what is null, which counts as left out. */
  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
    }
    node.forEach(StrictJson::withoutNulls);
    return node;
  }

  private JsonNode parse(byte[] body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException broken) {
      throw ApiProblem.unreadable(FieldError.of("", "NOT_UTF8"));
    }
    try {
      // RFC 8259 allows to ignore a byte order mark.
      JsonNode tree = mapper.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
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

  private static List<FieldError> schemaErrors(JsonNode tree, Schema schema) {
    return schema.validate(tree).stream()
        .filter(error -> !error.getKeyword().equals("propertyNames"))
        .filter(error -> !error.getEvaluationPath().toString().endsWith(NOT_EVEN_NULL))
        .map(StrictJson::fieldError)
        .toList();
  }

  /** What is wrong can name what was sent; an answer must be text even where that was none. */
  private static FieldError readable(FieldError error) {
    return new FieldError(
        TypedText.shown(error.pointer()),
        error.code(),
        error.arguments().stream()
            .map(argument -> argument instanceof String text ? TypedText.shown(text) : argument)
            .toList());
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
      case "pattern" ->
          FieldError.of(pointer, "WRONG_FORMAT", Format.meaning(error.getSchemaNode().asString()));
      case "format" -> FieldError.of(pointer, formatCode(arguments));
      case "maxLength" -> FieldError.of(pointer, "TOO_LONG", arguments);
      case "minLength" -> FieldError.of(pointer, "TOO_SHORT", arguments);
      case "maxItems", "maxProperties" -> FieldError.of(pointer, "TOO_MANY", arguments);
      case "minItems", "minProperties" -> FieldError.of(pointer, "TOO_FEW", arguments);
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

  static String escaped(String property) {
    return property.replace("~", "~0").replace("/", "~1");
  }

  /**
   * What the published OpenAPI document says of a body, taken from the same source.
   *
   * @param texts what holds for every text of it
   */
  private record Contract(Schema schema, TypedTextRule texts) {}

  private Contract contract(Class<?> type) {
    ResolvedSchema resolved =
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$ref", resolved.schema.get$ref());
    document.put("$defs", resolved.referencedSchemas);
    try {
      String json = Json31.mapper().writeValueAsString(document);
      return new Contract(
          registry.getSchema(json.replace("#/components/schemas/", "#/$defs/"), InputFormat.JSON),
          new TypedTextRule(resolved));
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
