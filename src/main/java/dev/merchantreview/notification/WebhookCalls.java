package dev.merchantreview.notification;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Calls merchants' endpoints, which nobody trusts: to judged addresses only, within one deadline
 * for all of it, and with an answer of which only a little is read.
 */
@Component
class WebhookCalls implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  // A connection is used again for so long at most; then the name is looked up and judged anew.
  private static final Duration LONGEST_CONNECTION = Duration.ofMinutes(1);
  private static final int MOST_READ = 4096;

  private final NotificationProperties properties;
  private final Clock clock;
  private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();
  private final CloseableHttpClient http;

  WebhookCalls(Destination destination, NotificationProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(judged(destination))
                    .setMaxConnTotal(properties.concurrent())
                    .setMaxConnPerRoute(properties.concurrentPerEndpoint())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(CONNECT))
                            .setSocketTimeout(Timeout.of(properties.timeout()))
                            .setTimeToLive(TimeValue.of(LONGEST_CONNECTION))
                            .build())
                    .build())
            .setUserAgent("merchant-review")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /**
   * What an endpoint answered.
   *
   * @param retryAfter how long it asked to be left alone
   */
  record Answer(int status, Optional<Duration> retryAfter) {}

  /**
   * Posts a body.
   *
   * @throws IOException when there was no answer in time
   */
  Answer post(String url, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpPost request = new HttpPost(url);
    headers.forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    Future<Answer> exchange = exchanges.submit(() -> exchange(request));
    try {
      return exchange.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new IOException("no whole answer within " + properties.timeout().toSeconds() + " s");
    } catch (ExecutionException failed) {
      Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
      throw new IOException(String.valueOf(cause.getMessage()), cause);
    } finally {
      // Closes the connection when the exchange is not at its end.
      request.cancel();
      exchange.cancel(true);
    }
  }

  private Answer exchange(HttpPost request) throws IOException, HttpException {
    ClassicHttpResponse response =
        http.executeOpen(RoutingSupport.determineHost(request), request, null);
    Answer answer =
        new Answer(response.getCode(), retryAfter(response.getFirstHeader("Retry-After")));
    if (isReadToItsEnd(response.getEntity())) {
      response.close();
      return answer;
    }
    // Closing the response would read it to its end first; without a connection there is none.
    request.cancel();
    try {
      response.close();
    } catch (IOException cut) {
      // As meant.
    }
    return answer;
  }

  private static boolean isReadToItsEnd(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return true;
    }
    if (entity.getContentLength() > MOST_READ) {
      return false;
    }
    InputStream content = entity.getContent();
    return content.readNBytes(MOST_READ).length < MOST_READ;
  }

  private Optional<Duration> retryAfter(@Nullable Header header) {
    if (header == null) {
      return Optional.empty();
    }
    String value = header.getValue().strip();
    try {
      if (value.matches("[0-9]{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
      }
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(clock.instant(), until));
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  private static DnsResolver judged(Destination destination) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return destination.addresses(host);
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  @Override
  public void close() throws IOException {
    exchanges.shutdownNow();
    http.close();
  }
}
