package dev.merchantreview.outside;

import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.TypedText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bank over HTTP: {@code PUT /transfers/{number}} orders, {@code GET /transfers/{number}} asks,
 * {@code GET /statement?since=} tells what was paid, {@code GET /credits?since=} what came in.
 */
@Component
class HttpBank implements Bank {

  private static final Logger log = LoggerFactory.getLogger(HttpBank.class);
  private static final int LONGEST = 200;
  private static final String BY_NUMBER = "/transfers/{number}";

  private final RestClient http;
  private final JsonMapper json;

  HttpBank(BankProperties properties, JsonMapper json) {
    this.json = json;
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

  /** What cannot be read or cannot count once is left out and reported, and nothing else is. */
  @Override
  public List<Credit> credits(Instant since) {
    return OutsideHttp.call(
        "the bank",
        () -> {
          JsonNode told =
              http.get().uri("/credits?since={since}", since).retrieve().body(JsonNode.class);
          if (told == null || !told.isArray()) {
            throw new OutsideUnavailableException("the bank answers no list of credits", null);
          }
          return told.valueStream().flatMap(one -> credit(one).stream()).toList();
        });
  }

  private Optional<Credit> credit(JsonNode told) {
    try {
      // JSON's null is one, too.
      return Optional.ofNullable(json.treeToValue(told, ToldCredit.class))
          .flatMap(ToldCredit::credit);
    } catch (JacksonException unreadable) {
      log.error(
          "the bank told of a credit that cannot be read: {}, {}",
          told.path("reference").asString("without a reference"),
          unreadable.getOriginalMessage());
      return Optional.empty();
    }
  }

  /** As the bank tells it. */
  private record ToldCredit(
      @Nullable String reference,
      long amountFen,
      @Nullable String remark,
      @Nullable String payer,
      @Nullable String payerAccount,
      @Nullable Instant at) {

    Optional<Credit> credit() {
      String known = tidied(reference);
      if (known.isEmpty() || !known.equals(reference) || at == null || amountFen < 1) {
        log.error("the bank told of a credit that cannot be known again: {}", reference);
        return Optional.empty();
      }
      return Optional.of(
          new Credit(
              known,
              amountFen,
              tidied(remark),
              tidied(payer),
              tidied(payerAccount),
              at.truncatedTo(ChronoUnit.MICROS)));
    }

    private static String tidied(@Nullable String text) {
      String shown = text == null ? "" : TypedText.shown(TypedText.stripped(text));
      return shown.codePointCount(0, shown.length()) <= LONGEST
          ? shown
          : shown.substring(0, shown.offsetByCodePoints(0, LONGEST));
    }
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
