package dev.merchantreview.admission;

import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import java.util.List;

/**
 * What the form of an application's review shows: worded in both languages, and gone with the task.
 *
 * @param notice why the task came back; or empty
 * @param excluded whose verdict does not count, each with why; or empty
 * @param bar why nobody can approve it as it stands; or empty
 * @param changes what is different from the round before; empty in the first
 */
record AdmissionDossier(
    String caseId,
    String caseUrl,
    String title,
    FormText notice,
    List<Dossiers.Row> excluded,
    String bar,
    List<Dossiers.Row> summary,
    String why,
    List<Dossiers.CheckRow> findings,
    List<Dossiers.CheckRow> passed,
    String passedCount,
    List<Dossiers.ItemRow> items,
    List<Dossiers.ChangeRow> changes,
    List<Dossiers.EarlierRow> earlier,
    List<Dossiers.Paper> documents,
    List<Dossiers.HistoryRow> history,
    List<Dossiers.Option> problems,
    List<Dossiers.Option> rejections) {}
