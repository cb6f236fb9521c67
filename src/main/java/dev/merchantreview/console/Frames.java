package dev.merchantreview.console;

import dev.merchantreview.web.Caller;
import dev.merchantreview.web.CallerResolver;
import dev.merchantreview.web.ConsolePaths;
import dev.merchantreview.web.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives every page its frame, also those that tell of a problem. */
@Component
class Frames implements HandlerInterceptor, WebMvcConfigurer {

  static final String FIRST = ConsolePaths.ROOT;

  private final CallerResolver callers;

  Frames(CallerResolver callers) {
    this.callers = callers;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(FIRST, FIRST + "/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    request.setAttribute("frame", frame(request));
    return true;
  }

  private Frame frame(HttpServletRequest request) {
    Caller caller = callers.caller();
    String query = request.getQueryString();
    String path = String.valueOf(request.getRequestURI());
    return new Frame(
        callers.isLoggedIn(),
        caller.name(),
        pages(caller),
        query == null ? path : path + "?" + query);
  }

  private static List<Frame.Entry> pages(Caller caller) {
    List<Frame.Entry> pages = new ArrayList<>();
    if (caller.readsAll()) {
      pages.add(new Frame.Entry(FIRST, "console.nav.overview"));
      pages.add(new Frame.Entry(FIRST + "/cases", "console.nav.cases"));
      pages.add(new Frame.Entry(FIRST + "/queue", "console.nav.queue"));
      pages.add(new Frame.Entry(FIRST + "/rules", "console.nav.rules"));
      pages.add(new Frame.Entry(FIRST + "/appeals", "console.nav.appeals"));
    }
    if (caller.has(Role.OPERATOR) || caller.has(Role.ADMIN)) {
      pages.add(new Frame.Entry(FIRST + "/operations", "console.nav.operations"));
    }
    return List.copyOf(pages);
  }
}
