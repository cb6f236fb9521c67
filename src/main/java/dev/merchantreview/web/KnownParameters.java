package dev.merchantreview.web;

import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * Which parameters of an address a call of the API knows: those its handler takes by name. A call
 * that takes all there are knows them by its {@link Query}, which says what it does not know
 * together with everything else that is wrong with them.
 */
final class KnownParameters {

  private KnownParameters() {}

  /** Whether a handler knows a parameter, by its name. */
  static Predicate<String> of(HandlerMethod handler) {
    if (taken(handler).anyMatch(one -> Map.class.isAssignableFrom(one.getParameterType()))) {
      return name -> true;
    }
    return taken(handler).map(KnownParameters::name).collect(Collectors.toSet())::contains;
  }

  private static Stream<MethodParameter> taken(HandlerMethod handler) {
    return Stream.of(handler.getMethodParameters())
        .filter(one -> one.hasParameterAnnotation(RequestParam.class));
  }

  private static String name(MethodParameter taken) {
    RequestParam said = taken.getParameterAnnotation(RequestParam.class);
    return said == null || said.name().isEmpty() ? taken.getParameter().getName() : said.name();
  }
}
