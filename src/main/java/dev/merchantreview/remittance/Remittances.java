package dev.merchantreview.remittance;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.personaldata.OwnerReading;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Masking;
import dev.merchantreview.shared.Page;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was asked for and what came in. A credit counts once, by the bank's reference, and none is
 * ever deleted: money nobody can place is somebody's, too.
 */
@Service
public class Remittances {

  /** Nobody takes one of these for another: no 0 and O, 1, I and L, 8 and B, 5 and S, 2 and Z. */
  private static final String LETTERS = "ACDEFGHJKMNPQRTUVWXY34679";

  private static final int REMARK_LENGTH = 8;
  private static final int ASKED_AT_ONCE = 5_000;
  private static final String SELECT =
      "select id, reference, amount_fen, remark, written, payer, payer_account, sealed_for, paid_at, received_at, outcome,"
          + " case_id, returned_at, returned_by, return_note from remittance_credit";

  private final JdbcClient jdbc;
  private final List<RemittanceRecipient> recipients;
  private final PersonalData personalData;
  private final History history;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Remittances(
      JdbcClient jdbc,
      List<RemittanceRecipient> recipients,
      PersonalData personalData,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.jdbc = jdbc;
    this.recipients = recipients;
    this.personalData = personalData;
    this.history = history;
    this.clock = clock;
    meters.gauge("merchantreview.remittances.unreturned", this, Remittances::unreturned);
  }

  /**
   * Names what is to be remitted; what is named to a case before counts no more.
   *
   * @param transfer which verification of the case it is for
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public RemittanceRequest ask(CaseId caseId, int transfer, long amountFen) {
    String remark;
    do {
      remark = remark();
    } while (!isNew(remark, caseId, transfer, amountFen));
    return new RemittanceRequest(remark, caseId, transfer, amountFen);
  }

  private String remark() {
    StringBuilder remark = new StringBuilder(REMARK_LENGTH);
    for (int i = 0; i < REMARK_LENGTH; i++) {
      remark.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return remark.toString();
  }

  private boolean isNew(String remark, CaseId caseId, int transfer, long amountFen) {
    return jdbc.sql(
                "insert into remittance_request (remark, case_id, transfer, amount_fen, asked_at)"
                    + " values (:remark, :case, :transfer, :amount, :now) on conflict (remark) do nothing")
            .param("remark", remark)
            .param("case", caseId.value())
            .param("transfer", transfer)
            .param("amount", amountFen)
            .param("now", Timestamp.from(clock.instant()))
            .update()
        > 0;
  }

  /** Those of which there is nothing on record, each once. */
  @Transactional(readOnly = true)
  List<Bank.Credit> unknown(List<Bank.Credit> told) {
    Set<String> known = new HashSet<>();
    for (int from = 0; from < told.size(); from += ASKED_AT_ONCE) {
      known.addAll(
          jdbc.sql("select reference from remittance_credit where reference = any(:references)")
              .param(
                  "references",
                  told.subList(from, Math.min(told.size(), from + ASKED_AT_ONCE)).stream()
                      .map(Bank.Credit::reference)
                      .toArray(String[]::new))
              .query(String.class)
              .list());
    }
    return told.stream().filter(credit -> known.add(credit.reference())).toList();
  }

  /**
   * Puts a credit on record and does what follows from it, once for each reference.
   *
   * @return whether it is new
   */
  @Transactional
  public boolean received(Bank.Credit credit) {
    // Two instances that read the same wait for one another here.
    String id = Ids.next("rc_");
    int added =
        jdbc.sql(
                "insert into remittance_credit (id, reference, amount_fen, written, payer, payer_account, sealed_for,"
                    + " paid_at, received_at, outcome) values (:id, :reference, :amount, '', '', '', :id, :paidAt,"
                    + " :now, :unknown) on conflict (reference) do nothing")
            .param("id", id)
            .param("reference", credit.reference())
            .param("amount", credit.amountFen())
            .param("paidAt", Timestamp.from(credit.at()))
            .param("now", Timestamp.from(clock.instant()))
            .param("unknown", CreditOutcome.UNKNOWN.name())
            .update();
    if (added == 0) {
      return false;
    }
    Optional<RemittanceRequest> named = request(Remarks.plain(credit.remark()));
    Placed placed = place(named, credit);
    // Somebody else's name is under a key of its own: it goes with nobody else's data.
    String owner = placed.judged().owner() == null ? id : placed.judged().owner();
    var seal = personalData.sealing(owner);
    jdbc.sql(
            "update remittance_credit set remark = :remark, written = :written, payer = :payer,"
                + " payer_account = :account, sealed_for = :owner, outcome = :outcome, case_id = :case where id = :id")
        // Whatever else people write may name somebody.
        .param("remark", named.map(RemittanceRequest::remark).orElse(null))
        .param("written", seal.seal(id + "/remark", named.isPresent() ? "" : credit.remark()))
        .param("payer", seal.seal(id + "/payer", credit.payer()))
        .param("account", seal.seal(id + "/account", credit.payerAccount()))
        .param("owner", owner)
        .param("outcome", placed.judged().outcome().name())
        .param("case", placed.caseId())
        .param("id", id)
        .update();
    return true;
  }

  private record Placed(RemittanceRecipient.Judged judged, @Nullable String caseId) {}

  private Placed place(Optional<RemittanceRequest> named, Bank.Credit credit) {
    return named.flatMap(request -> judged(request, credit)).orElseGet(() -> recognised(credit));
  }

  private Optional<Placed> judged(RemittanceRequest request, Bank.Credit credit) {
    return recipients.stream()
        .flatMap(recipient -> recipient.take(request, credit).stream())
        .findFirst()
        .map(judged -> new Placed(judged, request.caseId().value()));
  }

  /** Only where it can be one alone: an amount is small, and others were named the same. */
  private Placed recognised(Bank.Credit credit) {
    List<RemittanceRequest> sameAmount =
        jdbc.sql(
                "select remark, case_id, transfer, amount_fen from remittance_request"
                    + " where amount_fen = :amount and asked_at > :since order by asked_at desc")
            .param("amount", credit.amountFen())
            .param("since", Timestamp.from(credit.at().minus(Duration.ofDays(366))))
            .query(Remittances::request)
            .list();
    Set<CaseId> asked =
        sameAmount.stream().map(RemittanceRequest::caseId).collect(Collectors.toSet());
    record Found(RemittanceRecipient recipient, RemittanceRequest request, Placed placed) {}
    List<Found> found = new ArrayList<>();
    for (RemittanceRecipient recipient : recipients) {
      // Only those are opened that wait.
      Set<CaseId> waiting = asked.isEmpty() ? Set.of() : recipient.waiting(asked);
      for (RemittanceRequest request : sameAmount) {
        if (waiting.contains(request.caseId())) {
          recipient
              .recognise(request, credit)
              .map(judged -> new Placed(judged, request.caseId().value()))
              .ifPresent(placed -> found.add(new Found(recipient, request, placed)));
        }
      }
    }
    if (found.size() != 1) {
      return new Placed(new RemittanceRecipient.Judged(CreditOutcome.UNKNOWN, null), null);
    }
    Found only = found.getFirst();
    only.recipient().toldWrongRemark(only.request(), credit);
    return only.placed();
  }

  private Optional<RemittanceRequest> request(String remark) {
    return jdbc.sql(
            "select remark, case_id, transfer, amount_fen from remittance_request where remark = :remark")
        .param("remark", remark)
        .query(Remittances::request)
        .optional();
  }

  private static RemittanceRequest request(ResultSet row, int index) throws SQLException {
    return new RemittanceRequest(
        row.getString("remark"),
        new CaseId(row.getString("case_id")),
        row.getInt("transfer"),
        row.getLong("amount_fen"));
  }

  /** What a list shows; null lets everything pass. */
  public record Filter(
      @Nullable CreditOutcome outcome,
      @Nullable String caseId,
      ReceivedCredit.@Nullable State state) {}

  /** Latest received first. */
  @Transactional(readOnly = true)
  public List<ReceivedCredit> list(Filter filter, Optional<Page.Cursor> after, int limit) {
    Conditions conditions = new Conditions("received_at");
    conditions.equal("outcome", filter.outcome());
    conditions.equal("case_id", filter.caseId());
    if (filter.state() != null) {
      conditions.add(
          switch (filter.state()) {
            case OPEN -> "returned_at is null";
            case RETURNED -> "returned_at is not null";
          });
    }
    conditions.after(after);
    return credits(
        jdbc.sql(SELECT + conditions.page()).params(conditions.parameters()).param("limit", limit));
  }

  /** What became of saying that a credit was sent back. */
  public sealed interface Return {

    /** It is on record now. */
    record Done(ReceivedCredit credit) implements Return {}

    /** Somebody said so before. */
    record Before(ReceivedCredit credit) implements Return {}
  }

  /**
   * Puts on record that a credit was sent back; the bank is asked for nothing.
   *
   * @return empty when there is no such credit
   */
  @Transactional
  public Optional<Return> returned(String id, String note, ActorRef by) {
    return credits(jdbc.sql(SELECT + " where id = :id for update").param("id", id)).stream()
        .findFirst()
        .map(credit -> returned(credit, note, by));
  }

  private Return returned(ReceivedCredit credit, String note, ActorRef by) {
    if (credit.returned() != null) {
      return new Return.Before(credit);
    }
    jdbc.sql(
            "update remittance_credit set returned_at = :now, returned_by = :by, return_note = :note where id = :id")
        .param("id", credit.id())
        .param("now", Timestamp.from(clock.instant()))
        .param("by", by.id())
        .param("note", note)
        .update();
    if (credit.caseId() != null) {
      history.append(
          CaseEvent.noted(
              new CaseId(credit.caseId()),
              by,
              "REMITTANCE_RETURNED",
              Map.of("reference", credit.reference(), "amountFen", credit.amountFen())));
    }
    return new Return.Done(
        credits(jdbc.sql(SELECT + " where id = :id").param("id", credit.id())).getFirst());
  }

  /**
   * A credit as it is kept.
   *
   * @param sealed with what was written, the payer and the account as they are sealed
   * @param named whether what was written is a remark that was named to somebody
   */
  private record Kept(ReceivedCredit sealed, boolean named, String sealedFor) {}

  /** The keys of all they are sealed for are asked for at once. */
  private List<ReceivedCredit> credits(JdbcClient.StatementSpec found) {
    List<Kept> kept = found.query(Remittances::kept).list();
    Map<String, OwnerReading> readings =
        personalData.readings(kept.stream().map(Kept::sealedFor).toList());
    return kept.stream()
        .map(one -> opened(one, Objects.requireNonNull(readings.get(one.sealedFor()))))
        .toList();
  }

  private static ReceivedCredit opened(Kept kept, OwnerReading reading) {
    ReceivedCredit sealed = kept.sealed();
    String id = sealed.id();
    return new ReceivedCredit(
        id,
        sealed.reference(),
        sealed.amountFen(),
        kept.named()
            ? sealed.remark()
            : Masking.personName(reading.open(id + "/remark", sealed.remark())),
        Masking.personName(reading.open(id + "/payer", sealed.payer())),
        Masking.accountNumber(reading.open(id + "/account", sealed.payerAccount())),
        sealed.paidAt(),
        sealed.receivedAt(),
        sealed.outcome(),
        sealed.caseId(),
        sealed.returned());
  }

  private static Kept kept(ResultSet row, int index) throws SQLException {
    String remark = row.getString("remark");
    Timestamp returnedAt = row.getTimestamp("returned_at");
    return new Kept(
        new ReceivedCredit(
            row.getString("id"),
            row.getString("reference"),
            row.getLong("amount_fen"),
            remark == null ? row.getString("written") : remark,
            row.getString("payer"),
            row.getString("payer_account"),
            row.getTimestamp("paid_at").toInstant(),
            row.getTimestamp("received_at").toInstant(),
            CreditOutcome.valueOf(row.getString("outcome")),
            row.getString("case_id"),
            returnedAt == null
                ? null
                : new ReceivedCredit.Returned(
                    returnedAt.toInstant(),
                    row.getString("returned_by"),
                    row.getString("return_note"))),
        remark != null,
        row.getString("sealed_for"));
  }

  private long unreturned() {
    return jdbc.sql("select count(*) from remittance_credit where returned_at is null")
        .query(Long.class)
        .single();
  }
}
