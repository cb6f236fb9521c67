package dev.merchantreview.outside;

import dev.merchantreview.shared.OutsideUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Makes the HTTP client for a party outside: bounded in time, and never following a redirect. */
final class OutsideHttp {

  private static final Duration CONNECT = Duration.ofSeconds(2);

  private OutsideHttp() {}

  /**
   * @param token what the party knows us by, sent as a bearer token; null sends none
   * @param timeout how long one answer may take
   */
  static RestClient client(URI url, @Nullable String token, Duration timeout) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    requests.setReadTimeout(timeout);
    RestClient.Builder builder =
        RestClient.builder().baseUrl(url.toString()).requestFactory(requests);
    if (token != null) {
      builder.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    }
    return builder.build();
  }

  /**
   * Runs a call and says so when the party does not answer, or answers that it cannot now.
   *
   * @throws OutsideUnavailableException when asking again later is right
   */
  static <T> T call(String party, Supplier<T> call) {
    try {
      return call.get();
    } catch (ResourceAccessException | HttpServerErrorException away) {
      throw new OutsideUnavailableException(party + " does not answer: " + away.getMessage(), away);
    } catch (HttpClientErrorException.TooManyRequests busy) {
      throw new OutsideUnavailableException(party + " is busy", busy);
    }
  }
}
