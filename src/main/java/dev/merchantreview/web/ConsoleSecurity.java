package dev.merchantreview.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;

/**
 * Who may see which page: people log in with a form where there are local users. A page's handler
 * says who may see it, as the API's do.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

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
      ObjectProvider<UserDetailsService> localUsers)
      throws Exception {
    http.securityMatcher(ConsolePaths.ROOT, ConsolePaths.ROOT + "/**")
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
                    .contentSecurityPolicy(policy -> policy.policyDirectives(ContentPolicy.STRICT))
                    .referrerPolicy(
                        referrer ->
                            referrer.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN)))
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(
                        new LoginUrlAuthenticationEntryPoint(ConsolePaths.LOGIN))
                    .accessDeniedHandler(
                        (request, response, cause) -> refuse(problems, request, response, cause)));
    if (localUsers.getIfAvailable() == null) {
      http.formLogin(form -> form.disable());
    } else {
      http.formLogin(
          form ->
              form.loginPage(ConsolePaths.LOGIN)
                  .failureUrl(ConsolePaths.LOGIN + "?failed")
                  .defaultSuccessUrl(ConsolePaths.ROOT));
    }
    http.logout(
        logout ->
            logout.logoutUrl(ConsolePaths.LOGOUT).logoutSuccessUrl(ConsolePaths.LOGIN + "?left"));
    return http.build();
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
