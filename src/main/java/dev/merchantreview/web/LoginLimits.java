package dev.merchantreview.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.merchantreview.shared.Sha256;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stops whoever tries passwords, before the next one is looked at: by address, and by name from
 * whatever address. Nobody is locked out by somebody else: where an address has no tries left, a
 * login that succeeded from it lately is still let in; where only a name has none left, an address
 * that has not failed with it still gets its answer.
 */
final class LoginLimits extends OncePerRequestFilter {

  private static final int LONGEST_NAME = 64;
  private static final String BASIC = "Basic ";

  private final Limit byAddress;
  private final Limit byUser;
  private final Cache<String, Boolean> failedHere;
  private final Cache<String, Boolean> letInHere;
  private final ProblemWriter problems;

  LoginLimits(LimitProperties limits, ProblemWriter problems, MeterRegistry meters) {
    this.byAddress =
        new Limit(
            "login-failures-by-address", limits.loginFailuresByAddress(), limits.tracked(), meters);
    this.byUser =
        new Limit("login-failures-by-user", limits.loginFailuresByUser(), limits.tracked(), meters);
    this.failedHere = remembered(limits.tracked(), limits.loginFailuresByUser().per());
    this.letInHere = remembered(limits.tracked(), limits.loginFailuresByAddress().per());
    this.problems = problems;
  }

  private static Cache<String, Boolean> remembered(long most, Duration life) {
    return Caffeine.newBuilder().maximumSize(most).expireAfterWrite(life).build();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String given = given(request);
    if (given == null) {
      chain.doFilter(request, response);
      return;
    }
    String address = Address.of(request);
    boolean form = isForm(request);
    String user = form ? shortened(request.getParameter("username")) : user(given);
    String both = user + " " + address;
    String known = Sha256.hex(given.getBytes(StandardCharsets.UTF_8)) + " " + address;
    try {
      if (byAddress.isUsedUp(address) && letInHere.getIfPresent(known) == null) {
        byAddress.refuse(address);
      }
      if (user != null && byUser.isUsedUp(user) && failedHere.getIfPresent(both) != null) {
        byUser.refuse(user);
      }
    } catch (ApiProblem tooMany) {
      problems.write(request, response, tooMany);
      return;
    }
    chain.doFilter(request, response);
    if (CallerLimits.loggedIn().isPresent()) {
      letInHere.put(known, true);
    } else if (form || response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
      byAddress.count(address);
      if (user != null) {
        byUser.count(user);
        failedHere.put(both, true);
      }
    }
  }

  /** What somebody tries to log in with: with a call, or on the page. */
  private static @Nullable String given(HttpServletRequest request) {
    return isForm(request)
        ? request.getParameter("username") + ":" + request.getParameter("password")
        : request.getHeader(HttpHeaders.AUTHORIZATION);
  }

  private static boolean isForm(HttpServletRequest request) {
    return HttpMethod.POST.matches(request.getMethod())
        && ConsolePaths.LOGIN.equals(request.getServletPath());
  }

  private static @Nullable String shortened(@Nullable String name) {
    return name == null ? null : name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  /** The name a password is given for; null where there is none. */
  private static @Nullable String user(String header) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return null;
    }
    try {
      byte[] plain = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String name = new String(plain, StandardCharsets.UTF_8).split(":", 2)[0];
      return shortened(name);
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }
}
