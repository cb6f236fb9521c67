package dev.merchantreview.closure;

import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Penalties;
import dev.merchantreview.deposit.YearlyFees;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.review.DeskText;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.store.ClosureReasons;
import dev.merchantreview.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Writes the dossier of a closing's review from what is on record. */
@Component
class ClosureDossierWriter {

  private final Dossiers dossiers;
  private final DeskText text;
  private final Deposits deposits;
  private final Penalties penalties;
  private final YearlyFees fees;
  private final Platforms platforms;
  private final ProblemTable table;

  ClosureDossierWriter(
      Dossiers dossiers,
      DeskText text,
      Deposits deposits,
      Penalties penalties,
      YearlyFees fees,
      Platforms platforms,
      ClosureReasons table) {
    this.dossiers = dossiers;
    this.text = text;
    this.deposits = deposits;
    this.penalties = penalties;
    this.fees = fees;
    this.platforms = platforms;
    this.table = table;
  }

  ClosureDossier write(Store store, List<Dossiers.Row> excluded, MerchantStanding.Facts standing) {
    return new ClosureDossier(
        store.id().value(),
        dossiers.caseUrl(store.id()),
        store.opening().shownName(),
        FormText.of(store.notice()),
        excluded,
        summary(store),
        text.why(store.clock()),
        dossiers.standing(standing),
        deposit(store),
        dossiers.history(store.id()),
        dossiers.rejections(table));
  }

  /** The line that tells tasks apart in Tasklist's list. */
  String line(Store store) {
    return text.line(
        store.clock(),
        platforms.get(store.opening().platform()).name(),
        store.opening().shownName(),
        DeskText.round(store.round()));
  }

  private List<Dossiers.Row> summary(Store store) {
    Store.Opening opening = store.opening();
    List<Dossiers.Row> rows = new ArrayList<>();
    rows.add(dossiers.row("平台 · Platform", platforms.get(opening.platform()).name()));
    rows.add(dossiers.row("商家 · Merchant", opening.merchantId()));
    rows.add(dossiers.row("店铺类型 · Store type", text.words(opening.storeType().label())));
    rows.add(dossiers.row("开店时间 · Opened", text.lastMoment(opening.openedAt())));
    rows.add(dossiers.row("关店原因 · Reason to close", Objects.requireNonNull(store.closureReason())));
    rows.add(dossiers.row("第几次申请 · Times asked", Integer.toString(store.round())));
    if (store.clock() != null) {
      rows.add(dossiers.due(store.clock()));
    }
    return List.copyOf(rows);
  }

  private List<Dossiers.Row> deposit(Store store) {
    List<Dossiers.Row> rows = new ArrayList<>();
    List<DepositAccount> accounts = deposits.all(store.id().value());
    for (DepositAccount account : accounts) {
      if (!account.purpose().isDeposit()) {
        rows.add(
            dossiers.row(
                "已付下年度年费 · Paid for years to come", text.money(account.balances().heldFen())));
        rows.add(
            dossiers.row("未缴年费 · Yearly fees unpaid", text.money(fees.unpaidFen(account.id()))));
        continue;
      }
      if (accounts.size() > 1) {
        rows.add(dossiers.row("保证金 · Deposit", text.words(account.purpose().label())));
      }
      rows.add(dossiers.row("保证金余额 · Deposit held", text.money(account.balances().heldFen())));
      rows.add(dossiers.row("应缴保证金 · Required", text.money(account.requiredFen())));
      rows.add(dossiers.row("已扣违约金 · Fines taken", text.money(account.balances().penaltiesFen())));
      rows.add(dossiers.row("未缴违约金 · Fines unpaid", text.money(penalties.unpaidFen(account.id()))));
    }
    return List.copyOf(rows);
  }
}
