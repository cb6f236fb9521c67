package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Refuses a call whose answer its caller would not take, before anything is done: found only when
 * the answer is written, the caller would be told of a refusal although the call has been carried
 * out.
 */
final class AcceptableAnswers implements HandlerInterceptor {

  /**
   * @throws HttpMediaTypeNotAcceptableException when the call answers in JSON and JSON is not taken
   */
  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws HttpMediaTypeNotAcceptableException {
    if (handler instanceof HandlerMethod call
        && !ConsolePaths.isPage(request)
        && answersInJson(call)
        && !takesJson(request)) {
      throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
    }
    return true;
  }

  /** Files are written in their own type whatever is accepted, and an empty answer has none. */
  private static boolean answersInJson(HandlerMethod call) {
    ResolvableType answer = ResolvableType.forMethodReturnType(call.getMethod());
    Class<?> body = answer.hasGenerics() ? answer.getGeneric(0).resolve() : answer.resolve();
    return call.getBeanType().getPackageName().startsWith("dev.merchantreview")
        && body != byte[].class
        && body != StreamingResponseBody.class
        && body != Void.class
        && body != void.class;
  }

  private static boolean takesJson(HttpServletRequest request) {
    List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    if (accepted.isEmpty()) {
      return true;
    }
    try {
      return MediaType.parseMediaTypes(accepted).stream()
          .anyMatch(
              type ->
                  type.getQualityValue() > 0 && type.isCompatibleWith(MediaType.APPLICATION_JSON));
    } catch (InvalidMediaTypeException unreadable) {
      return false;
    }
  }
}
