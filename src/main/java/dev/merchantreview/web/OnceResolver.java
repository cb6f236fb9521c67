package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
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
        called.getMethod() + " " + called.getServletPath().substring(BASE.length()),
        Headers.joined(request, Idempotency.HEADER),
        callers.caller());
  }
}
