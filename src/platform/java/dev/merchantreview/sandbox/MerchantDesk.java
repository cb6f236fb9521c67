package dev.merchantreview.sandbox;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Plays a merchant's system that receives notifications: keeps what came with its headers, and
 * fails as often as it is told to.
 */
final class MerchantDesk {

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();

  void serve(Exchange exchange) throws IOException {
    if (exchange.path().equals("/notifications/failures")) {
      failures.set(Integer.parseInt(exchange.field("count").orElse("0")));
      exchange.answer(200, "{}");
    } else if (exchange.method().equals("GET")) {
      String part = exchange.query("caseId").orElse("");
      exchange.answer(
          200,
          received.stream()
              .filter(one -> one.contains(part))
              .collect(Collectors.joining(", ", "[", "]")));
    } else if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      exchange.answer(503, "{}");
    } else {
      received.add(
          "{\"signature\": \"%s\", \"raw\": \"%s\", \"body\": %s}"
              .formatted(
                  exchange.header("X-Signature"),
                  Base64.getEncoder().encodeToString(exchange.body()),
                  exchange.text()));
      exchange.answer(200, "{}");
    }
  }
}
