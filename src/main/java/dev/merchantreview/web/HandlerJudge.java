package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Judges the handler itself once Spring MVC has found it: {@link HandlerRoles} goes by the paths of
 * the handlers it knew when the service started, and whatever leads to a handler past those is
 * refused here.
 */
@Component
class HandlerJudge implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && isJudged(request, method)) {
      AuthorizationResult result =
          HandlerRoles.judge(method)
              .map(
                  judge ->
                      judge.authorize(
                          () -> SecurityContextHolder.getContext().getAuthentication(), method))
              .orElse(null);
      if (result == null || !result.isGranted()) {
        throw new AccessDeniedException(method + " is not for the caller");
      }
    }
    return true;
  }

  private static boolean isJudged(HttpServletRequest request, HandlerMethod method) {
    Object path = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return HandlerRoles.says(method) || (path != null && HandlerRoles.isJudged(path.toString()));
  }
}
