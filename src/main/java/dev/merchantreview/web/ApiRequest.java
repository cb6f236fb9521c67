package dev.merchantreview.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that is a request body. Such a body is judged against the very schema the API
 * publishes before it is bound, so that all errors are found at once and the published contract is
 * the one that is kept.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiRequest {

  /**
   * The schema format of a text of several lines, as sentences are written. Every other text is one
   * line: a line feed in a name is refused.
   */
  String MULTI_LINE = "multi-line";
}
