package dev.merchantreview.notice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.dmn.Audit;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDmn;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.util.Either;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decision table that is asked in this process: by the libraries the engine itself uses, so that
 * it answers the same. What judges a case is always asked in the engine.
 */
final class ReadTable {

  private static final DmnEngine ENGINE = SparingFeelEngine.ofTables();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** More tables than one look at the rule book reads, editions with them; ours. */
  private static final int REMEMBERED = 200;

  // To read a table takes a hundred times as long as to ask it, the schema of DMN most of that.
  private static final Cache<String, ParsedDmn> READ =
      Caffeine.newBuilder().maximumSize(REMEMBERED).softValues().build();

  private final String decisionId;
  private final ParsedDmn parsed;

  private ReadTable(String decisionId, ParsedDmn parsed) {
    this.decisionId = decisionId;
    this.parsed = parsed;
  }

  /** What a table answered, and by which rows. */
  record Answer(JsonNode output, List<String> rows) {}

  /** A table cannot be read, or cannot answer. */
  static final class UnusableTableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableTableException(String message) {
      super(message);
    }
  }

  /**
   * Reads a table.
   *
   * @throws UnusableTableException when it, or an expression in it, cannot be understood
   */
  static ReadTable of(String decisionId, String dmn) throws UnusableTableException {
    ParsedDmn known = READ.getIfPresent(dmn);
    if (known == null) {
      known = parse(dmn);
      READ.put(dmn, known);
    }
    return new ReadTable(decisionId, known);
  }

  private static ParsedDmn parse(String dmn) throws UnusableTableException {
    Either<DmnEngine.Failure, ParsedDmn> read;
    try {
      read = ENGINE.parse(new ByteArrayInputStream(dmn.getBytes(StandardCharsets.UTF_8)));
    } catch (RuntimeException lacking) {
      // The library takes for granted what it asks for, as the expression of a column.
      throw new UnusableTableException(lacking.toString());
    }
    if (read.isLeft()) {
      throw new UnusableTableException(read.left().toOption().get().message());
    }
    return read.toOption().get();
  }

  /**
   * @param inputs texts, numbers, booleans, lists and maps
   * @throws UnusableTableException when the table fails on them
   */
  Answer ask(Map<String, Object> inputs) throws UnusableTableException {
    Either<DmnEngine.EvalFailure, DmnEngine.EvalResult> asked =
        ENGINE.eval(parsed, decisionId, inputs);
    if (asked.isLeft()) {
      throw new UnusableTableException(asked.left().toOption().get().failure().message());
    }
    DmnEngine.EvalResult result = asked.toOption().get();
    List<String> rows =
        JavaConverters.asJava(result.auditLog().entries()).stream()
            .map(Audit.AuditLogEntry::result)
            .filter(Audit.DecisionTableEvaluationResult.class::isInstance)
            .map(Audit.DecisionTableEvaluationResult.class::cast)
            .flatMap(table -> JavaConverters.asJava(table.matchedRules()).stream())
            .map(matched -> matched.rule().id())
            .toList();
    return new Answer(result.isNil() ? JSON.nullNode() : json(result.value()), rows);
  }

  /** What a value of the libraries is in JSON. */
  static JsonNode json(@Nullable Object value) {
    return switch (value) {
      case ValString text -> JSON.stringNode(text.value());
      case ValNumber number -> JSON.numberNode(number.value().bigDecimal());
      case ValBoolean truth -> JSON.booleanNode(truth.value());
      case ValList list -> array(JavaConverters.asJava(list.items()));
      case ValContext context ->
          object(JavaConverters.asJava(context.context().variableProvider().getVariables()));
      case String text -> JSON.stringNode(text);
      case Boolean truth -> JSON.booleanNode(truth);
      case scala.math.BigDecimal number -> JSON.numberNode(number.bigDecimal());
      case Number number -> JSON.numberNode(new BigDecimal(number.toString()));
      case scala.collection.Map<?, ?> map -> object(JavaConverters.asJava(map));
      case scala.collection.Iterable<?> items -> array(JavaConverters.asJava(items));
      case Map<?, ?> map -> object(map);
      case Iterable<?> items -> array(items);
      case null -> JSON.nullNode();
      case Val none -> JSON.nullNode();
      default -> JSON.stringNode(value.toString());
    };
  }

  private static ArrayNode array(Iterable<?> items) {
    ArrayNode array = JSON.arrayNode();
    StreamSupport.stream(items.spliterator(), false).map(ReadTable::json).forEach(array::add);
    return array;
  }

  private static ObjectNode object(Map<?, ?> entries) {
    ObjectNode object = JSON.objectNode();
    entries.forEach((key, value) -> object.set(key.toString(), json(value)));
    return object;
  }
}
