package dev.merchantreview.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session some time after its login, however much is done with it: what a person may do is
 * asked at the login alone. Stands before whatever reads a session.
 */
final class SessionAge extends OncePerRequestFilter {

  private static final String LOGGED_IN_AT = SessionAge.class.getName() + ".loggedInAt";

  private final Duration longest;
  private final Clock clock;

  SessionAge(Duration longest, Clock clock) {
    this.longest = longest;
    this.clock = clock;
  }

  /** Somebody logged in. */
  void begins(HttpServletRequest request) {
    request.getSession().setAttribute(LOGGED_IN_AT, clock.instant());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null
        && session.getAttribute(LOGGED_IN_AT) instanceof Instant since
        && !clock.instant().isBefore(since.plus(longest))) {
      session.invalidate();
    }
    chain.doFilter(request, response);
  }
}
