package dev.merchantreview.refund;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPayouts;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.PersonalDataRead;
import dev.merchantreview.shared.PersonalField;
import dev.merchantreview.shared.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an applicant does with deposit refunds, and how they are read. */
@Service
public class Refunds {

  /** The process's messages, as {@code bpmn/deposit-refund.bpmn} names them. */
  static final String SUBMITTED = "deposit-refund-submitted";

  static final String RESUBMITTED = "deposit-refund-resubmitted";
  static final String WITHDRAWN = "deposit-refund-withdrawn";
  static final String REDATED = "deposit-refund-redated";

  /** The personal data that can be asked for field by field. */
  public static final Set<PersonalField> PERSONAL_FIELDS =
      Set.of(PersonalField.ACCOUNT_HOLDER, PersonalField.ACCOUNT_NUMBER);

  private final CaseDoor door;
  private final DepositRefunds refunds;
  private final Deposits deposits;
  private final DepositPayouts payouts;
  private final EngineOutbox outbox;
  private final History history;
  private final MeterRegistry meters;
  private final Clock clock;

  Refunds(
      CaseDoor door,
      DepositRefunds refunds,
      Deposits deposits,
      DepositPayouts payouts,
      EngineOutbox outbox,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.door = door;
    this.refunds = refunds;
    this.deposits = deposits;
    this.payouts = payouts;
    this.outbox = outbox;
    this.history = history;
    this.meters = meters;
    this.clock = clock;
  }

  /** What became of asking for a refund. */
  public sealed interface RefundRequestResult {

    record Accepted(DepositRefund refund) implements RefundRequestResult {}

    /** One is open already. */
    record Duplicate(String existing) implements RefundRequestResult {}

    /** Nothing was ever deposited, or it was paid back. */
    record NothingHeld() implements RefundRequestResult {}
  }

  /**
   * Which deposits are meant where nobody says it: all that are left of a holder that has ended;
   * the store's of one that goes on.
   */
  @Transactional(readOnly = true)
  public List<DepositPurpose> meant(Holder holder) {
    List<DepositAccount> accounts = deposits.all(holder.id().value());
    return meant(holder, accounts, refunds.open(references(holder, accounts)));
  }

  private static List<DepositPurpose> meant(
      Holder holder, List<DepositAccount> accounts, Map<String, List<DepositPurpose>> open) {
    List<DepositPurpose> left =
        accounts.stream()
            .filter(account -> holder.ended() && !isOver(account))
            .map(DepositAccount::purpose)
            .toList();
    List<DepositPurpose> notAskedFor =
        left.stream()
            .filter(purpose -> open.values().stream().noneMatch(one -> one.contains(purpose)))
            .toList();
    if (!notAskedFor.isEmpty()) {
      return notAskedFor;
    }
    // All that is left is asked for already: it is meant, and is not paid back yet.
    return left.isEmpty() ? List.of(DepositPurpose.STORE) : left;
  }

  /** By which ids a holder's deposits can be asked for: the same account has the application's. */
  private static Set<String> references(Holder holder, List<DepositAccount> accounts) {
    return Stream.concat(
            Stream.of(holder.id().value()),
            accounts.stream()
                .map(DepositAccount::holder)
                .flatMap(of -> Stream.of(of.applicationId(), of.holderId()))
                .flatMap(Stream::ofNullable))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Of a yearly fee only what was paid for years that have not begun is anybody's to get back. */
  private static boolean isOver(DepositAccount account) {
    boolean wasThere = account.balances().paidOutFen() > 0 || !account.purpose().isDeposit();
    return wasThere && account.balances().heldFen() == 0 && account.balances().inPayoutFen() == 0;
  }

  /**
   * Takes in a refund; what stands in its way is named by the process.
   *
   * @param asked which deposits; null for those that are {@link #meant}
   */
  @Transactional
  public RefundRequestResult submit(
      Holder holder,
      @Nullable Collection<DepositPurpose> asked,
      RefundContent content,
      ActorRef applicant) {
    // Two who ask at the same time wait for each other here.
    List<DepositAccount> accounts =
        payouts.lock(holder.id().value(), List.of(DepositPurpose.values()));
    Map<String, List<DepositPurpose>> open = refunds.open(references(holder, accounts));
    List<DepositPurpose> wanted =
        asked == null ? meant(holder, accounts, open) : asked.stream().distinct().sorted().toList();
    Optional<String> existing =
        open.entrySet().stream()
            .filter(one -> one.getValue().stream().anyMatch(wanted::contains))
            .map(Map.Entry::getKey)
            .findFirst();
    if (existing.isPresent()) {
      return new RefundRequestResult.Duplicate(existing.get());
    }
    List<DepositAccount> paid =
        accounts.stream().filter(account -> wanted.contains(account.purpose())).toList();
    if (paid.size() < wanted.size() || paid.stream().allMatch(Refunds::isOver)) {
      return new RefundRequestResult.NothingHeld();
    }
    DepositRefund refund =
        new DepositRefund(
            new DepositRefund.Request(
                new CaseId(Ids.next("rf_")),
                holder.kind(),
                holder.id(),
                holder.platform(),
                holder.ownerId(),
                applicant.id(),
                clock.instant()),
            wanted,
            content);
    refunds.add(refund);
    history.begin(
        CaseEvent.created(
            refund.id(), applicant, "SUBMITTED", refund.state().name(), submitted(holder, wanted)));
    outbox.publish(
        refund.id(),
        SUBMITTED,
        refund.id().value(),
        Map.of("caseId", refund.id().value(), "round", 1));
    meters.counter("merchantreview.refunds.submitted").increment();
    return new RefundRequestResult.Accepted(refund);
  }

  private static Map<String, Object> submitted(Holder holder, List<DepositPurpose> wanted) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("round", 1);
    details.put("holderId", holder.id().value());
    if (!wanted.equals(List.of(DepositPurpose.STORE))) {
      details.put("deposits", wanted.stream().map(Enum::name).toList());
    }
    return details;
  }

  /**
   * Hands in a whole new content for a refund that was sent back. What stood in the way outside of
   * it may be gone, so that the same content is something new.
   *
   * @param expected the version the caller works from
   */
  @Transactional
  public Optional<Change<DepositRefund>> resubmit(
      CaseId id, RefundContent fixed, ActorRef applicant, ExpectedVersion expected) {
    return door.change(
        refunds,
        id,
        expected,
        applicant,
        refund -> {
          boolean onlyContent =
              refund.problems().stream().noneMatch(problem -> problem.pointer().isEmpty());
          if (refund.state() == RefundState.FIX_REQUIRED
              && onlyContent
              && refund.content().equals(fixed)) {
            return new CaseDoor.Step.Unchanged();
          }
          String waitedFor = refund.roundKey();
          return refund.resubmit(fixed, clock.instant())
              ? CaseDoor.resubmitted(refund.round(), RESUBMITTED, waitedFor)
              : new CaseDoor.Step.Refused();
        });
  }

  /** Takes a refund back; possible until its payout begins. */
  @Transactional
  public Optional<Change<DepositRefund>> withdraw(
      CaseId id, @Nullable String reason, ActorRef applicant, ExpectedVersion expected) {
    return door.change(
        refunds,
        id,
        expected,
        applicant,
        refund ->
            refund.withdraw(reason)
                ? CaseDoor.withdrawn(reason, WITHDRAWN, id.value())
                : new CaseDoor.Step.Refused());
  }

  /**
   * Lets a person see the whole account, and puts that on record first.
   *
   * @return empty when there is no such refund
   */
  @Transactional
  public Optional<PayoutAccount> unmask(CaseId id, PersonalDataRead read) {
    return door.unmask(refunds, id, read)
        .map(refund -> refund.content().account())
        .map(
            whole -> {
              PayoutAccount masked = whole.masked();
              return new PayoutAccount(
                  read.text(PersonalField.ACCOUNT_HOLDER, whole.holder(), masked.holder()),
                  whole.bank(),
                  read.text(
                      PersonalField.ACCOUNT_NUMBER, whole.accountNumber(), masked.accountNumber()),
                  whole.kind());
            });
  }

  /**
   * Reads a refund for a step that has to ask outside before it changes anything.
   *
   * @throws IllegalStateException when there is no such refund
   */
  @Transactional(readOnly = true)
  public DepositRefund get(CaseId id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no case " + id));
  }

  @Transactional(readOnly = true)
  public Optional<DepositRefund> find(CaseId id) {
    return refunds.find(id);
  }

  /** Newest first; a null filter lets everything pass. */
  @Transactional(readOnly = true)
  public List<DepositRefund> list(
      @Nullable Platform platform,
      @Nullable RefundState state,
      @Nullable String holderId,
      Page.Slice slice) {
    return refunds.list(platform, state, holderId, slice);
  }
}
