package dev.merchantreview.web;

import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Lets nothing but {@link StrictJson} make an {@link ApiRequest}: another reader would take the
 * same body for the same record without looking at a single rule.
 */
@RestControllerAdvice
class StrictBodies extends RequestBodyAdviceAdapter {

  @Override
  public boolean supports(
      MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
    return parameter.getParameterType().isAnnotationPresent(ApiRequest.class)
        && converter != StrictJsonConverter.class;
  }

  @Override
  public HttpInputMessage beforeBodyRead(
      HttpInputMessage message,
      MethodParameter parameter,
      Type type,
      Class<? extends HttpMessageConverter<?>> converter) {
    throw ApiProblem.unsupportedMediaType();
  }
}
