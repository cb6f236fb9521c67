package dev.merchantreview.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * Who may see which page: people log in with a form where there are local users, and with the
 * OpenID provider where there is one. A page's handler says who may see it, as the API's do.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

  private static final Logger log = LoggerFactory.getLogger(ConsoleSecurity.class);

  private static final int BEFORE_THE_API = 1;

  @Bean
  @Order(BEFORE_THE_API)
  SecurityFilterChain console(
      HttpSecurity http,
      HandlerRoles handlers,
      ProblemWriter problems,
      LimitProperties limits,
      MultipartProperties uploads,
      MeterRegistry meters,
      PublicUrl publicUrl,
      WebProperties web,
      OidcProperties oidc,
      ConsoleSessionProperties session,
      Clock clock)
      throws Exception {
    SessionAge age = new SessionAge(session.longest(), clock);
    Optional<OidcLogin> provider =
        oidc.isOn() ? Optional.of(new OidcLogin(oidc, publicUrl)) : Optional.empty();
    http.securityMatcher(ConsolePaths.ROOT, ConsolePaths.ROOT + "/**")
        .addFilterBefore(age, SecurityContextHolderFilter.class)
        .addFilterBefore(new LoginLimits(limits, problems, meters), LogoutFilter.class)
        .addFilterBefore(
            new CallerLimits(limits, uploads.getMaxRequestSize(), problems, meters),
            ExceptionTranslationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        ConsolePaths.LOGIN,
                        ConsolePaths.LANGUAGE,
                        ConsolePaths.PROBLEM,
                        ConsolePaths.ASSETS + "**")
                    .permitAll()
                    .anyRequest()
                    .access(handlers))
        .headers(
            headers ->
                headers
                    .addHeaderWriter(
                        (request, response) ->
                            response.setHeader(
                                ContentPolicy.HEADER,
                                ContentPolicy.leadingTo(
                                    response.getHeader(ContentPolicy.HEADER), ends(provider))))
                    .referrerPolicy(
                        referrer ->
                            referrer.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN)))
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(entry(web, oidc))
                    .accessDeniedHandler(
                        (request, response, cause) -> refuse(problems, request, response, cause)));
    HttpSessionRequestCache wanted = wanted();
    http.requestCache(cache -> cache.requestCache(wanted));
    AuthenticationSuccessHandler toThePage = arrival(publicUrl, wanted);
    AuthenticationSuccessHandler arrival =
        (request, response, person) -> {
          age.begins(request);
          toThePage.onAuthenticationSuccess(request, response, person);
        };
    if (web.hasLocalUsers()) {
      http.formLogin(
          form ->
              form.loginPage(ConsolePaths.LOGIN)
                  .failureUrl(ConsolePaths.LOGIN + "?failed")
                  .successHandler(arrival));
    } else {
      http.formLogin(form -> form.disable());
    }
    if (provider.isPresent()) {
      provider.get().addTo(http, arrival);
    } else if (!web.hasLocalUsers()) {
      log.warn(
          "The console is off: nobody can log in to it without merchant-review.console.oidc.issuer");
    }
    http.sessionManagement(
        sessions -> sessions.sessionFixation(fixation -> fixation.changeSessionId()));
    http.logout(
        logout -> {
          logout.logoutUrl(ConsolePaths.LOGOUT);
          if (provider.isPresent()) {
            logout.logoutSuccessHandler(provider.get().farewell());
          } else {
            logout.logoutSuccessUrl(ConsolePaths.LEFT);
          }
        });
    return http.build();
  }

  /**
   * Where there are only provider's people, the provider is asked at once: who is logged in there
   * already, for Tasklist, comes to the page without a question.
   */
  private static AuthenticationEntryPoint entry(WebProperties web, OidcProperties oidc) {
    return new LoginUrlAuthenticationEntryPoint(
        oidc.isOn() && !web.hasLocalUsers() ? OidcLogin.START : ConsolePaths.LOGIN);
  }

  /** A page's address is the page's alone: nothing is added to it on the way. */
  @SuppressWarnings(
      "NullAway") // Null is how the parameter is left out; the setter does not say so.
  private static HttpSessionRequestCache wanted() {
    HttpSessionRequestCache wanted = new HttpSessionRequestCache();
    wanted.setMatchingRequestParameterName(null);
    return wanted;
  }

  /**
   * To the page somebody wanted, at the address browsers know the service by: what a request says
   * of its host may be another one, behind a proxy or made up.
   */
  private static AuthenticationSuccessHandler arrival(PublicUrl publicUrl, RequestCache wanted) {
    SavedRequestAwareAuthenticationSuccessHandler arrival =
        new SavedRequestAwareAuthenticationSuccessHandler();
    arrival.setRequestCache(wanted);
    arrival.setDefaultTargetUrl(ConsolePaths.ROOT);
    arrival.setRedirectStrategy(
        (request, response, url) -> {
          URI page = URI.create(url);
          String query = page.getRawQuery();
          response.sendRedirect(
              publicUrl.of(page.getRawPath() + (query == null ? "" : "?" + query)));
        });
    return arrival;
  }

  /** A log-out that goes on at the provider is the one form that leads away, for its people. */
  private static String ends(Optional<OidcLogin> provider) {
    return CallerLimits.loggedIn()
        .filter(OAuth2AuthenticationToken.class::isInstance)
        .flatMap(person -> provider)
        .flatMap(login -> login.provider().endOfSession())
        .orElse("");
  }

  /** A session's cookie is for TLS alone where browsers come by TLS, wherever it ends. */
  @Bean
  ServletContextInitializer sessionCookie(PublicUrl publicUrl) {
    return container -> {
      if (publicUrl.isSecure()) {
        container.getSessionCookieConfig().setSecure(true);
      }
    };
  }

  /** A form that was open for longer than the session asks to be opened again. */
  private static void refuse(
      ProblemWriter problems,
      HttpServletRequest request,
      HttpServletResponse response,
      AccessDeniedException cause)
      throws IOException {
    if (cause instanceof CsrfException) {
      problems.write(request, response, ApiProblem.of(ProblemType.PAGE_EXPIRED));
    } else {
      problems.write(request, response, HttpStatus.FORBIDDEN);
    }
  }
}
