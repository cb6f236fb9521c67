package dev.merchantreview.payout;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.outside.Bank.StatementLine;
import dev.merchantreview.payout.PayoutFinding.Difference;
import dev.merchantreview.payout.PayoutFinding.Kind;
import dev.merchantreview.shared.OutsideUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Matches the bank's statement with the payouts and what the ledger booked of them. It opens
 * findings and moves no money: a person finds out whose mistake it is.
 */
@Component
public class PayoutReconciliation {

  private static final Logger log = LoggerFactory.getLogger(PayoutReconciliation.class);
  private static final String OURS = "po_";

  private final Bank bank;
  private final Payouts payouts;
  private final PayoutFindings findings;
  private final PayoutProperties properties;
  private final OneInstance oneInstance;
  private final Clock clock;

  PayoutReconciliation(
      Bank bank,
      Payouts payouts,
      PayoutFindings findings,
      PayoutProperties properties,
      OneInstance oneInstance,
      Clock clock) {
    this.bank = bank;
    this.payouts = payouts;
    this.findings = findings;
    this.properties = properties;
    this.oneInstance = oneInstance;
    this.clock = clock;
  }

  /** Compares, opens what is new and ends what agrees by now. */
  @Scheduled(
      initialDelayString = "${merchant-review.payouts.reconciliation.interval}",
      fixedDelayString = "${merchant-review.payouts.reconciliation.interval}")
  public void reconcile() {
    oneInstance.ifFree(SharedJob.PAYOUT_RECONCILIATION, this::compareBothSides);
  }

  private void compareBothSides() {
    Instant now = clock.instant();
    try {
      List<PayoutFinding> open = findings.open();
      List<Difference> differences = compare(read(open, now), now);
      for (Difference difference : findings.unknown(differences, open)) {
        if (findings.found(difference)) {
          log.warn("{}", difference);
        }
      }
      Set<String> still = differences.stream().map(Difference::name).collect(Collectors.toSet());
      open.stream()
          .filter(finding -> !still.contains(finding.difference().name()))
          .forEach(findings::agreed);
    } catch (OutsideUnavailableException away) {
      log.debug("No statement now: {}", away.getMessage());
    }
  }

  /**
   * Both sides.
   *
   * @param ours by number
   */
  private record Sides(
      Map<String, Payouts.Compared> ours, Map<String, List<StatementLine>> statement) {}

  /**
   * Reads as far back as it takes to see each payout from its order on, and each open finding as it
   * was found: a difference must not end because it grew old.
   */
  private Sides read(List<PayoutFinding> open, Instant now) {
    Instant since = now.minus(properties.reconciliation().window());
    // Ours first: what is booked while the bank writes its statement is on the statement.
    List<Payouts.Compared> ours = new ArrayList<>(payouts.comparedSince(since));
    Instant from =
        earliest(
            since,
            Stream.concat(
                ours.stream().map(Payouts.Compared::orderedAt),
                open.stream()
                    .map(one -> one.foundAt().minus(properties.reconciliation().window()))));
    List<StatementLine> statement = bank.statement(from);
    // A line may be about a payout that was settled long ago: then its first line counts, too.
    Set<String> others = new HashSet<>();
    statement.forEach(line -> others.add(line.number()));
    ours.forEach(payout -> others.remove(payout.number()));
    List<Payouts.Compared> old = payouts.compared(others);
    ours.addAll(old);
    Instant longAgo = earliest(from, old.stream().map(Payouts.Compared::orderedAt));
    if (longAgo.isBefore(from)) {
      statement = bank.statement(longAgo);
    }
    return new Sides(
        ours.stream().collect(Collectors.toMap(Payouts.Compared::number, one -> one)),
        statement.stream()
            .filter(line -> line.number().startsWith(OURS))
            .collect(Collectors.groupingBy(StatementLine::number)));
  }

  /** The bank's clock may be behind ours. */
  private Instant earliest(Instant known, Stream<Instant> others) {
    return others
        .map(other -> other.minus(properties.reconciliation().grace()))
        .reduce(known, (one, other) -> other.isBefore(one) ? other : one);
  }

  private List<Difference> compare(Sides sides, Instant now) {
    List<Difference> found = new ArrayList<>();
    sides
        .ours()
        .values()
        .forEach(
            payout -> {
              List<StatementLine> lines =
                  sides.statement().getOrDefault(payout.number(), List.of());
              judge(payout, lines, now)
                  .map(
                      kind ->
                          new Difference(
                              payout.number(), kind, payout.refundId(), detail(payout, lines)))
                  .ifPresent(found::add);
            });
    Set<String> strange = new HashSet<>(sides.statement().keySet());
    strange.removeAll(sides.ours().keySet());
    if (!strange.isEmpty()) {
      // A number that was put on record after ours were read is known, too.
      payouts.compared(strange).forEach(known -> strange.remove(known.number()));
    }
    sides
        .statement()
        .forEach(
            (number, lines) -> {
              if (strange.contains(number)) {
                found.add(
                    new Difference(number, Kind.UNKNOWN_NUMBER, null, "bank: " + shown(lines)));
              }
            });
    return found;
  }

  private Optional<Kind> judge(Payouts.Compared payout, List<StatementLine> lines, Instant now) {
    if (lines.size() > 1) {
      return Optional.of(Kind.PAID_TWICE);
    }
    if (lines.isEmpty()) {
      return payout.status() == Payout.Status.SETTLED || payout.bookedFen() != 0
          ? Optional.of(Kind.NOT_PAID_BY_BANK)
          : Optional.empty();
    }
    StatementLine line = lines.getFirst();
    if (payout.bookedFen() == 0) {
      // The bank may have paid just now, and be asked in a moment.
      boolean early = line.at().isAfter(now.minus(properties.reconciliation().grace()));
      return early && payout.status() == Payout.Status.ORDERED
          ? Optional.empty()
          : Optional.of(Kind.NOT_BOOKED);
    }
    return line.amountFen() == payout.bookedFen() && line.amountFen() == payout.amountFen()
        ? Optional.empty()
        : Optional.of(Kind.AMOUNT_DIFFERS);
  }

  private static String detail(Payouts.Compared payout, List<StatementLine> lines) {
    return "ours: %s %d fen, booked %d fen; bank: %s"
        .formatted(payout.status(), payout.amountFen(), payout.bookedFen(), shown(lines));
  }

  private static String shown(List<StatementLine> lines) {
    return lines.stream()
        .map(line -> line.amountFen() + " fen at " + line.at())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
