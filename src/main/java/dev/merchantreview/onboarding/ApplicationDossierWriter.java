package dev.merchantreview.onboarding;

import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.web.PublicUrl;
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
  private final PublicUrl publicUrl;

  ApplicationDossierWriter(
      ApplicationItems reviewItems,
      ApplicationRounds rounds,
      ApplicationProblems table,
      Dossiers dossiers,
      PublicUrl publicUrl) {
    this.reviewItems = reviewItems;
    this.rounds = rounds;
    this.table = table;
    this.dossiers = dossiers;
    this.publicUrl = publicUrl;
  }

  ApplicationDossier write(
      StoreApplication application, List<Dossiers.Row> excluded, PlatformProfile profile) {
    List<DecidedRound<ApplicationContent>> before = rounds.of(application);
    String submitter = application.submittedBy();
    List<ReviewItem> items = reviewItems.of(submitter, application.content());
    List<Dossiers.Option> fields = dossiers.fields(items, before, table);
    return new ApplicationDossier(
        application.id().value(),
        publicUrl.of("/api/v1/store-applications/" + application.id()),
        FormText.of(ApplicationDossier.title(application)),
        FormText.of(application.notice()),
        excluded,
        summary(application, profile),
        dossiers.items(items, before),
        dossiers.papers(submitter, application.content().documents(), items, before),
        dossiers.checks(application.checks(), table, ApplicationDossierWriter::words),
        before.isEmpty()
            ? List.of()
            : dossiers.changes(reviewItems.of(submitter, before.getLast().content()), items),
        dossiers.earlier(before, table, content -> reviewItems.of(submitter, content)),
        fields,
        Dossiers.codes(table, fields),
        Dossiers.rejections(table));
  }

  private List<Dossiers.Row> summary(StoreApplication application, PlatformProfile profile) {
    ApplicationContent content = application.content();
    List<Dossiers.Row> rows = new ArrayList<>();
    rows.add(new Dossiers.Row("平台 · Platform", profile.name()));
    rows.add(new Dossiers.Row("商家 · Merchant", content.merchantId()));
    rows.add(new Dossiers.Row("店铺类型 · Store type", content.storeType().label()));
    rows.add(new Dossiers.Row("提交次数 · Round", Integer.toString(application.round())));
    if (application.clock() != null) {
      rows.addAll(dossiers.due(application.clock()));
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
