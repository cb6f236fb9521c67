package dev.merchantreview.web;

import dev.merchantreview.shared.ExpectedVersion;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Says which headers a call's arguments are made of: {@link Once} and {@link ExpectedVersion}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OperationArguments implements OperationCustomizer {

  @Override
  public Operation customize(Operation call, HandlerMethod handler) {
    Arrays.stream(handler.getMethodParameters())
        .forEach(
            parameter -> {
              if (parameter.getParameterType().equals(Once.class)) {
                call.addParametersItem(new HeaderParameter().name(Idempotency.HEADER));
              } else if (parameter.getParameterType().equals(ExpectedVersion.class)) {
                call.addParametersItem(new HeaderParameter().name(HttpHeaders.IF_MATCH));
              }
            });
    return call;
  }
}
