package dev.merchantreview.refund;

import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.LedgerPosting;
import dev.merchantreview.deposit.Penalties;
import dev.merchantreview.deposit.YearlyFees;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.payout.Payout;
import dev.merchantreview.payout.Payouts;
import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DeskText;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Masking;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the dossier of a refund's review from what is on record. */
@Component
class RefundDossierWriter {

  private final RefundItems refundItems;
  private final RefundRounds rounds;
  private final Payouts payouts;
  private final Deposits deposits;
  private final Penalties penalties;
  private final YearlyFees fees;
  private final ProblemTable table;
  private final Dossiers dossiers;
  private final DeskText text;
  private final Platforms platforms;

  RefundDossierWriter(
      RefundItems refundItems,
      RefundRounds rounds,
      Payouts payouts,
      Deposits deposits,
      Penalties penalties,
      YearlyFees fees,
      RefundProblems table,
      Dossiers dossiers,
      DeskText text,
      Platforms platforms) {
    this.refundItems = refundItems;
    this.rounds = rounds;
    this.payouts = payouts;
    this.deposits = deposits;
    this.penalties = penalties;
    this.fees = fees;
    this.table = table;
    this.dossiers = dossiers;
    this.text = text;
    this.platforms = platforms;
  }

  RefundDossier write(
      DepositRefund refund,
      Holder holder,
      ReviewedTask task,
      List<Dossiers.Row> excluded,
      MerchantStanding.Facts standing) {
    DepositRefund.Request request = refund.request();
    List<DecidedRound<RefundContent>> before =
        rounds.of(refund).stream().filter(one -> one.round() < refund.round()).toList();
    List<ReviewItem> items = refundItems.of(request, refund.content());
    List<DocumentReference> papers = refund.content().documents();
    Dossiers.Checks checks = dossiers.checks(refund.checks(), table, RefundDossierWriter::words);
    return new RefundDossier(
        refund.id().value(),
        dossiers.caseUrl(refund.id()),
        holder.name(),
        stage(refund, task),
        FormText.of(refund.notice()),
        excluded,
        summary(refund, holder),
        text.why(refund.clock()),
        checks.findings(),
        checks.passed(),
        checks.count(),
        calculation(refund),
        text.money(refund.assessed().amountFen()),
        dossiers.items(refund.id(), items, before, table, papers),
        dossiers.standing(standing),
        before.isEmpty()
            ? List.of()
            : dossiers.changes(refundItems.of(request, before.getLast().content()), items),
        dossiers.earlier(before, table, content -> refundItems.of(request, content)),
        dossiers.papers(refund.id(), papers, items, before),
        payouts.of(refund.id()).stream().map(this::row).toList(),
        dossiers.history(refund.id()),
        dossiers.problems(items, before, table, papers),
        dossiers.rejections(table));
  }

  /** The line that tells tasks apart in Tasklist's list. */
  String line(DepositRefund refund, Holder holder, boolean second) {
    return text.line(
        refund.clock(),
        platforms.get(holder.platform()).name(),
        holder.name(),
        "¥" + plain(refund.assessed().amountFen()).replaceFirst("[.]00$", ""),
        second ? "复核 · 2nd" : "",
        DeskText.round(refund.round()));
  }

  private String stage(DepositRefund refund, ReviewedTask task) {
    Approval finance = refund.finance();
    return task.equals(RefundReviewPolicy.FINANCE) || finance == null
        ? text.words("财务审核 · Finance review")
            + (refund.assessed().secondReview()
                ? text.words("（之后由另一人复核） · , another person looks after you")
                : "")
        : text.words("第二人复核，财务审核人 · Second review, finance: ") + " " + finance.by();
  }

  private List<Dossiers.Row> summary(DepositRefund refund, Holder holder) {
    List<Dossiers.Row> rows = new ArrayList<>();
    rows.add(dossiers.row("平台 · Platform", platforms.get(holder.platform()).name()));
    rows.add(dossiers.row("店铺、申请或服务商 · Holder", holder.id() + " " + holder.name()));
    if (isNamed(refund)) {
      rows.add(
          dossiers.row(
              "退还 · Paid back",
              refund.purposes().stream()
                  .map(one -> text.words(one.label()))
                  .collect(Collectors.joining("、"))));
    }
    rows.add(dossiers.row("类型 · Type", text.words(holder.typeLabel())));
    rows.add(dossiers.row("商家 · Merchant", holder.ownerId()));
    rows.add(
        dossiers.row(
            "主体名称 · Legal name",
            holder.company() ? holder.legalName() : Masking.personName(holder.legalName())));
    if (holder.endedAt() != null) {
      rows.add(dossiers.row("关店、结束或终止 · Closed or ended", text.lastMoment(holder.endedAt())));
    }
    rows.add(dossiers.row("提交次数 · Round", Integer.toString(refund.round())));
    if (refund.clock() != null) {
      rows.add(dossiers.due(refund.clock()));
    }
    return List.copyOf(rows);
  }

  private List<RefundDossier.LedgerRow> calculation(DepositRefund refund) {
    List<RefundDossier.LedgerRow> rows = new ArrayList<>();
    for (DepositAccount account : deposits.all(refund.request().holderId().value())) {
      if (refund.purposes().contains(account.purpose())) {
        if (isNamed(refund)) {
          rows.add(
              new RefundDossier.LedgerRow(
                  "",
                  text.words(account.purpose().label()),
                  "",
                  "",
                  plain(account.balances().heldFen())));
        }
        calculation(account, rows);
      }
    }
    return List.copyOf(rows);
  }

  /** Whether it has to be said which deposits are paid back. */
  private static boolean isNamed(DepositRefund refund) {
    return !refund.purposes().equals(List.of(DepositPurpose.STORE));
  }

  private void calculation(DepositAccount account, List<RefundDossier.LedgerRow> rows) {
    long held = 0;
    for (LedgerPosting posting : deposits.postings(account)) {
      held += posting.heldChangeFen();
      rows.add(
          new RefundDossier.LedgerRow(
              text.minute(posting.at()),
              text.words(posting.kind().label()),
              posting.subject(),
              plain(posting.heldChangeFen()),
              plain(held)));
    }
    long owed = fees.unpaidFen(account.id());
    if (owed > 0) {
      rows.add(
          new RefundDossier.LedgerRow(
              "", text.words("未缴年费 · yearly fees unpaid"), "", plain(-owed), plain(held)));
    }
    long unpaid = penalties.unpaidFen(account.id());
    if (unpaid > 0) {
      rows.add(
          new RefundDossier.LedgerRow(
              "", text.words("未缴违约金 · fines unpaid"), "", plain(-unpaid), plain(held)));
    }
  }

  private RefundDossier.PayoutRow row(Payout payout) {
    return new RefundDossier.PayoutRow(
        payout.number(),
        plain(payout.amountFen()),
        payout.status() + (payout.bankReason() == null ? "" : "：" + payout.bankReason()),
        text.minute(payout.orderedAt()));
  }

  private static String plain(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }

  private static Dossiers.@Nullable RuleWords words(String rule) {
    return Arrays.stream(BlockerRule.values())
        .filter(one -> one.name().equals(rule))
        .findFirst()
        .map(BlockerRule::words)
        .orElse(null);
  }
}
