package dev.merchantreview.filing;

import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import java.util.List;

/**
 * What the form of a quality review shows: worded in both languages, and gone with the task.
 *
 * @param notice why the task came back, or what became of a verdict before; or empty
 * @param excluded whose verdict does not count, each with why; or empty
 * @param late that it was filed too late for its live; or empty
 * @param mainImage a data URI, or empty
 * @param images the product's images, each with a link
 * @param items every watched field with what is to be judged of it
 * @param changes what is different from what was approved last; empty when nothing was
 * @param reasons the chain of reasons it is filed for
 * @param history what happened to the filing, latest first
 */
record FilingDossier(
    String caseId,
    String caseUrl,
    String title,
    FormText notice,
    List<Dossiers.Row> excluded,
    String late,
    List<Dossiers.Row> summary,
    String why,
    List<Dossiers.CheckRow> findings,
    List<Dossiers.CheckRow> passed,
    String passedCount,
    String mainImage,
    List<Dossiers.Paper> images,
    List<Dossiers.ItemRow> items,
    List<Dossiers.ChangeRow> changes,
    List<Dossiers.Paper> documents,
    List<ReasonRow> reasons,
    List<Dossiers.EarlierRow> earlier,
    List<Dossiers.HistoryRow> history,
    List<Dossiers.Option> problems) {

  /** A link of the chain of reasons. */
  record ReasonRow(String at, String reason, String by, String detail) {}
}
