package dev.merchantreview.web;

import io.swagger.v3.oas.models.Operation;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * Gives each call the name clients know it by: what its annotation says, or else the controller's
 * method and what the controller is about, as in {@code resubmitStoreApplication}. Numbers after a
 * name would change with the order of the classes.
 */
@Component
class OperationNames implements OperationCustomizer {

  private static final String CONTROLLER = "Controller";

  @Override
  public Operation customize(Operation call, HandlerMethod handler) {
    io.swagger.v3.oas.annotations.Operation said =
        handler.getMethodAnnotation(io.swagger.v3.oas.annotations.Operation.class);
    if (said == null || said.operationId().isEmpty()) {
      String verb = handler.getMethod().getName();
      String thing = handler.getBeanType().getSimpleName().replace(CONTROLLER, "");
      call.setOperationId(verb + thing + (verb.equals("list") ? "s" : ""));
    }
    return call;
  }
}
