package dev.merchantreview.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.merchantreview.shared.OutsideUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a bank tells of what came in is read one by one. */
class HttpBankTest {

  private static List<Bank.Credit> told(String body) throws IOException {
    HttpServer bank =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bank.createContext(
        "/credits",
        exchange -> {
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    bank.start();
    try {
      return new HttpBank(
              new BankProperties(
                  URI.create("http://127.0.0.1:" + bank.getAddress().getPort()),
                  "token",
                  Duration.ofSeconds(10)),
              JsonMapper.builder().build())
          .credits(Instant.parse("2026-11-27T00:00:00Z"));
    } finally {
      bank.stop(0);
    }
  }

  @Test
  void keepsNoneFromBeingReadByOneThatCannotBe() throws IOException {
    String at = "\"at\": \"2026-11-27T01:02:03Z\"";
    assertThat(
            told(
                """
                [{"reference": "a", "amountFen": 31, "remark": "AC34KM9Q", "payer": "某公司", %1$s},
                 {"reference": "b", "amountFen": "much", %1$s},
                 {"reference": "c", "amountFen": 31, "at": "yesterday"},
                 {"reference": {"number": 7}, "amountFen": 31, %1$s},
                 {"amountFen": 31, %1$s},
                 {"reference": "d", "amountFen": 0, %1$s},
                 "e", null, 5,
                 {"reference": "f", "amountFen": 32, %1$s}]
                """
                    .formatted(at)))
        .extracting(Bank.Credit::reference)
        .containsExactly("a", "f");
  }

  @Test
  void isAwayWhereItTellsNoList() {
    for (String body : List.of("{}", "null", "\"later\"")) {
      assertThatThrownBy(() -> told(body)).isInstanceOf(OutsideUnavailableException.class);
    }
  }
}
