package dev.merchantreview.notice;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.QualifiedFunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import org.jspecify.annotations.Nullable;
import scala.Product;
import scala.Tuple2;
import scala.collection.JavaConverters;
import tools.jackson.databind.JsonNode;

/**
 * An expression of a decision table, taken apart: FEEL takes a name nobody knows for null, so that
 * a misspelt one silently never matches.
 */
final class FeelText {

  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();
  private static final Set<String> FUNCTIONS =
      Set.copyOf(
          JavaConverters.asJavaCollection(
              new BuiltinFunctions(FeelEngine.defaultClock(), FeelEngine.defaultValueMapper())
                  .functionNames()));

  /** What stands for everything, and for nothing said. */
  private static final Set<String> ANYTHING = Set.of("", "-");

  private final String text;
  private final @Nullable Exp expression;
  private final String failure;
  private final Set<String> names = new TreeSet<>();
  private final Set<String> unknownFunctions = new TreeSet<>();

  private FeelText(String text, @Nullable ParseResult parsed) {
    this.text = text;
    if (parsed == null) {
      this.expression = null;
      this.failure = "";
    } else if (parsed.isSuccess()) {
      this.expression = parsed.parsedExpression().expression();
      this.failure = "";
    } else {
      this.expression = null;
      this.failure = parsed.failure().message();
    }
    if (expression != null) {
      walk(expression, Set.of());
    }
  }

  /** What a column asks. */
  static FeelText expression(String text) {
    return new FeelText(text, FEEL.parseExpression(text));
  }

  /** What a row tests in a column. */
  static FeelText tests(String text) {
    return new FeelText(text, ANYTHING.contains(text) ? null : FEEL.parseUnaryTests(text));
  }

  String text() {
    return text;
  }

  /** Why it cannot be read; empty when it can. */
  String failure() {
    return failure;
  }

  /** The names in it that somebody has to tell. */
  Set<String> names() {
    return names;
  }

  /** The functions it calls that there are none of. */
  Set<String> unknownFunctions() {
    return unknownFunctions;
  }

  /** What it says by itself; null in JSON where that is nothing. */
  JsonNode value() {
    EvaluationResult result = FEEL.evaluateExpression(text, Map.of());
    return ReadTable.json(result.isSuccess() ? result.result() : null);
  }

  private void walk(@Nullable Object node, Set<String> own) {
    switch (node) {
      case Ref named -> {
        String first = named.names().head();
        if (!own.contains(first)) {
          names.add(first);
        }
      }
      case FunctionInvocation call -> {
        if (!own.contains(call.function()) && !FUNCTIONS.contains(call.function())) {
          unknownFunctions.add(call.function());
        }
        walk(call.params(), own);
      }
      case QualifiedFunctionInvocation call -> {
        unknownFunctions.add(call.function());
        walk(call.path(), own);
        walk(call.params(), own);
      }
      case For each -> walkItems(each.iterators(), each.exp(), and(own, "partial"));
      case SomeItem some -> walkItems(some.iterators(), some.condition(), own);
      case EveryItem every -> walkItems(every.iterators(), every.condition(), own);
      case FunctionDefinition function ->
          walk(
              function.body(),
              and(own, JavaConverters.asJava(function.parameters()).toArray(String[]::new)));
      case ConstContext context -> walkItems(context.entries(), null, own);
      case Filter filter -> {
        walk(filter.list(), own);
        walk(filter.filter(), and(own, "item"));
      }
      case scala.collection.Iterable<?> many ->
          JavaConverters.asJavaCollection(many).forEach(one -> walk(one, own));
      case Product parts ->
          JavaConverters.asJava(parts.productIterator()).forEachRemaining(one -> walk(one, own));
      case null, default -> {
        // A text, a number, or nothing.
      }
    }
  }

  /** Each is known to those behind it, and to the last. */
  private void walkItems(
      scala.collection.Iterable<Tuple2<String, Exp>> items, @Nullable Exp last, Set<String> own) {
    Set<String> known = own;
    for (Tuple2<String, Exp> item : list(items)) {
      walk(item._2(), known);
      known = and(known, item._1());
    }
    walk(last, known);
  }

  private static <T> List<T> list(scala.collection.Iterable<T> items) {
    return StreamSupport.stream(JavaConverters.asJava(items).spliterator(), false).toList();
  }

  private static Set<String> and(Set<String> own, String... more) {
    Set<String> both = new HashSet<>(own);
    both.addAll(List.of(more));
    return both;
  }
}
