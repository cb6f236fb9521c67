package dev.merchantreview.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stops a caller, or an address that is not logged in, who asks for more than its share. */
final class CallerLimits extends OncePerRequestFilter {

  private static final String API = "/api/v1/";

  private final Limit requests;
  private final Limit salePermits;
  private final Limit notices;
  private final Limit uploads;
  private final Limit uploadVolume;
  private final DataSize largestUpload;
  private final ProblemWriter problems;

  /**
   * @param largestUpload the size assumed of an upload that does not say how long it is
   */
  CallerLimits(
      LimitProperties limits,
      DataSize largestUpload,
      ProblemWriter problems,
      MeterRegistry meters) {
    long tracked = limits.tracked();
    this.requests = new Limit("requests", limits.requests(), tracked, meters);
    this.salePermits = new Limit("sale-permits", limits.salePermits(), tracked, meters);
    this.notices = new Limit("notices", limits.notices(), tracked, meters);
    this.uploads = new Limit("uploads", limits.uploads(), tracked, meters);
    this.uploadVolume = new Limit("upload-volume", limits.uploadVolume().rate(), tracked, meters);
    this.largestUpload = largestUpload;
    this.problems = problems;
  }

  /** Probes and whoever collects metrics are not limited. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return path(request).startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      take(request);
    } catch (ApiProblem tooMany) {
      problems.write(request, response, tooMany);
      return;
    }
    chain.doFilter(request, response);
  }

  private void take(HttpServletRequest request) {
    Optional<Authentication> caller = loggedIn();
    boolean post = HttpMethod.POST.matches(request.getMethod());
    String path = path(request);
    if (caller.isEmpty()) {
      (post && path.startsWith(API) ? notices : requests).take(Address.of(request), 1);
      return;
    }
    String name = caller.get().getName();
    if (path.startsWith(API + "sale-permits")) {
      salePermits.take(name, 1);
      return;
    }
    requests.take(name, 1);
    if (post && path.equals(API + "documents")) {
      uploads.take(name, 1);
      long length = request.getContentLengthLong();
      uploadVolume.take(
          name, LimitProperties.Volume.kilobytes(length < 0 ? largestUpload.toBytes() : length));
    }
  }

  /** The login this request was let in with. */
  static Optional<Authentication> loggedIn() {
    return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .filter(caller -> !(caller instanceof AnonymousAuthenticationToken));
  }

  /** The decoded path, by which handlers are found: an escaped letter is no way round a limit. */
  private static String path(HttpServletRequest request) {
    return request.getServletPath();
  }
}
