package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a body whose content type is unreadable or stands for many. */
final class ContentTypes implements HandlerInterceptor {

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
