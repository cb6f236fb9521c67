package dev.merchantreview.deposit;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.TypedText;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets a deposit be paid back although a fine is on record. */
@Service
public class PenaltyWaivers {

  private final DepositAccounts accounts;
  private final Penalties penalties;
  private final RefundJudges judges;
  private final History history;
  private final Clock clock;

  PenaltyWaivers(
      DepositAccounts accounts,
      Penalties penalties,
      RefundJudges judges,
      History history,
      Clock clock) {
    this.accounts = accounts;
    this.penalties = penalties;
    this.judges = judges;
    this.history = history;
    this.clock = clock;
  }

  /** What became of waiving a fine. */
  public sealed interface WaiverOutcome {

    /** On record. */
    record Waived(Penalty penalty) implements WaiverOutcome {}

    /** It was waived before; nothing has changed. */
    record Already(Penalty penalty) implements WaiverOutcome {}

    /** Who asks gave a verdict on a refund of this deposit. */
    record OwnDecision() implements WaiverOutcome {}

    /** The deposit is being paid back, or was. */
    record TooLate(String state) implements WaiverOutcome {}
  }

  /**
   * Puts on record that a fine does not stand in the way of paying the deposit back. What is owed
   * of it stays owed.
   *
   * @return empty when the holder has no such fine on any of its accounts
   */
  @Transactional
  public Optional<WaiverOutcome> waive(
      String holderId, String penaltyId, String reason, ActorRef by) {
    List<DepositAccount> all =
        accounts.lockAll(holderId).stream()
            .filter(account -> holderId.equals(account.holder().holderId()))
            .filter(account -> account.purpose().isDeposit())
            .toList();
    return all.stream()
        .flatMap(
            account ->
                penalty(account, penaltyId)
                    .map(penalty -> waive(account, all, penalty, reason, by))
                    .stream())
        .findFirst();
  }

  /** Of a holder that has ended, a fine of one deposit stands in the way of the other, too. */
  private boolean isTooLate(DepositAccount account, List<DepositAccount> all) {
    boolean ended = all.stream().noneMatch(DepositAccount::operating);
    return (ended ? all.stream() : Stream.of(account))
        .allMatch(one -> one.isPaidBack(penalties.unpaidFen(one.id())));
  }

  private WaiverOutcome waive(
      DepositAccount account,
      List<DepositAccount> all,
      Penalty penalty,
      String reason,
      ActorRef by) {
    if (penalty.waiver() != null) {
      return new WaiverOutcome.Already(penalty);
    }
    if (isTooLate(account, all)) {
      return new WaiverOutcome.TooLate(account.paybackState());
    }
    boolean judged = judges.of(account).stream().anyMatch(one -> TypedText.isSame(one, by.id()));
    if (judged) {
      return new WaiverOutcome.OwnDecision();
    }
    penalties.waive(penalty, new PenaltyWaiver(reason, by.id(), clock.instant()));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("penaltyId", penalty.id());
    details.put("amountFen", penalty.amountFen());
    details.put("ruleId", penalty.ruleId());
    details.put("reason", reason);
    history.append(CaseEvent.noted(account.holder().caseId(), by, "PENALTY_WAIVED", details));
    return new WaiverOutcome.Waived(penalty(account, penalty.id()).orElseThrow());
  }

  private Optional<Penalty> penalty(DepositAccount account, String id) {
    return penalties.of(account.id()).stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
