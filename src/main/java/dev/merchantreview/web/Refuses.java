package dev.merchantreview.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the problems of a call that do not follow from its form: what follows from its path, its
 * body, its headers and who may call it is in the contract anyway, see {@link OperationProblems}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {

  ProblemType[] value() default {};

  /** Enums of the module's own; the call can be refused with each of their constants. */
  Class<? extends Refusal>[] own() default {};
}
