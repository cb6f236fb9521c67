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
 * @param findings what the machine found that a person has to judge
 * @param passed what the machine checked and found nothing at, and how many these are
 * @param items every field with what is to be judged of it
 * @param documents what was handed in, each with a link
 * @param changes what is different from the round before; empty in the first round
 * @param earlier the problems of earlier rounds, latest first
 * @param problems the problems a person may choose, what needs a verdict first
 */
record ApplicationDossier(
    String caseId,
    String caseUrl,
    String title,
    FormText notice,
    List<Dossiers.Row> excluded,
    List<Dossiers.Row> summary,
    String why,
    List<Dossiers.CheckRow> findings,
    List<Dossiers.CheckRow> passed,
    String passedCount,
    List<Dossiers.ItemRow> items,
    List<Dossiers.Paper> documents,
    List<Dossiers.ChangeRow> changes,
    List<Dossiers.EarlierRow> earlier,
    List<Dossiers.Option> problems,
    List<Dossiers.Option> rejections) {}
