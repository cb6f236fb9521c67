package dev.merchantreview.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bank of the local platform: what it keeps when it is started again, and long texts. */
class BankDeskTest {

  private static final String ACCOUNT = "6222020200112233";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void knowsWhatItPaidWhenItIsStartedAgain(@TempDir Path data) throws Exception {
    int port = FreePorts.one();
    Runnable end = start(port, data);
    String paid;
    String statement;
    try {
      assertThat(
              call(
                  port,
                  "/bank/transfers/po_1",
                  "{\"accountNumber\": \"%s\", \"amountFen\": 57}".formatted(ACCOUNT)))
          .contains("SETTLED");
      paid = call(port, "/bank/accounts/" + ACCOUNT + "/transfers", null);
      statement = call(port, "/bank/statement", null);
      assertThat(paid).contains("\"amountFen\": 57");
    } finally {
      end.run();
    }

    end = start(port, data);
    try {
      assertThat(call(port, "/bank/accounts/" + ACCOUNT + "/transfers", null)).isEqualTo(paid);
      assertThat(call(port, "/bank/statement", null)).isEqualTo(statement);
      assertThat(call(port, "/bank/transfers/po_1", null)).contains("SETTLED");
      // Ordered again under the same number, it is not paid again.
      call(
          port,
          "/bank/transfers/po_1",
          "{\"accountNumber\": \"%s\", \"amountFen\": 57}".formatted(ACCOUNT));
      assertThat(call(port, "/bank/accounts/" + ACCOUNT + "/transfers", null)).isEqualTo(paid);
    } finally {
      end.run();
    }
  }

  @Test
  void knowsWhatCameInWhenItIsStartedAgain(@TempDir Path data) throws Exception {
    int port = FreePorts.one();
    String told;
    Runnable end = start(port, data);
    try {
      for (int twice = 0; twice < 2; twice++) {
        assertThat(
                post(
                    port,
                    "{\"reference\": \"bk-1\", \"remark\": \"AC34KM9Q\", \"amountFen\": 37, \"payer\": \"青禾, 杭州\","
                        + " \"payerAccount\": \"6222\", \"at\": \"2026-11-27T01:02:03.004Z\"}"))
            .contains("bk-1");
      }
      assertThat(post(port, "{}")).contains("error");
      told = call(port, "/bank/credits?since=2026-11-27T00:00:00Z", null);
      assertThat(told).containsOnlyOnce("bk-1").contains("\"payer\": \"青禾, 杭州\"");
      assertThat(call(port, "/bank/credits?since=2026-11-28T00:00:00Z", null)).isEqualTo("[]");
    } finally {
      end.run();
    }
    end = start(port, data);
    try {
      assertThat(call(port, "/bank/credits", null)).isEqualTo(told);
    } finally {
      end.run();
    }
  }

  /** Texts longer than any bank passes on are for the service to cut. */
  @Test
  void tellsLongTextsAsTheyCameIn(@TempDir Path data) throws Exception {
    int port = FreePorts.one();
    String remark = "\\\\".repeat(20_000) + "货".repeat(20_000);
    Runnable end = start(port, data);
    try {
      assertThat(
              post(
                  port,
                  "{\"reference\": \"bk-1\", \"amountFen\": 37, \"remark\": \"%s\", \"payer\": \"%s\", \"payerAccount\": \"%s\"}"
                      .formatted(remark, "青".repeat(3_000), "6".repeat(500))))
          .contains("bk-1");
      assertThat(call(port, "/bank/credits", null))
          .contains(remark, "青".repeat(3_000), "6".repeat(500));
    } finally {
      end.run();
    }
  }

  /** More than it has memory for is refused before it is read. */
  @Test
  void refusesWhatIsTooLong(@TempDir Path data) throws Exception {
    int port = FreePorts.one();
    Runnable end = start(port, data);
    try {
      HttpResponse<String> refused =
          answer(port, "{\"amountFen\": 37, \"remark\": \"%s\"}".formatted("x".repeat(1 << 20)));
      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(refused.body()).contains("at most 1048576 bytes");
      assertThat(call(port, "/bank/credits", null)).isEqualTo("[]");
    } finally {
      end.run();
    }
  }

  private static String post(int port, String body) throws Exception {
    return answer(port, body).body();
  }

  private static HttpResponse<String> answer(int port, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bank/remittances"))
              .timeout(PATIENCE)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static Runnable start(int port, Path data) throws IOException {
    return Sandbox.start(port, "http://127.0.0.1:9", Duration.ofSeconds(1), data);
  }

  /** Orders where there is a body, asks where there is none. */
  private static String call(int port, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer local-bank-token");
    if (body != null) {
      request.PUT(HttpRequest.BodyPublishers.ofString(body));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
