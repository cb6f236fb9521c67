package dev.merchantreview.notice;

import java.util.List;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.NoUnpackValueMapper;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.api.EvaluationFailureType;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.SuccessfulEvaluationResult;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.impl.interpreter.FeelInterpreter;
import org.camunda.feel.impl.parser.ExpressionValidator;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.valuemapper.ValueMapper;
import scala.collection.JavaConverters;

/**
 * The library's evaluation of expressions with its built-in functions made once. The library makes
 * all of them, a hundred or so, anew for each cell of a table that it looks at, which is five
 * sixths of what a table costs. Whatever does not end well is left to the library.
 */
final class SparingFeelEngine extends FeelEngine {

  private static final ValueMapper VALUES =
      new ValueMapper.CompositeValueMapper(
          scala(List.of(new NoUnpackValueMapper(FeelEngine.defaultValueMapper()))));
  private static final FeelEngineApi INSTANCE = new FeelEngineApi(new SparingFeelEngine());

  private final FunctionProvider functions =
      new FunctionProvider.CompositeFunctionProvider(
          scala(List.of(new BuiltinFunctions(clock(), valueMapper()), functionProvider())));
  private final FeelInterpreter interpreter = new FeelInterpreter(valueMapper());
  private final ExpressionValidator validator =
      new ExpressionValidator(configuration().externalFunctionsEnabled());

  private SparingFeelEngine() {
    super(
        FeelEngine.defaultFunctionProvider(),
        VALUES,
        FeelEngine.defaultConfiguration(),
        FeelEngine.defaultClock());
  }

  /** What evaluates tables with it. */
  static DmnEngine ofTables() {
    return new OfTables();
  }

  @Override
  public EvaluationResult evaluate(ParsedExpression expression, Context context) {
    if (validator.validateExpression(expression.expression()).isDefined()) {
      return super.evaluate(expression, context);
    }
    EvalContext all = EvalContext.create(valueMapper(), functions).merge(context);
    Val value;
    try {
      value = interpreter.eval(expression.expression(), all);
    } catch (RuntimeException failed) {
      return super.evaluate(expression, context);
    }
    boolean asserted =
        JavaConverters.asJava(all.failureCollector().failures()).stream()
            .anyMatch(
                failure ->
                    failure.failureType().equals(EvaluationFailureType.ASSERT_FAILURE$.MODULE$));
    if (asserted || value instanceof ValError) {
      return super.evaluate(expression, context);
    }
    return new SuccessfulEvaluationResult(
        valueMapper().unpackVal(value), all.failureCollector().failures());
  }

  private static <T> scala.collection.immutable.List<T> scala(List<T> items) {
    return JavaConverters.asScala(items).toList();
  }

  private static final class OfTables extends DmnEngine {

    OfTables() {
      super(
          DmnEngine.$lessinit$greater$default$1(),
          DmnEngine.$lessinit$greater$default$2(),
          DmnEngine.$lessinit$greater$default$3());
    }

    /** Asked for while the library's own part is made. */
    @Override
    public FeelEngineApi feelEngine() {
      return INSTANCE;
    }
  }
}
