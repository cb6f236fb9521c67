package dev.merchantreview.storereview;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.RuleNotices;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DeskText;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.store.StoreReviewProblems;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the dossier of a store's review from what is on record. */
@Component
class StoreReviewDossierWriter {

  private final Dossiers dossiers;
  private final DeskText text;
  private final StoreReviewRounds rounds;
  private final StoreRegister stores;
  private final RuleNotices notices;
  private final Onboarding applications;
  private final Platforms platforms;
  private final ProblemTable table;

  StoreReviewDossierWriter(
      Dossiers dossiers,
      DeskText text,
      StoreReviewRounds rounds,
      StoreRegister stores,
      RuleNotices notices,
      Onboarding applications,
      Platforms platforms,
      StoreReviewProblems table) {
    this.dossiers = dossiers;
    this.text = text;
    this.rounds = rounds;
    this.stores = stores;
    this.notices = notices;
    this.applications = applications;
    this.platforms = platforms;
    this.table = table;
  }

  StoreReviewDossier write(StoreReview review, List<Dossiers.Row> excluded) {
    Store store = stores.get(review.order().storeId());
    List<DecidedRound<StoreReviewRounds.Looked>> before = rounds.of(review);
    List<ReviewItem> items = rounds.items(review);
    return new StoreReviewDossier(
        review.id().value(),
        dossiers.caseUrl(review.id()),
        review.order().shownName(),
        FormText.of(review.notice()),
        excluded,
        summary(review, store),
        text.why(review.clock()),
        rule(review),
        store.categories().stream().map(this::category).toList(),
        review.words() == null ? "" : review.words(),
        dossiers.papers(review.id(), review.documents(), items, before),
        papers(review),
        dossiers.earlier(before, table, rounds::items),
        dossiers.history(store.id()),
        dossiers.problems(items, before, table, review.documents()),
        dossiers.rejections(table));
  }

  /** The line that tells tasks apart in Tasklist's list. */
  String line(StoreReview review) {
    return text.line(
        review.clock(),
        platforms.get(review.order().platform()).name(),
        review.order().shownName(),
        String.join("、", review.order().categories()),
        DeskText.round(review.round()));
  }

  private List<Dossiers.Row> summary(StoreReview review, Store store) {
    StoreReview.Order order = review.order();
    List<Dossiers.Row> rows = new ArrayList<>();
    rows.add(dossiers.row("平台 · Platform", platforms.get(order.platform()).name()));
    rows.add(dossiers.row("商家 · Merchant", order.merchantId()));
    rows.add(dossiers.row("店铺 · Store", store.id() + " " + store.state()));
    rows.add(dossiers.row("店铺类型 · Store type", text.words(order.storeType().label())));
    rows.add(dossiers.row("涉及类目 · Categories touched", String.join("、", order.categories())));
    rows.add(dossiers.row("第几轮 · Round", Integer.toString(review.round())));
    if (review.clock() != null) {
      rows.add(dossiers.due(review.clock()));
    }
    return List.copyOf(rows);
  }

  /** What the notice says now; its title as it was when the case was opened. */
  private List<Dossiers.Row> rule(StoreReview review) {
    StoreReview.Order order = review.order();
    List<Dossiers.Row> rows = new ArrayList<>();
    rows.add(dossiers.row("公告 · Notice", order.noticeId() + " " + text.words(order.title())));
    notices.find(order.noticeId()).map(RuleNotice::content).stream()
        .forEach(
            content -> {
              rows.add(dossiers.row("来源 · Source", content.source()));
              rows.add(dossiers.row("公布 · Published", content.publishedOn().toString()));
              rows.add(dossiers.row("生效 · In force from", content.effectiveFrom().toString()));
            });
    rows.add(dossiers.row("公告期限 · Due by the notice", text.lastMoment(review.terms().dueAt())));
    return List.copyOf(rows);
  }

  private Dossiers.Row category(StoreCategory one) {
    StoreCategory.Loss loss = one.loss();
    return new Dossiers.Row(
        one.name(),
        "",
        (one.isHeld() ? text.words("拥有 · held") : "⚠ " + text.words("已失去 · lost"))
            + " "
            + text.minute(one.since())
            + (loss == null ? "" : " " + loss.ground().words()));
  }

  private List<Dossiers.Paper> papers(StoreReview review) {
    StoreApplication application = applications.find(review.order().applicationId()).orElse(null);
    if (application == null) {
      return List.of();
    }
    List<DocumentReference> handedIn = application.content().documents();
    String by = application.submittedBy();
    return dossiers.papers(application.id(), handedIn, rounds.papers(by, handedIn), List.of());
  }
}
