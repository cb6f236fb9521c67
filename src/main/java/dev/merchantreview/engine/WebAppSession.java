package dev.merchantreview.engine;

import dev.merchantreview.shared.OutsideUnavailableException;
import java.util.List;
import java.util.Optional;
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
 * Calls of the web applications' own APIs (Tasklist and Operate, which share a login up to 8.6),
 * with the cookie they want.
 */
@Component
class WebAppSession {

  private final RestClient http;
  private final EngineProperties.Tasklist settings;
  private volatile @Nullable String cookie;

  WebAppSession(EngineProperties properties) {
    this.settings = properties.tasklist();
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
    requests.setReadTimeout(properties.requestTimeout());
    this.http =
        RestClient.builder().baseUrl(settings.url().toString()).requestFactory(requests).build();
  }

  /**
   * Asks one of them.
   *
   * @throws OutsideUnavailableException when it does not answer, or wants a new login
   */
  <T> Optional<T> post(String path, Object body, Class<T> type) {
    return answer(http.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body), type);
  }

  /**
   * Reads from one of them; empty when it has nothing there.
   *
   * @throws OutsideUnavailableException when it does not answer, or wants a new login
   */
  <T> Optional<T> get(String path, Class<T> type) {
    try {
      return answer(http.get().uri(path), type);
    } catch (HttpClientErrorException.NotFound nothing) {
      return Optional.empty();
    }
  }

  private <T> Optional<T> answer(RestClient.RequestHeadersSpec<?> call, Class<T> type) {
    try {
      return Optional.ofNullable(call.header(HttpHeaders.COOKIE, cookie()).retrieve().body(type));
    } catch (HttpClientErrorException.Unauthorized expired) {
      cookie = null;
      throw new OutsideUnavailableException("the web applications want a new login", expired);
    } catch (ResourceAccessException
        | HttpServerErrorException
        | HttpClientErrorException.TooManyRequests away) {
      throw new OutsideUnavailableException(
          "the web applications do not answer: " + away.getMessage(), away);
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
    return http.post()
        .uri("/api/login?username={user}&password={password}", settings.user(), settings.password())
        .exchange(
            (request, response) -> {
              HttpStatusCode status = response.getStatusCode();
              List<String> cookies = response.getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE);
              if (status.is5xxServerError()) {
                throw new OutsideUnavailableException("the login answers " + status, null);
              }
              if (!status.is2xxSuccessful() || cookies.isEmpty()) {
                throw new IllegalStateException(
                    "Tasklist refuses the user " + settings.user() + " (" + status + ")");
              }
              return String.join("; ", cookies.stream().map(one -> one.split(";", 2)[0]).toList());
            });
  }
}
