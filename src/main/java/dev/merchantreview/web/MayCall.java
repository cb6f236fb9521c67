package dev.merchantreview.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may make a call. Every handler of the API has it, or {@link SignedCall}; one without is
 * denied to everybody. Whose the case is, the handler judges itself.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MayCall {

  /** Whoever has one of these roles; by default everybody who has any. */
  Role[] value() default {Role.MERCHANT, Role.OPERATOR, Role.AUDITOR, Role.ADMIN};
}
