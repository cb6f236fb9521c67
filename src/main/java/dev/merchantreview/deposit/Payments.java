package dev.merchantreview.deposit;

import dev.merchantreview.shared.CaseId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
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
    Optional<PaymentRecipient.PaidCase> taken = caseId.flatMap(this::take);
    Optional<Payment> before = find(payment.paymentId());
    if (before.isPresent()) {
      return before.get().equals(payment)
          ? new BookingResult.Booked(true, paidFen(payment.reference()))
          : new BookingResult.Contradiction();
    }
    if (taken.isEmpty()) {
      return new BookingResult.UnknownReference();
    }
    PaymentRecipient.PaidCase paidFor = taken.get();
    if (!paidFor.takesPayments()) {
      return new BookingResult.NotDue(paidFor.state());
    }
    if (deposits.isPaidBack(payment.reference())) {
      return new BookingResult.NotDue("PAID_BACK");
    }
    int booked =
        jdbc.sql(
                "insert into deposit_payment (payment_id, reference, amount_fen, paid_at, payer, received_at)"
                    + " values (:id, :reference, :amount, :paidAt, :payer, :now) on conflict do nothing")
            .param("id", payment.paymentId())
            .param("reference", payment.reference())
            .param("amount", payment.amountFen())
            .param("paidAt", Timestamp.from(payment.paidAt()))
            .param("payer", payment.payer())
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (booked == 0) {
      // The same id came at the same instant for another case: only one of the two can be meant.
      return new BookingResult.Contradiction();
    }
    deposits.paid(paidFor.holder(), payment);
    long paid = paidFen(payment.reference());
    paidFor.receipt().received(payment, paid);
    return new BookingResult.Booked(false, paid);
  }

  /** The case a payment is for, kept from being changed by anybody else. */
  private Optional<PaymentRecipient.PaidCase> take(CaseId caseId) {
    return recipients.stream().flatMap(recipient -> recipient.take(caseId).stream()).findFirst();
  }

  /** What a case has received so far, in fen. */
  @Transactional(readOnly = true)
  public long paidFen(String reference) {
    return jdbc.sql(
            "select coalesce(sum(amount_fen), 0) from deposit_payment where reference = :reference")
        .param("reference", reference)
        .query(Long.class)
        .single();
  }

  private Optional<Payment> find(String paymentId) {
    return jdbc.sql(
            "select payment_id, reference, amount_fen, paid_at, payer from deposit_payment where payment_id = :id")
        .param("id", paymentId)
        .query(
            (row, number) ->
                new Payment(
                    row.getString("payment_id"),
                    row.getString("reference"),
                    row.getLong("amount_fen"),
                    row.getTimestamp("paid_at").toInstant(),
                    row.getString("payer")))
        .optional();
  }
}
