package dev.merchantreview.sandbox;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plays the platform's other systems, which know of disputes, settlement and debts. Every merchant
 * stands well until told otherwise.
 */
final class StandingDesk {

  private static final String TOKEN = "Bearer local-standing-token";
  private static final String WELL =
      "\"openDisputes\": [], \"unsettledOrders\": 0, \"unsettledFen\": 0, \"arrearsFen\": 0";

  private final Map<String, String> told = new ConcurrentHashMap<>();

  void serve(Exchange exchange) throws IOException {
    String merchant = exchange.path().replaceAll("/standing/merchants/([^/]*).*", "$1");
    if (exchange.method().equals("PUT")) {
      String text = exchange.text().strip();
      told.put(merchant, text.substring(1, text.length() - 1));
      exchange.answer(200, "{}");
    } else if (!exchange.header("Authorization").equals(TOKEN)) {
      exchange.answer(401, "{}");
    } else {
      exchange.answer(
          200,
          "{%s, \"asOf\": \"%s\"}"
              .formatted(
                  told.getOrDefault(merchant, WELL),
                  Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }
  }
}
