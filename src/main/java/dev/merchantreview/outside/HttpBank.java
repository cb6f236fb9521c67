package dev.merchantreview.outside;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/**
 * The bank over HTTP: {@code PUT /transfers/{number}} orders, {@code GET /transfers/{number}} asks,
 * {@code GET /statement?since=} tells what was paid.
 */
@Component
class HttpBank implements Bank {

  private static final String BY_NUMBER = "/transfers/{number}";

  private final RestClient http;

  HttpBank(BankProperties properties) {
    this.http = OutsideHttp.client(properties.url(), properties.token(), properties.timeout());
  }

  /** Asks before it orders: an order whose answer was lost must not be given a second time. */
  @Override
  public Transfer transfer(Order order) {
    return OutsideHttp.call("the bank", () -> find(order.number()).orElseGet(() -> place(order)));
  }

  @Override
  public List<StatementLine> statement(Instant since) {
    return OutsideHttp.call(
        "the bank",
        () ->
            Optional.ofNullable(
                    http.get()
                        .uri("/statement?since={since}", since)
                        .retrieve()
                        .body(StatementLine[].class))
                .map(List::of)
                .orElseGet(List::of));
  }

  private Optional<Transfer> find(String number) {
    try {
      return Optional.ofNullable(http.get().uri(BY_NUMBER, number).retrieve().body(Transfer.class));
    } catch (HttpClientErrorException.NotFound unknown) {
      return Optional.empty();
    }
  }

  private Transfer place(Order order) {
    Transfer placed =
        http.put()
            .uri(BY_NUMBER, order.number())
            .contentType(MediaType.APPLICATION_JSON)
            .body(order)
            .retrieve()
            .body(Transfer.class);
    return Objects.requireNonNull(placed, "the bank answered nothing");
  }
}
