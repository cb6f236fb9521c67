package dev.merchantreview.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays the bank: pays once a number, and tells what it paid and what came in. The end of an
 * account number says how it behaves:
 *
 * <ul>
 *   <li>{@code 0404} the account is unknown: refused for good
 *   <li>{@code 0202} settles only when asked a third time
 *   <li>{@code 0408} pays, but answers later than anybody waits
 *   <li>{@code 0409} settles a second later, and tells so twice
 *   <li>{@code 0503} fails twice before it answers
 *   <li>{@code 0560} is down for a minute (a while set at the start)
 *   <li>anything else is paid at once
 * </ul>
 */
final class BankDesk {

  private static final String TOKEN = "Bearer local-bank-token";
  private static final String SETTLED = status("SETTLED");
  private static final int LATE = 2;
  private static final Duration LONGER_THAN_ANYBODY_WAITS = Duration.ofSeconds(7);

  private final ServiceDoor service;
  private final Duration down;
  private final Map<String, Order> orders = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, Instant> firstAsked = new ConcurrentHashMap<>();
  private final BankBook book;
  private final CreditBook incoming;
  private final List<BankBook.Line> mistakes = new CopyOnWriteArrayList<>();
  private final Set<String> losses = ConcurrentHashMap.newKeySet();
  private final Random random = new Random();
  private volatile int faultPercent;

  private record Order(String number, String account, String amountFen) {}

  BankDesk(ServiceDoor service, Duration down, BankBook book, CreditBook incoming) {
    this.incoming = incoming;
    this.service = service;
    this.down = down;
    this.book = book;
  }

  void serve(Exchange exchange) throws IOException {
    String path = exchange.path();
    if (path.startsWith("/bank/accounts/") && exchange.method().equals("GET")) {
      received(exchange);
    } else if (path.equals("/bank/faults")) {
      faultPercent = Integer.parseInt(exchange.field("percent").orElse("0"));
      exchange.answer(200, "{}");
    } else if (path.equals("/bank/mistakes")) {
      mistake(exchange);
    } else if (path.equals("/bank/losses")) {
      loss(exchange);
    } else if (path.equals("/bank/remittances")) {
      remit(exchange);
    } else if (!exchange.header("Authorization").equals(TOKEN)) {
      exchange.answer(401, "{}");
    } else if (path.equals("/bank/statement")) {
      statement(exchange);
    } else if (path.equals("/bank/credits")) {
      credits(exchange);
    } else if (path.startsWith("/bank/transfers/")) {
      transfer(exchange);
    } else {
      exchange.answer(404, "{}");
    }
  }

  /** As often as it was told to, the bank fails: before it did anything, or after it did all. */
  private void transfer(Exchange exchange) throws IOException {
    int chance = random.nextInt(100);
    if (chance < faultPercent / 2) {
      exchange.answer(503, "{}");
      return;
    }
    String answer = exchange.method().equals("PUT") ? order(exchange) : ask(exchange);
    if (chance < faultPercent) {
      exchange.answer(503, "{}");
    } else if (answer.equals("DOWN")) {
      exchange.answer(503, "{}");
    } else {
      exchange.answer(answer.isEmpty() ? 404 : 200, answer.isEmpty() ? "{}" : answer);
    }
  }

  private String ask(Exchange exchange) {
    Order order = orders.get(exchange.last());
    if (order != null) {
      return status(order);
    }
    // Of before the bank was started again it knows what it paid.
    return book.has(exchange.last()) ? SETTLED : "";
  }

  private String order(Exchange exchange) {
    String account = exchange.field("accountNumber").orElse("");
    String number = exchange.last();
    Instant first = firstAsked.computeIfAbsent(number, one -> Instant.now());
    boolean away = account.endsWith("0560") && Instant.now().isBefore(first.plus(down));
    if (away || account.endsWith("0503") && times(number) <= LATE) {
      return "DOWN";
    }
    Order order = new Order(number, account, exchange.field("amountFen").orElse("0"));
    boolean fresh = orders.putIfAbsent(number, order) == null;
    if (account.endsWith("0408")) {
      pay(order);
      pause(LONGER_THAN_ANYBODY_WAITS);
    } else if (account.endsWith("0409") && fresh) {
      Thread.startVirtualThread(
          () -> {
            pause(Duration.ofSeconds(1));
            pay(order);
            tell(number);
            tell(number);
          });
    }
    return status(orders.get(number));
  }

  private String status(Order order) {
    if (order.account().endsWith("0404")) {
      return "{\"status\": \"FAILED\", \"reason\": \"account unknown\"}";
    }
    boolean late = order.account().endsWith("0202") && times(order.number()) <= LATE;
    boolean unpaid = order.account().endsWith("0409") && !book.has(order.number());
    if (!late && !unpaid) {
      pay(order);
    }
    return late || unpaid ? status("PENDING") : SETTLED;
  }

  private static String status(String status) {
    return "{\"status\": \"" + status + "\", \"reason\": null}";
  }

  /** Once a number, whatever is asked how often. */
  private void pay(Order order) {
    book.pay(
        new BankBook.Line(
            order.number(),
            order.account(),
            order.amountFen(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS)));
  }

  private void tell(String number) {
    service.tell(
        "/api/v1/payout-notifications",
        ServiceDoor.BANK_SECRET,
        "{\"number\":\"%s\",\"status\":\"SETTLED\"}".formatted(number));
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private int times(String number) {
    return asked.computeIfAbsent(number, one -> new AtomicInteger()).incrementAndGet();
  }

  /** A line on the statement nobody ordered; the same again takes it away. */
  private void mistake(Exchange exchange) throws IOException {
    String number = exchange.field("number").orElse("");
    if (!mistakes.removeIf(line -> line.number().equals(number))) {
      mistakes.add(
          new BankBook.Line(
              number,
              "",
              exchange.field("amountFen").orElse("0"),
              Instant.parse(exchange.field("at").orElse(Instant.now().toString()))));
    }
    exchange.answer(200, "{}");
  }

  /** A line is missing on the statement; the same again brings it back. */
  private void loss(Exchange exchange) throws IOException {
    String number = exchange.field("number").orElse("");
    if (!losses.remove(number)) {
      losses.add(number);
    }
    exchange.answer(200, "{}");
  }

  private void statement(Exchange exchange) throws IOException {
    Instant since = exchange.query("since").map(Instant::parse).orElse(Instant.EPOCH);
    exchange.answer(
        200,
        Stream.concat(book.lines().stream(), mistakes.stream())
            .filter(line -> !line.at().isBefore(since) && !losses.contains(line.number()))
            .map(BankBook.Line::json)
            .collect(Collectors.joining(", ", "[", "]")));
  }

  /** Somebody remits to the platform's account. */
  private void remit(Exchange exchange) throws IOException {
    Optional<String> amount = exchange.field("amountFen");
    if (!exchange.method().equals("POST") || amount.isEmpty()) {
      exchange.answer(
          400, "{\"error\": \"POST {\\\"remark\\\": …, \\\"amountFen\\\": …, \\\"payer\\\": …}\"}");
      return;
    }
    String reference = exchange.field("reference").orElseGet(() -> "bk-" + UUID.randomUUID());
    incoming.book(
        new CreditBook.Credit(
            reference,
            amount.get(),
            exchange.field("remark").orElse(""),
            exchange.field("payer").orElse(""),
            exchange.field("payerAccount").orElse(""),
            exchange
                .field("at")
                .map(Instant::parse)
                .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.MILLIS))));
    exchange.answer(200, "{\"reference\": \"" + reference + "\"}");
  }

  private void credits(Exchange exchange) throws IOException {
    Instant since = exchange.query("since").map(Instant::parse).orElse(Instant.EPOCH);
    exchange.answer(
        200,
        incoming.credits().stream()
            .filter(credit -> !credit.at().isBefore(since))
            .sorted(Comparator.comparing(CreditBook.Credit::at))
            .map(CreditBook.Credit::json)
            .collect(Collectors.joining(", ", "[", "]")));
  }

  /** What the account's owner sees, latest last. */
  private void received(Exchange exchange) throws IOException {
    String account = exchange.path().split("/")[3];
    exchange.answer(
        200,
        book.lines().stream()
            .filter(line -> line.account().equals(account))
            .map(BankBook.Line::json)
            .collect(Collectors.joining(", ", "[", "]")));
  }
}
