package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a schema cannot say about a request body. Asked together with the schema, so it meets wrong
 * bodies too.
 */
public interface RequestRule {

  /** The {@link ApiRequest} this rule is about. */
  Class<?> request();

  /**
   * @param body any JSON; a rule looks only at what has the shape it expects, the schema reports
   *     the rest
   */
  List<FieldError> check(JsonNode body);
}
