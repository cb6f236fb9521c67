package dev.merchantreview.engine;

import dev.merchantreview.shared.OutsideUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Calls of the web applications' own APIs (Tasklist and Operate, up to 8.7): with a token where the
 * cluster asks for OAuth client credentials, otherwise with the cookie of a login that both share.
 */
@Component
class WebAppSession {

  private static final String TASKS = "/v1/tasks";
  private static final String FORMS = "/v1/forms";

  private final RestClient tasklist;
  private final RestClient operate;
  private final ClusterTokens tokens;
  private final EngineProperties.Tasklist settings;
  private volatile @Nullable String cookie;

  WebAppSession(EngineProperties properties, ClusterTokens tokens) {
    this.settings = properties.tasklist();
    this.tokens = tokens;
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
    requests.setReadTimeout(properties.requestTimeout());
    RestClient.Builder builder = RestClient.builder().requestFactory(requests);
    this.tasklist = builder.clone().baseUrl(settings.url().toString()).build();
    this.operate = builder.clone().baseUrl(operateUrl(properties).toString()).build();
  }

  private static URI operateUrl(EngineProperties properties) {
    EngineProperties.Saas saas = properties.saas();
    if (properties.operateApiUrl() != null) {
      return properties.operateApiUrl();
    }
    return saas == null
        ? properties.tasklist().url()
        : URI.create("https://%s.operate.camunda.io/%s".formatted(saas.region(), saas.clusterId()));
  }

  /**
   * Asks one of them.
   *
   * @throws OutsideUnavailableException when it does not answer, or wants a new login
   */
  <T> Optional<T> post(String path, Object body, Class<T> type) {
    return answer(
        path,
        http -> http.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body),
        type);
  }

  /**
   * Reads from one of them; empty when it has nothing there.
   *
   * @throws OutsideUnavailableException when it does not answer, or wants a new login
   */
  <T> Optional<T> get(String path, Class<T> type) {
    try {
      return answer(path, http -> http.get().uri(path), type);
    } catch (HttpClientErrorException.NotFound nothing) {
      return Optional.empty();
    }
  }

  private <T> Optional<T> answer(
      String path, Function<RestClient, RestClient.RequestHeadersSpec<?>> call, Class<T> type) {
    boolean ofTasklist = path.startsWith(TASKS) || path.startsWith(FORMS);
    RestClient http = ofTasklist ? tasklist : operate;
    try {
      return (ofTasklist ? tokens.tasklist() : tokens.operate())
          .map(source -> withToken(source, () -> call.apply(http), type))
          .orElseGet(() -> withCookie(call.apply(http), type));
    } catch (ResourceAccessException
        | HttpServerErrorException
        | HttpClientErrorException.TooManyRequests away) {
      throw new OutsideUnavailableException(
          "the web applications do not answer: " + away.getMessage(), away);
    }
  }

  /** What is asked here changes nothing, so it can be asked again with a new token. */
  private static <T> Optional<T> withToken(
      TokenSource source, Supplier<RestClient.RequestHeadersSpec<?>> call, Class<T> type) {
    try {
      return withToken(source, call.get(), type);
    } catch (HttpClientErrorException.Unauthorized refused) {
      source.refused();
    }
    try {
      return withToken(source, call.get(), type);
    } catch (HttpClientErrorException.Unauthorized refused) {
      throw new OutsideUnavailableException("the web applications refuse the token", refused);
    }
  }

  private static <T> Optional<T> withToken(
      TokenSource source, RestClient.RequestHeadersSpec<?> call, Class<T> type) {
    String token;
    try {
      token = source.current();
    } catch (IOException none) {
      throw new OutsideUnavailableException(
          "no token for the web applications: " + none.getMessage(), none);
    }
    return Optional.ofNullable(
        call.headers(headers -> headers.setBearerAuth(token)).retrieve().body(type));
  }

  private <T> Optional<T> withCookie(RestClient.RequestHeadersSpec<?> call, Class<T> type) {
    try {
      return Optional.ofNullable(call.header(HttpHeaders.COOKIE, cookie()).retrieve().body(type));
    } catch (HttpClientErrorException.Unauthorized expired) {
      cookie = null;
      throw new OutsideUnavailableException("the web applications want a new login", expired);
    }
  }

  private String cookie() {
    String current = cookie;
    if (current == null) {
      current = login();
      cookie = current;
    }
    return current;
  }

  private String login() {
    return tasklist
        .post()
        .uri("/api/login?username={user}&password={password}", settings.user(), settings.password())
        .exchange(
            (request, response) -> {
              HttpStatusCode status = response.getStatusCode();
              List<String> cookies = response.getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE);
              if (status.is5xxServerError()) {
                throw new OutsideUnavailableException("the login answers " + status, null);
              }
              if (!status.is2xxSuccessful() || cookies.isEmpty()) {
                throw new OutsideUnavailableException(
                    "Tasklist refuses the user " + settings.user() + " (" + status + ")", null);
              }
              return String.join("; ", cookies.stream().map(one -> one.split(";", 2)[0]).toList());
            });
  }
}
