package dev.merchantreview.closure;

import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import java.util.List;

/**
 * What the form of a closing's review shows: worded in both languages, and gone with the task.
 *
 * @param notice why the task came back; or empty
 * @param excluded whose verdict does not count, each with why; or empty
 * @param standing what speaks against an honest closing, from the platform's other systems
 * @param deposit how the deposit stands
 * @param history what happened to the store, latest first
 * @param rejections the reasons to keep it open
 */
record ClosureDossier(
    String caseId,
    String caseUrl,
    String title,
    FormText notice,
    List<Dossiers.Row> excluded,
    List<Dossiers.Row> summary,
    String why,
    List<Dossiers.Row> standing,
    List<Dossiers.Row> deposit,
    List<Dossiers.HistoryRow> history,
    List<Dossiers.Option> rejections) {}
