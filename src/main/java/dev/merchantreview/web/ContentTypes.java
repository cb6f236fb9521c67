package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body whose content type is unreadable or stands for many, and one that is said to be
 * encoded, as compressed ones are: nobody here decodes it, and it would be taken for what it is
 * not.
 */
final class ContentTypes implements HandlerInterceptor {

  private static final String AS_IT_IS = "identity";

  /**
   * @throws ApiProblem 415
   */
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String type = request.getContentType();
    if (type != null && !isConcrete(type)) {
      throw ApiProblem.unsupportedMediaType();
    }
    if (!Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
        .flatMap(names -> Stream.of(names.split(",")))
        .map(String::strip)
        .allMatch(name -> name.isEmpty() || name.equalsIgnoreCase(AS_IT_IS))) {
      throw ApiProblem.encoded(AS_IT_IS);
    }
    return true;
  }

  private static boolean isConcrete(String type) {
    try {
      return MediaType.parseMediaType(type).isConcrete();
    } catch (InvalidMediaTypeException unreadable) {
      return false;
    }
  }
}
