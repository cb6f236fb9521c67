package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body where a call of the API that changes something takes none: who sends one means
 * something by it that would not happen. An empty object and null say nothing, as no body does.
 */
final class NoBodies implements HandlerInterceptor {

  private static final Set<String> CHANGE = Set.of("POST", "PUT", "PATCH", "DELETE");

  // Not made yet when the interceptors are.
  private final ObjectProvider<StrictJson> json;

  NoBodies(ObjectProvider<StrictJson> json) {
    this.json = json;
  }

  /**
   * @throws ApiProblem 415 when a body is no JSON, 400 or 422 with everything that is in it
   */
  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod call)
        || !CHANGE.contains(request.getMethod())
        || !request.getServletPath().startsWith(HandlerRoles.API)
        || takesABody(call)) {
      return true;
    }
    byte[] body = request.getInputStream().readAllBytes();
    if (body.length == 0) {
      return true;
    }
    String type = request.getContentType();
    if (type == null
        || !MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type))) {
      throw ApiProblem.unsupportedMediaType();
    }
    json.getObject().readNothing(body);
    return true;
  }

  private static boolean takesABody(HandlerMethod call) {
    return Stream.of(call.getMethodParameters()).anyMatch(NoBodies::isBody);
  }

  private static boolean isBody(MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    return parameter.hasParameterAnnotation(RequestBody.class)
        || MultipartHttpServletRequest.class.isAssignableFrom(type)
        || InputStream.class.isAssignableFrom(type)
        || HttpServletRequest.class.isAssignableFrom(type);
  }
}
