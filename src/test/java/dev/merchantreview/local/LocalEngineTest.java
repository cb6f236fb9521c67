package dev.merchantreview.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.merchantreview.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When Camunda is started; the program it would be is not there and ends at once. */
class LocalEngineTest {

  @TempDir Path root;
  private final Deque<Integer> health = new ArrayDeque<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private HttpServer index;
  private Path record;
  private LocalPlatform platform;

  @BeforeEach
  void lays() throws IOException {
    index = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    index.createContext("/", this::answer);
    index.start();
    int none = FreePorts.one();
    Settings settings =
        new Settings(
            root,
            root.resolve(".local"),
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            index.getAddress().getPort(),
            none,
            none,
            none);
    Files.createDirectories(root.resolve(".local/programs/camunda/lib"));
    record = root.resolve(".local/run/camunda");
    platform = new LocalPlatform(settings, new Distribution(root, told -> {}));
  }

  @AfterEach
  void stops() {
    platform.processes().stopAll(name -> {});
    index.stop(0);
  }

  /** As OpenSearch: it tells who it is long before it has what it kept. */
  private void answer(HttpExchange exchange) throws IOException {
    int status = 200;
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/_cluster/health")) {
      status = health.remove();
      asked.add(
          "%s: %d, Camunda %s"
              .formatted(
                  exchange.getRequestURI().getQuery().replaceFirst("&.*", ""),
                  status,
                  Files.exists(record) ? "started" : "not started"));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void startsCamundaAtOnceOnFreshDataOnly() throws IOException {
    platform.engine().startCamunda(1, Duration.ofSeconds(1), false);
    assertThat(record).exists();
    assertThat(asked).isEmpty();

    // However short the first start was, the web applications may have left something.
    platform.processes().stopAll(name -> {});
    Files.deleteIfExists(record);
    health.addAll(List.of(503, 408, 200));
    platform.engine().startCamunda(1, Duration.ofSeconds(1), false);
    assertThat(record).exists();
    assertThat(asked)
        .containsExactly(
            "wait_for_status=yellow: 503, Camunda not started",
            "wait_for_status=yellow: 408, Camunda not started",
            "wait_for_status=yellow: 200, Camunda not started");
  }
}
