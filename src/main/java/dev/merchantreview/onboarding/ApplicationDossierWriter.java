package dev.merchantreview.onboarding;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DeskText;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.ProblemTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the dossier of a store application's review from what is on record. */
@Component
class ApplicationDossierWriter {

  private final ApplicationItems reviewItems;
  private final ApplicationRounds rounds;
  private final ProblemTable table;
  private final Dossiers dossiers;
  private final DeskText text;

  ApplicationDossierWriter(
      ApplicationItems reviewItems,
      ApplicationRounds rounds,
      ApplicationProblems table,
      Dossiers dossiers,
      DeskText text) {
    this.reviewItems = reviewItems;
    this.rounds = rounds;
    this.table = table;
    this.dossiers = dossiers;
    this.text = text;
  }

  ApplicationDossier write(
      StoreApplication application, List<Dossiers.Row> excluded, PlatformProfile profile) {
    List<DecidedRound<ApplicationContent>> before = rounds.of(application);
    String submitter = application.submittedBy();
    List<ReviewItem> items = reviewItems.of(submitter, application.content());
    List<DocumentReference> papers = application.content().documents();
    Dossiers.Checks checks =
        dossiers.checks(application.checks(), table, ApplicationDossierWriter::words);
    return new ApplicationDossier(
        application.id().value(),
        dossiers.caseUrl(application.id()),
        application.content().shownStoreName(),
        FormText.of(application.notice()),
        excluded,
        summary(application, profile),
        text.why(application.clock()),
        checks.findings(),
        checks.passed(),
        checks.count(),
        dossiers.items(
            application.id(), items, before, table, application.content().allDocuments()),
        dossiers.papers(application.id(), papers, items, before),
        before.isEmpty()
            ? List.of()
            : dossiers.changes(reviewItems.of(submitter, before.getLast().content()), items),
        dossiers.earlier(before, table, content -> reviewItems.of(submitter, content)),
        dossiers.problems(items, before, table, papers),
        dossiers.rejections(table));
  }

  /** The line that tells tasks apart in Tasklist's list. */
  String line(StoreApplication application, PlatformProfile profile) {
    return text.line(
        application.clock(),
        profile.name(),
        application.content().shownStoreName(),
        DeskText.round(application.round()));
  }

  private List<Dossiers.Row> summary(StoreApplication application, PlatformProfile profile) {
    ApplicationContent content = application.content();
    List<Dossiers.Row> rows = new ArrayList<>();
    rows.add(dossiers.row("平台 · Platform", profile.name()));
    rows.add(dossiers.row("商家 · Merchant", content.merchantId()));
    rows.add(dossiers.row("店铺类型 · Store type", text.words(content.storeType().label())));
    if (content.wantsPromotion()) {
      rows.add(
          dossiers.row(
              "推广 · Promotion", text.words("需要，另缴推广保证金 · wanted, for a deposit of its own")));
    }
    OpeningStatement opening = content.opening();
    if (opening != null) {
      rows.add(dossiers.row("自述：蓝 V、粉丝数 · Stated: blue V, followers", opening.account()));
      rows.add(
          dossiers.row("自述：他处店铺、评分、钻 · Stated: shop elsewhere, scores, diamonds", opening.shop()));
    }
    rows.add(dossiers.row("提交次数 · Round", Integer.toString(application.round())));
    AccountVerification verification = application.verification();
    if (verification != null && verification.verifiedBy() != null) {
      rows.add(
          dossiers.row("账户验证 · Account verified", text.words(verification.verifiedBy().label())));
    }
    if (application.clock() != null) {
      rows.add(dossiers.due(application.clock()));
    }
    return List.copyOf(rows);
  }

  private static Dossiers.@Nullable RuleWords words(String rule) {
    return Arrays.stream(MachineRule.values())
        .filter(one -> one.name().equals(rule))
        .findFirst()
        .map(one -> new Dossiers.RuleWords(one.label(), one.meaning()))
        .orElse(null);
  }
}
