package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * The login of people at an OpenID provider: authorization code with PKCE, and a log-out that ends
 * the provider's session too (OpenID Connect RP-Initiated Logout 1.0).
 */
final class OidcLogin {

  /** Where a login begins. */
  static final String START = ConsolePaths.LOGIN + "/with/" + OidcProvider.NAME;

  /** Where the provider sends people back to; no name of a page has this form. */
  static final String CALLBACK = ConsolePaths.LOGIN + "/callback";

  private static final Logger log = LoggerFactory.getLogger(OidcLogin.class);

  private final OidcProperties settings;
  private final PublicUrl publicUrl;
  private final OidcProvider provider;
  private final OidcIdTokens idTokens;

  OidcLogin(OidcProperties settings, PublicUrl publicUrl) {
    this.settings = settings;
    this.publicUrl = publicUrl;
    this.provider = new OidcProvider(settings, publicUrl.of(CALLBACK));
    this.idTokens = new OidcIdTokens(provider);
  }

  OidcProvider provider() {
    return provider;
  }

  void addTo(HttpSecurity http, AuthenticationSuccessHandler arrival) throws Exception {
    http.oauth2Login(
        login -> {
          login
              .clientRegistrationRepository(provider)
              // What was given for a login is forgotten with it.
              .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
              .loginPage(ConsolePaths.LOGIN)
              .loginProcessingUrl(CALLBACK)
              .authorizationEndpoint(
                  start -> start.baseUri(START.substring(0, START.lastIndexOf('/'))))
              .tokenEndpoint(end -> end.accessTokenResponseClient(tokens()))
              .userInfoEndpoint(
                  end ->
                      end.oidcUserService(new Persons(persons()))
                          .userAuthoritiesMapper(new OidcRoles(settings)))
              .successHandler(arrival)
              .failureHandler(OidcLogin::failed);
          login.addObjectPostProcessor(
              new ObjectPostProcessor<OidcAuthorizationCodeAuthenticationProvider>() {
                @Override
                public <T extends OidcAuthorizationCodeAuthenticationProvider> T postProcess(
                    T judge) {
                  judge.setJwtDecoderFactory(idTokens);
                  return judge;
                }
              });
          login.addObjectPostProcessor(
              new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                @Override
                public <T extends OAuth2AuthorizationRequestRedirectFilter> T postProcess(
                    T filter) {
                  filter.setAuthenticationFailureHandler(OidcLogin::failed);
                  return filter;
                }
              });
        });
  }

  /** Ends the provider's session of whoever logged in with it, and comes back. */
  LogoutSuccessHandler farewell() {
    OidcClientInitiatedLogoutSuccessHandler both =
        new OidcClientInitiatedLogoutSuccessHandler(provider);
    both.setDefaultTargetUrl(ConsolePaths.LEFT);
    both.setPostLogoutRedirectUri(publicUrl.of(ConsolePaths.LEFT));
    return both;
  }

  private RestClientAuthorizationCodeTokenResponseClient tokens() {
    RestClientAuthorizationCodeTokenResponseClient tokens =
        new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(provider.requests())
            .configureMessageConverters(
                converters ->
                    converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return tokens;
  }

  private OidcUserService persons() {
    RestTemplate http = new RestTemplate(provider.requests());
    http.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    DefaultOAuth2UserService asked = new DefaultOAuth2UserService();
    asked.setRestOperations(http);
    OidcUserService persons = new OidcUserService();
    persons.setOauth2UserService(asked);
    return persons;
  }

  /** Tells operators why; the person is told who can help, and may try again. */
  private static void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    log.warn("A login at the provider failed: {}", root.getMessage());
    boolean away = root instanceof IOException || cause.getCause() instanceof RestClientException;
    response.sendRedirect(ConsolePaths.LOGIN + (away ? "?away" : "?refused"));
  }

  /** Persons without the name that the tasks' groups know them by are nobody here. */
  private static final class Persons extends OidcUserService {

    private final OidcUserService persons;

    Persons(OidcUserService persons) {
      this.persons = persons;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
      try {
        OidcUser person = persons.loadUser(request);
        if (!person.getName().isBlank()) {
          return person;
        }
      } catch (IllegalArgumentException noName) {
        log.debug("The provider names no name", noName);
      }
      throw new OAuth2AuthenticationException(
          new OAuth2Error("invalid_user_info"),
          "the provider does not say the name, see merchant-review.console.oidc.user-name-claim");
    }
  }
}
