package dev.merchantreview.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an engine refused for want of time is asked again; what it refused otherwise is not. */
class TasklistClientTest {

  private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer tasklist;

  @BeforeEach
  void start() throws IOException {
    tasklist = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tasklist.createContext(
        "/",
        call -> {
          String path = call.getRequestURI().getPath();
          if (!path.equals("/api/login")) {
            asked.add(path);
          }
          call.sendResponseHeaders(path.equals("/api/login") ? 200 : answers.removeFirst(), -1);
          call.close();
        });
    tasklist.start();
  }

  @AfterEach
  void stop() {
    tasklist.stop(0);
  }

  private TasklistClient client() {
    return new TasklistClient("http://127.0.0.1:" + tasklist.getAddress().getPort(), "auditor1");
  }

  @Test
  void asksABusyEngineAgain() {
    answers.addAll(List.of(429, 429, 200));
    client().claim("1");
    assertThat(asked).hasSize(3).containsOnly("/v1/tasks/1/assign");
  }

  @Test
  void asksOnceForWhatIsRefused() {
    answers.add(403);
    assertThatThrownBy(() -> client().claim("1")).isInstanceOf(IllegalStateException.class);
    assertThat(asked).hasSize(1);
  }
}
