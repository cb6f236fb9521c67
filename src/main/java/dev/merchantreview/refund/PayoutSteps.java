package dev.merchantreview.refund;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPayouts;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.payout.Payout;
import dev.merchantreview.payout.Payouts;
import dev.merchantreview.review.DeskText;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.waiver.Waivers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The payout in the deposit-refund process: what was agreed to is looked at once more, its number
 * is on record before the bank hears of it, and what the bank does not tell is asked, never
 * assumed.
 */
@Service
public class PayoutSteps {

  /** The balance, or who has to agree, has changed: the review begins again. */
  private static final String CHANGED = "CHANGED";

  /** Said to finance where one person agreed to what two have to by now. */
  private static final String SECOND_NEEDED =
      "审核后可退总额或限额有变，现须第二人复核，请重新审核 · What is paid back in all, or the limit, changed after it was reviewed: a second person has to agree now; look at it again";

  /** A payout's number is on record. */
  private static final String ORDERED = "ORDERED";

  /** The bank has not settled it yet. */
  static final String PENDING = "PENDING";

  /** The bank paid. */
  static final String PAID = "PAID";

  private final RefundReview review;
  private final ReviewSteps steps;
  private final Refunds refunds;
  private final Holders holders;
  private final BlockerChecks checks;
  private final Payouts payouts;
  private final DepositPayouts deposits;
  private final MeterRegistry meters;

  PayoutSteps(
      RefundReview review,
      ReviewSteps steps,
      Refunds refunds,
      Holders holders,
      BlockerChecks checks,
      Payouts payouts,
      DepositPayouts deposits,
      MeterRegistry meters) {
    this.review = review;
    this.steps = steps;
    this.refunds = refunds;
    this.holders = holders;
    this.checks = checks;
    this.payouts = payouts;
    this.deposits = deposits;
    this.meters = meters;
  }

  /**
   * The result of looking once more.
   *
   * @param number the payout's; null unless one is on record now
   */
  public record Begun(Handled handled, @Nullable String number) {}

  /**
   * Puts a payout on record, if everybody who has to agree agreed to what is there now, and nothing
   * stands in the way that came up since.
   *
   * @param outside asked just now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Begun begin(Asked asked, BlockerChecks.OutsideFacts outside) {
    return steps.with(
        review,
        asked,
        0,
        refund -> {
          // Nobody books on the deposit from here on.
          List<DepositAccount> accounts =
              deposits.lock(refund.request().holderId().value(), refund.purposes());
          Claim claim = holders.claim(refund);
          List<RuleResult> results = checks.apply(claim, refund.content(), outside);
          List<Problem> problems = BlockerChecks.problems(results);
          keep(asked, refund, results, outside);
          if (!problems.isEmpty()) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("checks", results);
            return new Begun(
                steps.sendBack(review, asked, refund, ActorRef.SYSTEM, problems, null, details),
                null);
          }
          long held = accounts.stream().mapToLong(account -> account.balances().heldFen()).sum();
          if (held != outside.heldFen() || checks.limitFen(claim) != outside.limitFen()) {
            throw new NotYetException("the balance moved while the rules were asked");
          }
          // Two who agreed are enough, also for what one could agree to by now.
          boolean anotherNeeded = outside.second().required() && !refund.assessed().secondReview();
          if (held != refund.assessed().amountFen() || anotherNeeded) {
            return new Begun(reviewAgain(asked, refund, outside), null);
          }
          String from = refund.state().name();
          String number =
              payouts.add(
                  refund.id(),
                  refund.request().ownerId(),
                  refund.content().account(),
                  held,
                  steps.now());
          if (!refund.beginPayout(number)) {
            // The process came here without the verdicts: somebody moved it.
            throw CaseWork.unexpected(refund, "begin a payout nobody agreed to");
          }
          Map<String, Object> decision = decision(refund);
          deposits.order(
              claim.holder().id().value(),
              claim.deposits(),
              number,
              held,
              refund.id(),
              ActorRef.SYSTEM,
              decision);
          Map<String, Object> details = new LinkedHashMap<>(decision);
          details.put("number", number);
          details.put("amountFen", held);
          details.put("account", refund.content().account().masked().accountNumber());
          steps.changed(review, asked, refund, ActorRef.SYSTEM, "PAYOUT_STARTED", from, details);
          return new Begun(Handled.of(ORDERED, refund), number);
        });
  }

  /** What the payout rests on: the checks of this moment, and the waivers they were passed by. */
  private void keep(
      Asked asked,
      DepositRefund refund,
      List<RuleResult> results,
      BlockerChecks.OutsideFacts outside) {
    List<Waivers.Use> noted = Waivers.used(refund.checks());
    steps.checked(asked, refund, results, outside.tables());
    Waivers.used(results).stream()
        .filter(use -> !noted.contains(use))
        .forEach(use -> steps.note(review, asked, refund, "WAIVER_USED", Waivers.described(use)));
  }

  private Handled reviewAgain(
      Asked asked, DepositRefund refund, BlockerChecks.OutsideFacts outside) {
    long before = refund.assessed().amountFen();
    String from = refund.state().name();
    Assessment anew = RefundCheckStep.assessment(outside);
    if (!refund.reviewAgain(
        anew,
        anew.amountFen() == before
            ? SECOND_NEEDED
            : "余额在审核后由 %1$s 元变为 %2$s 元，请重新审核 · The balance changed from %1$s to %2$s yuan after it was reviewed; look at it again"
                .formatted(DeskText.amount(before), DeskText.amount(anew.amountFen())))) {
      throw CaseWork.unexpected(refund, "review again");
    }
    steps.changed(
        review,
        asked,
        refund,
        ActorRef.SYSTEM,
        "REVIEW_AGAIN",
        from,
        Map.of(
            "beforeFen", before,
            "refundableFen", anew.amountFen(),
            "secondReview", anew.secondReview(),
            "decision", anew.evidence()));
    return Handled.of(CHANGED, refund);
  }

  private static Map<String, Object> decision(DepositRefund refund) {
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("refundId", refund.id().value());
    decision.put("round", Integer.toString(refund.round()));
    Approval finance = refund.finance();
    if (finance != null) {
      decision.put("financeReviewer", finance.by());
    }
    Approval second = refund.second();
    if (second != null) {
      decision.put("secondReviewer", second.by());
    }
    return decision;
  }

  /** The order the bank is to be given, under the number that is on record. */
  @Transactional(readOnly = true)
  public Optional<Bank.Order> order(CaseId refundId) {
    DepositRefund refund = refunds.get(refundId);
    return Optional.ofNullable(refund.payoutNumber())
        .flatMap(payouts::find)
        .filter(payout -> payout.status() == Payout.Status.ORDERED)
        .map(
            payout ->
                new Bank.Order(
                    payout.number(),
                    payout.account().accountNumber(),
                    payout.account().holder(),
                    payout.account().bank(),
                    payout.amountFen(),
                    "保证金退还 " + refundId));
  }

  /** Books what the bank said of a payout; asked again, it answers the same. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Handled answered(Asked asked, String number, Bank.Transfer said) {
    return steps.with(
        review,
        asked,
        0,
        refund -> {
          Payout payout = payouts.find(number).orElseThrow();
          if (!number.equals(refund.payoutNumber()) || refund.state() != RefundState.PAYING) {
            throw CaseWork.unexpected(refund, "end payout " + number);
          }
          return switch (said.status()) {
            case PENDING -> Handled.of(PENDING, refund);
            case SETTLED -> settled(asked, refund, payout);
            case FAILED -> failed(asked, refund, payout, said.reason());
          };
        });
  }

  private Handled settled(Asked asked, DepositRefund refund, Payout payout) {
    end(payout, Payout.Status.SETTLED, null);
    deposits.settled(
        refund.request().holderId().value(),
        payout.number(),
        payout.amountFen(),
        refund.id(),
        Map.of("number", payout.number()));
    String from = refund.state().name();
    if (!refund.pay(payout.amountFen(), steps.now())) {
      throw CaseWork.unexpected(refund, "pay");
    }
    steps.changed(
        review,
        asked,
        refund,
        new ActorRef(ActorRef.Kind.PROVIDER, "bank"),
        "PAID",
        from,
        Map.of("number", payout.number(), "amountFen", payout.amountFen()));
    meters.counter("merchantreview.refunds.paid").increment();
    steps.ended(review, refund);
    return Handled.of(PAID, refund);
  }

  private Handled failed(
      Asked asked, DepositRefund refund, Payout payout, @Nullable String bankSays) {
    end(payout, Payout.Status.FAILED, bankSays);
    deposits.failed(
        refund.request().holderId().value(),
        payout.number(),
        payout.amountFen(),
        refund.id(),
        Map.of("number", payout.number(), "bank", bankSays == null ? "" : bankSays));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("number", payout.number());
    details.put("bank", bankSays == null ? "" : bankSays);
    meters.counter("merchantreview.refunds.payouts.failed").increment();
    return steps.sendBack(
        review,
        asked,
        refund,
        new ActorRef(ActorRef.Kind.PROVIDER, "bank"),
        List.of(new Problem("/account", "ACCOUNT_REFUSED", bankSays, Problem.Source.MACHINE)),
        null,
        details);
  }

  private void end(Payout payout, Payout.Status status, @Nullable String bankSays) {
    payouts.end(payout.number(), status, bankSays, steps.now());
  }
}
