package dev.merchantreview.sandbox;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Plays the bank. The end of an account number says how it behaves: {@code 0404} is unknown, {@code
 * 0202} settles only when asked a third time, {@code 0503} makes the bank fail twice before it
 * answers.
 */
final class BankDesk {

  private static final String TOKEN = "Bearer local-bank-token";
  private static final int LATE = 2;

  private final Map<String, Order> orders = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  private record Order(String number, String account, String amountFen) {}

  void serve(Exchange exchange) throws IOException {
    if (exchange.path().startsWith("/bank/accounts/") && exchange.method().equals("GET")) {
      statement(exchange);
    } else if (!exchange.path().startsWith("/bank/transfers/")) {
      exchange.answer(404, "{}");
    } else if (!exchange.header("Authorization").equals(TOKEN)) {
      exchange.answer(401, "{}");
    } else if (exchange.method().equals("PUT")) {
      order(exchange);
    } else {
      Order order = orders.get(exchange.last());
      exchange.answer(order == null ? 404 : 200, order == null ? "{}" : status(order));
    }
  }

  private void order(Exchange exchange) throws IOException {
    String account = exchange.field("accountNumber").orElse("");
    if (account.endsWith("0503") && times(exchange.last()) <= LATE) {
      exchange.answer(503, "{}");
      return;
    }
    Order order =
        orders.computeIfAbsent(
            exchange.last(),
            number -> new Order(number, account, exchange.field("amountFen").orElse("0")));
    exchange.answer(200, status(order));
  }

  private String status(Order order) {
    if (order.account().endsWith("0404")) {
      return "{\"status\": \"FAILED\", \"reason\": \"account unknown\"}";
    }
    boolean late = order.account().endsWith("0202") && times(order.number()) <= LATE;
    return "{\"status\": \"" + (late ? "PENDING" : "SETTLED") + "\", \"reason\": null}";
  }

  private int times(String number) {
    return asked.computeIfAbsent(number, one -> new AtomicInteger()).incrementAndGet();
  }

  /** What the account's owner sees, latest last. */
  private void statement(Exchange exchange) throws IOException {
    String account = exchange.path().split("/")[3];
    List<Order> all;
    synchronized (orders) {
      all = List.copyOf(orders.values());
    }
    exchange.answer(
        200,
        all.stream()
            .filter(order -> order.account().equals(account))
            .map(
                order ->
                    "{\"number\": \""
                        + order.number()
                        + "\", \"amountFen\": "
                        + order.amountFen()
                        + "}")
            .collect(Collectors.joining(", ", "[", "]")));
  }
}
