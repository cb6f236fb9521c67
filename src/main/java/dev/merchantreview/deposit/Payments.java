package dev.merchantreview.deposit;

import dev.merchantreview.shared.CaseId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The payments that reached us. Append-only; a payment id counts once, however often and with
 * whatever content it is sent.
 */
@Component
public class Payments {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final List<PaymentRecipient> recipients;
  private final Deposits deposits;

  Payments(JdbcClient jdbc, Clock clock, List<PaymentRecipient> recipients, Deposits deposits) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.recipients = recipients;
    this.deposits = deposits;
  }

  /** What became of a notification. */
  public sealed interface BookingResult {

    /** Booked now, or booked before with the same content. */
    record Booked(boolean before, long paidFen) implements BookingResult {}

    /** The id was booked before with another content. */
    record Contradiction() implements BookingResult {}

    /** No case has this reference. */
    record UnknownReference() implements BookingResult {}

    /** The case takes no payment in its state. */
    record NotDue(String state) implements BookingResult {}
  }

  @Transactional
  public BookingResult book(Payment payment) {
    Optional<CaseId> caseId = CaseId.of(payment.reference());
    Optional<PaymentRecipient.PaidCase> taken = caseId.flatMap(id -> take(id, payment.purpose()));
    Optional<Payment> before = find(payment.paymentId());
    if (before.isPresent()) {
      return before.get().equals(payment)
          ? new BookingResult.Booked(true, paidFen(payment.reference(), payment.purpose()))
          : new BookingResult.Contradiction();
    }
    if (taken.isEmpty()) {
      return new BookingResult.UnknownReference();
    }
    PaymentRecipient.PaidCase paidFor = taken.get();
    if (!paidFor.takesPayments()) {
      return new BookingResult.NotDue(paidFor.state());
    }
    if (deposits.isPaidBack(payment.reference(), payment.purpose())) {
      return new BookingResult.NotDue("PAID_BACK");
    }
    int booked =
        jdbc.sql(
                "insert into deposit_payment (payment_id, reference, amount_fen, paid_at, payer, purpose, received_at)"
                    + " values (:id, :reference, :amount, :paidAt, :payer, :purpose, :now) on conflict do nothing")
            .param("id", payment.paymentId())
            .param("reference", payment.reference())
            .param("amount", payment.amountFen())
            .param("paidAt", Timestamp.from(payment.paidAt()))
            .param("payer", payment.payer())
            .param("purpose", payment.purpose().name())
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (booked == 0) {
      // The same id came at the same instant for another case: only one of the two can be meant.
      return new BookingResult.Contradiction();
    }
    deposits.paid(paidFor.holder(), payment);
    long paid = paidFen(payment.reference(), payment.purpose());
    paidFor.receipt().received(payment, purpose -> paidFen(payment.reference(), purpose));
    return new BookingResult.Booked(false, paid);
  }

  /** The case a payment is for, kept from being changed by anybody else. */
  private Optional<PaymentRecipient.PaidCase> take(CaseId caseId, DepositPurpose purpose) {
    return recipients.stream()
        .flatMap(recipient -> recipient.take(caseId, purpose).stream())
        .findFirst();
  }

  /** What a case has received for one of its deposits so far, in fen. */
  @Transactional(readOnly = true)
  public long paidFen(String reference, DepositPurpose purpose) {
    return jdbc.sql(
            "select coalesce(sum(amount_fen), 0) from deposit_payment"
                + " where reference = :reference and purpose = :purpose")
        .param("reference", reference)
        .param("purpose", purpose.name())
        .query(Long.class)
        .single();
  }

  /**
   * How much was paid to each of these references for each purpose; what nothing was paid for is
   * left out.
   */
  @Transactional(readOnly = true)
  public Map<String, Map<DepositPurpose, Long>> paidFen(Collection<String> references) {
    Map<String, Map<DepositPurpose, Long>> paid = new HashMap<>();
    if (!references.isEmpty()) {
      jdbc.sql(
              "select reference, purpose, sum(amount_fen) as paid from deposit_payment"
                  + " where reference = any(:references) group by reference, purpose")
          .param("references", references.toArray(String[]::new))
          .query(
              row -> {
                paid.computeIfAbsent(
                        row.getString("reference"), one -> new EnumMap<>(DepositPurpose.class))
                    .put(DepositPurpose.valueOf(row.getString("purpose")), row.getLong("paid"));
              });
    }
    return paid;
  }

  private Optional<Payment> find(String paymentId) {
    return jdbc.sql(
            "select payment_id, reference, amount_fen, paid_at, payer, purpose from deposit_payment"
                + " where payment_id = :id")
        .param("id", paymentId)
        .query(
            (row, number) ->
                new Payment(
                    row.getString("payment_id"),
                    row.getString("reference"),
                    row.getLong("amount_fen"),
                    row.getTimestamp("paid_at").toInstant(),
                    row.getString("payer"),
                    DepositPurpose.valueOf(row.getString("purpose"))))
        .optional();
  }
}
