package dev.merchantreview.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a query that cannot be taken apart before anything else looks at it: whoever asks for a
 * parameter first would fail over it, each in its own way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReadableAddresses extends OncePerRequestFilter {

  private final ProblemWriter problems;

  ReadableAddresses(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      QueryText.parse(request.getQueryString());
    } catch (ApiProblem unreadable) {
      problems.write(request, response, unreadable);
      return;
    }
    chain.doFilter(request, response);
  }
}
