package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Fills {@link Once} parameters. */
@Component
class OnceResolver implements HandlerMethodArgumentResolver {

  private static final String BASE = "/api/v1";

  private final Idempotency idempotency;
  private final CallerResolver callers;

  OnceResolver(Idempotency idempotency, CallerResolver callers) {
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(Once.class);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest called =
        Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    return new Once(
        idempotency,
        new Idempotency.Call(
            called.getMethod() + " " + called.getServletPath().substring(BASE.length()),
            query(called),
            Headers.joined(request, Idempotency.HEADER),
            callers.caller()));
  }

  /** The same text for queries that say the same, in whatever order and however escaped. */
  private static String query(HttpServletRequest called) {
    return QueryText.parse(called.getQueryString()).stream()
        .sorted(Comparator.comparing(QueryText.Parameter::name))
        .map(one -> escaped(one.name()) + "=" + escaped(one.value()))
        .collect(Collectors.joining("&"));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
