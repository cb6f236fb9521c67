package dev.merchantreview.admission;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DeskText;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the dossier of an application's review from what is on record. */
@Component
class AdmissionDossierWriter {

  private final AdmissionItems admissionItems;
  private final AdmissionRounds rounds;
  private final ServiceProviders providers;
  private final Applicants applicants;
  private final ProblemTable table;
  private final Dossiers dossiers;
  private final DeskText text;
  private final Platforms platforms;

  AdmissionDossierWriter(
      AdmissionItems admissionItems,
      AdmissionRounds rounds,
      ServiceProviders providers,
      Applicants applicants,
      AdmissionProblems table,
      Dossiers dossiers,
      DeskText text,
      Platforms platforms) {
    this.admissionItems = admissionItems;
    this.rounds = rounds;
    this.providers = providers;
    this.applicants = applicants;
    this.table = table;
    this.dossiers = dossiers;
    this.text = text;
    this.platforms = platforms;
  }

  AdmissionDossier write(ProviderApplication application, List<Dossiers.Row> excluded) {
    ProviderApplication.Request request = application.request();
    List<DecidedRound<AdmissionContent>> before =
        rounds.of(application).stream().filter(one -> one.round() < application.round()).toList();
    List<ReviewItem> items = admissionItems.of(request, application.content());
    List<DocumentReference> papers = application.content().documents();
    Dossiers.Checks checks =
        dossiers.checks(
            application.checks(),
            table,
            rule -> AdmissionCheck.ofName(rule).map(AdmissionCheck::words).orElse(null));
    return new AdmissionDossier(
        application.id().value(),
        dossiers.caseUrl(application.id()),
        application.content().legalName(),
        FormText.of(application.notice()),
        excluded,
        applicants.bar(application).map(text::words).orElse(""),
        summary(application),
        text.why(application.clock()),
        checks.findings(),
        checks.passed(),
        checks.count(),
        dossiers.items(application.id(), items, before, table, papers),
        before.isEmpty()
            ? List.of()
            : dossiers.changes(admissionItems.of(request, before.getLast().content()), items),
        dossiers.earlier(before, table, content -> admissionItems.of(request, content)),
        dossiers.papers(application.id(), papers, items, before),
        dossiers.history(application.id()),
        dossiers.problems(items, before, table, papers),
        dossiers.rejections(table));
  }

  /** The line that tells tasks apart in Tasklist's list. */
  String line(ProviderApplication application) {
    return text.line(
        application.clock(),
        platforms.get(application.request().platform()).name(),
        application.content().legalName(),
        text.words(application.request().kind().label()),
        DeskText.round(application.round()));
  }

  private List<Dossiers.Row> summary(ProviderApplication application) {
    ProviderApplication.Request request = application.request();
    List<Dossiers.Row> rows = new ArrayList<>();
    rows.add(dossiers.row("平台 · Platform", platforms.get(request.platform()).name()));
    rows.add(dossiers.row("服务商类型 · Kind", text.words(request.kind().label())));
    rows.add(dossiers.row("商家 · Merchant", request.merchantId()));
    rows.add(dossiers.row("应缴保证金 · Deposit", text.money(providers.depositFen(request.platform()))));
    rows.add(dossiers.row("提交次数 · Round", Integer.toString(application.round())));
    if (application.clock() != null) {
      rows.add(dossiers.due(application.clock()));
    }
    return List.copyOf(rows);
  }
}
