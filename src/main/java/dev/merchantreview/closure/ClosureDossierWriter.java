package dev.merchantreview.closure;

import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Penalties;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.store.ClosureReasons;
import dev.merchantreview.store.Store;
import dev.merchantreview.web.PublicUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Writes the dossier of a closing's review from what is on record. */
@Component
class ClosureDossierWriter {

  private final Dossiers dossiers;
  private final Deposits deposits;
  private final Penalties penalties;
  private final Platforms platforms;
  private final PublicUrl publicUrl;
  private final ProblemTable table;

  ClosureDossierWriter(
      Dossiers dossiers,
      Deposits deposits,
      Penalties penalties,
      Platforms platforms,
      PublicUrl publicUrl,
      ClosureReasons table) {
    this.dossiers = dossiers;
    this.deposits = deposits;
    this.penalties = penalties;
    this.platforms = platforms;
    this.publicUrl = publicUrl;
    this.table = table;
  }

  ClosureDossier write(Store store, List<Dossiers.Row> excluded, MerchantStanding.Facts standing) {
    return new ClosureDossier(
        store.id().value(),
        publicUrl.of("/api/v1/stores/" + store.id()),
        FormText.of(store.opening().shownName()),
        FormText.of(store.notice()),
        excluded,
        summary(store),
        dossiers.standing(standing),
        deposit(store),
        dossiers.history(store.id()),
        Dossiers.rejections(table));
  }

  private List<Dossiers.Row> summary(Store store) {
    Store.Opening opening = store.opening();
    List<Dossiers.Row> rows = new ArrayList<>();
    rows.add(new Dossiers.Row("平台 · Platform", platforms.get(opening.platform()).name()));
    rows.add(new Dossiers.Row("商家 · Merchant", opening.merchantId()));
    rows.add(new Dossiers.Row("店铺类型 · Store type", opening.storeType().label()));
    rows.add(new Dossiers.Row("开店时间 · Opened", dossiers.lastMoment(opening.openedAt())));
    rows.add(
        new Dossiers.Row("关店原因 · Reason to close", Objects.requireNonNull(store.closureReason())));
    rows.add(new Dossiers.Row("第几次申请 · Times asked", Integer.toString(store.round())));
    if (store.clock() != null) {
      rows.addAll(dossiers.due(store.clock()));
    }
    return List.copyOf(rows);
  }

  private List<Dossiers.Row> deposit(Store store) {
    return deposits
        .find(store.id().value())
        .map(
            account ->
                List.of(
                    new Dossiers.Row(
                        "保证金余额 · Deposit held", Dossiers.yuan(account.balances().heldFen())),
                    new Dossiers.Row("应缴保证金 · Required", Dossiers.yuan(account.requiredFen())),
                    new Dossiers.Row(
                        "已扣违约金 · Fines taken", Dossiers.yuan(account.balances().penaltiesFen())),
                    new Dossiers.Row(
                        "未缴违约金 · Fines unpaid", Dossiers.yuan(penalties.unpaidFen(account.id())))))
        .orElseGet(List::of);
  }
}
