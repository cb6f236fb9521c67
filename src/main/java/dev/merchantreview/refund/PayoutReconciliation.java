package dev.merchantreview.refund;

import dev.merchantreview.outside.Bank;
import dev.merchantreview.shared.OutsideUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Matches the bank's statement with the payouts and what the ledger booked of them. It opens
 * findings and changes nothing: whose mistake it is a person finds out.
 */
@Component
public class PayoutReconciliation {

  private static final Logger log = LoggerFactory.getLogger(PayoutReconciliation.class);
  private static final String OURS = "po_";

  private final Bank bank;
  private final Payouts payouts;
  private final PayoutFindings findings;
  private final RefundProperties properties;
  private final Clock clock;

  PayoutReconciliation(
      Bank bank,
      Payouts payouts,
      PayoutFindings findings,
      RefundProperties properties,
      Clock clock) {
    this.bank = bank;
    this.payouts = payouts;
    this.findings = findings;
    this.properties = properties;
    this.clock = clock;
  }

  /** Compares, and reports what disagrees. */
  @Scheduled(
      initialDelayString = "${merchant-review.payouts.reconciliation.interval}",
      fixedDelayString = "${merchant-review.payouts.reconciliation.interval}")
  public void reconcile() {
    Instant now = clock.instant();
    Instant since = now.minus(properties.reconciliation().window());
    try {
      // Ours first: what is booked while the bank writes its statement is on the statement.
      List<Payouts.Comparable> ours = payouts.since(since);
      List<Bank.StatementLine> statement = bank.statement(since);
      findings
          .keep(compare(ours, statement, now), now)
          .forEach(
              finding ->
                  log.warn(
                      "payout {} ({}) {}: {}",
                      finding.number(),
                      finding.refundId(),
                      finding.kind(),
                      finding.detail()));
    } catch (OutsideUnavailableException away) {
      log.debug("No statement now: {}", away.getMessage());
    }
  }

  private List<PayoutFinding> compare(
      List<Payouts.Comparable> ours, List<Bank.StatementLine> statement, Instant now) {
    Instant settledLongAgo = now.minus(properties.reconciliation().grace());
    Map<String, List<Bank.StatementLine>> paid =
        statement.stream()
            .filter(line -> line.number().startsWith(OURS))
            .collect(Collectors.groupingBy(Bank.StatementLine::number));
    List<PayoutFinding> found = new ArrayList<>();
    for (Payouts.Comparable payout : ours) {
      List<Bank.StatementLine> lines = paid.getOrDefault(payout.number(), List.of());
      boolean early = lines.stream().anyMatch(line -> line.at().isAfter(settledLongAgo));
      judge(payout, lines, early)
          .map(
              kind ->
                  new PayoutFinding(
                      payout.number(), kind, payout.refundId(), detail(payout, lines), now))
          .ifPresent(found::add);
    }
    Set<String> known = ours.stream().map(Payouts.Comparable::number).collect(Collectors.toSet());
    paid.forEach(
        (number, lines) -> {
          if (!known.contains(number) && payouts.find(number).isEmpty()) {
            found.add(
                new PayoutFinding(
                    number, PayoutFinding.Kind.UNKNOWN_NUMBER, null, "bank: " + lines, now));
          }
        });
    return found;
  }

  private static Optional<PayoutFinding.Kind> judge(
      Payouts.Comparable payout, List<Bank.StatementLine> lines, boolean early) {
    if (lines.size() > 1) {
      return Optional.of(PayoutFinding.Kind.PAID_TWICE);
    }
    if (lines.isEmpty()) {
      return payout.status() == Payout.Status.SETTLED || payout.bookedFen() != 0
          ? Optional.of(PayoutFinding.Kind.NOT_PAID_BY_BANK)
          : Optional.empty();
    }
    long bankFen = lines.getFirst().amountFen();
    if (payout.bookedFen() == 0) {
      // The bank may have paid just now, and be asked in a moment.
      return early && payout.status() == Payout.Status.ORDERED
          ? Optional.empty()
          : Optional.of(PayoutFinding.Kind.NOT_BOOKED);
    }
    return bankFen == payout.bookedFen() && bankFen == payout.amountFen()
        ? Optional.empty()
        : Optional.of(PayoutFinding.Kind.AMOUNT_DIFFERS);
  }

  private static String detail(Payouts.Comparable payout, List<Bank.StatementLine> lines) {
    return "ours: %s %d fen, booked %d fen; bank: %s"
        .formatted(
            payout.status(),
            payout.amountFen(),
            payout.bookedFen(),
            lines.stream()
                .map(line -> line.amountFen() + " fen at " + line.at())
                .collect(Collectors.joining(", ", "[", "]")));
  }
}
