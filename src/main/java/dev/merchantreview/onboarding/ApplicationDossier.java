package dev.merchantreview.onboarding;

import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import java.util.List;

/**
 * What the form of a store application's review shows: masked, worded in both languages, and gone
 * with the task.
 *
 * @param notice why the task came back, or empty
 * @param excluded whose verdict does not count, each with why; or empty
 * @param caseUrl where the case is read
 * @param summary who, what, until when
 * @param items every field with what is to be judged of it
 * @param documents what was handed in, each with a link
 * @param checks what the machine checked, and what that means
 * @param changes what is different from the round before; empty in the first round
 * @param earlier the problems of earlier rounds, latest first
 * @param fields what a problem can name, what needs a verdict first
 * @param codes the problems a person may choose
 */
record ApplicationDossier(
    String caseId,
    String caseUrl,
    FormText title,
    FormText notice,
    List<Dossiers.Row> excluded,
    List<Dossiers.Row> summary,
    List<Dossiers.ItemRow> items,
    List<Dossiers.Paper> documents,
    List<Dossiers.CheckRow> checks,
    List<Dossiers.ChangeRow> changes,
    List<Dossiers.EarlierRow> earlier,
    List<Dossiers.Option> fields,
    List<Dossiers.CodeOption> codes,
    List<Dossiers.Option> rejections) {

  /** The line that tells tasks apart in Tasklist's list. */
  static String title(StoreApplication application) {
    return application.content().shownStoreName()
        + (application.round() > 1 ? " · 第" + application.round() + "次提交" : "");
  }
}
