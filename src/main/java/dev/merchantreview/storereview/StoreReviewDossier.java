package dev.merchantreview.storereview;

import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import java.util.List;

/**
 * What the form of a store's review shows: worded in both languages, and gone with the task.
 *
 * @param notice why the task came back; or empty
 * @param excluded whose verdict does not count, each with why; or empty
 * @param rule the rule notice: what, where it is published, its days
 * @param categories all categories of the store, and how it stands with each
 * @param words what the merchant said with its papers; or empty
 * @param documents what the merchant handed in for this
 * @param papers what was handed in with the application
 * @param earlier problems of earlier rounds
 * @param history what happened to the store, latest first
 * @param problems what can be asked for
 * @param rejections the reasons to take the categories away
 */
record StoreReviewDossier(
    String caseId,
    String caseUrl,
    String title,
    FormText notice,
    List<Dossiers.Row> excluded,
    List<Dossiers.Row> summary,
    String why,
    List<Dossiers.Row> rule,
    List<Dossiers.Row> categories,
    String words,
    List<Dossiers.Paper> documents,
    List<Dossiers.Paper> papers,
    List<Dossiers.EarlierRow> earlier,
    List<Dossiers.HistoryRow> history,
    List<Dossiers.Option> problems,
    List<Dossiers.Option> rejections) {}
