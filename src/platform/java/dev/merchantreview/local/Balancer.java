package dev.merchantreview.local;

import io.undertow.Undertow;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.util.HeaderMap;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One address for several services: a request goes to each in turn, past those that take no
 * connection. Whoever has a session in the console stays where it is kept, in the memory of the
 * instance the end of its id names.
 */
public final class Balancer implements AutoCloseable {

  private static final String SESSION = "merchant-review-console";
  // As long as the slowest answer the service gives, an export, may take.
  private static final int LONGEST_ANSWER_MILLIS = 120_000;
  // How long one that took no connection is left alone.
  private static final int RETRY_SECONDS = 2;

  private final Undertow server;

  /**
   * @param port where it listens, on loopback only
   * @param services what each is called at the end of its sessions' ids, and where it listens
   */
  public Balancer(int port, List<Service> services) {
    LoadBalancingProxyClient client =
        new LoadBalancingProxyClient()
            .setProblemServerRetry(RETRY_SECONDS)
            .setConnectionsPerThread(64)
            .addSessionCookieName(SESSION);
    services.forEach(
        service -> client.addHost(URI.create(Settings.local(service.port())), service.name()));
    ProxyHandler proxy =
        ProxyHandler.builder()
            .setProxyClient(client)
            .setMaxRequestTime(LONGEST_ANSWER_MILLIS)
            // Only what reached nobody is tried elsewhere.
            .setMaxConnectionRetries(services.size())
            .build();
    server =
        Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            .setHandler(
                exchange -> {
                  forgetClaims(exchange.getRequestHeaders());
                  proxy.handleRequest(exchange);
                })
            .build();
    server.start();
  }

  /**
   * Whatever a caller says of where it comes from and what it called: the services believe this of
   * the balancer, which says it of its own knowledge.
   */
  private static void forgetClaims(HeaderMap headers) {
    headers.getHeaderNames().stream()
        .filter(
            name -> {
              String lower = name.toString().toLowerCase(Locale.ROOT);
              return lower.equals("forwarded")
                  || lower.equals("x-real-ip")
                  || lower.startsWith("x-forwarded-");
            })
        .toList()
        .forEach(headers::remove);
  }

  /** One of several. */
  public record Service(String name, int port) {}

  /** What the first, second and further services are called. */
  public static List<Service> services(List<Integer> ports) {
    return ports.stream()
        .map(port -> new Service("service-" + (ports.indexOf(port) + 1), port))
        .toList();
  }

  /** Arguments: its port and those of the services. */
  public static void main(String[] args) {
    List<Integer> ports = Arrays.stream(args).map(Integer::valueOf).toList();
    Balancer balancer = new Balancer(ports.getFirst(), services(ports.subList(1, ports.size())));
    Runtime.getRuntime().addShutdownHook(new Thread(balancer::close));
  }

  @Override
  public void close() {
    server.stop();
  }
}
