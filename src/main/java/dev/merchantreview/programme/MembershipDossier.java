package dev.merchantreview.programme;

import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import java.util.List;

/**
 * What the form of a review of a membership shows: worded in both languages, and gone with the
 * task.
 *
 * @param notice why the task came back; or empty
 * @param excluded whose verdict does not count, each with why; or empty
 * @param question what is decided
 * @param figures what is known of the subject
 * @param unmet what speaks against it
 * @param said what the applicant, or the member, said; or empty
 * @param history what happened to the membership, latest first
 * @param rejections the reasons against it
 */
record MembershipDossier(
    String caseId,
    String caseUrl,
    String title,
    FormText notice,
    List<Dossiers.Row> excluded,
    List<Dossiers.Row> summary,
    String question,
    String why,
    List<Dossiers.Row> figures,
    List<Dossiers.Row> unmet,
    String said,
    List<Dossiers.HistoryRow> history,
    List<Dossiers.Option> rejections) {}
