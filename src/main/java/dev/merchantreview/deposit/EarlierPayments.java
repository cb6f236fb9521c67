package dev.merchantreview.deposit;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Books in the ledger the payments that came before there was one. */
@Component
class EarlierPayments {

  private static final Logger log = LoggerFactory.getLogger(EarlierPayments.class);

  private final JdbcClient jdbc;
  private final Payments payments;
  private final Deposits deposits;
  private final TransactionTemplate transaction;
  private final OneInstance oneInstance;

  EarlierPayments(
      JdbcClient jdbc,
      Payments payments,
      Deposits deposits,
      TransactionTemplate transaction,
      OneInstance oneInstance) {
    this.jdbc = jdbc;
    this.payments = payments;
    this.deposits = deposits;
    this.transaction = transaction;
    this.oneInstance = oneInstance;
  }

  @EventListener(ApplicationReadyEvent.class)
  void book() {
    oneInstance.inTurn(SharedJob.EARLIER_PAYMENTS, this::bookAll);
  }

  private void bookAll() {
    List<String> ids =
        jdbc.sql(
                "select payment_id from deposit_payment p where not exists (select from ledger_posting l"
                    + " where l.kind = 'PAYMENT' and l.subject = p.payment_id) order by received_at, payment_id")
            .query((row, number) -> row.getString(1))
            .list();
    ids.forEach(id -> transaction.executeWithoutResult(status -> book(id)));
    if (!ids.isEmpty()) {
      log.info("{} payments from before the ledger were booked", ids.size());
    }
  }

  private void book(String paymentId) {
    Payment payment = payments.find(paymentId).orElseThrow();
    CaseId caseId = new CaseId(payment.reference());
    payments.take(caseId).ifPresent(paidFor -> deposits.paid(paidFor.holder(), payment));
  }
}
