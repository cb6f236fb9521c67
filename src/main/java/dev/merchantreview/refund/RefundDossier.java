package dev.merchantreview.refund;

import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import java.util.List;

/**
 * What the form of a refund's review shows: masked, worded in both languages, and gone with the
 * task.
 *
 * @param stage which review it is, and who agreed before
 * @param notice why the task came back; or empty
 * @param excluded whose verdict does not count, each with why; or empty
 * @param calculation the deposit line by line, and {@code amount} what it comes to
 * @param standing what the platform's other systems say
 * @param changes what is different from the round before; empty in the first
 * @param payouts what was tried before
 */
record RefundDossier(
    String caseId,
    String caseUrl,
    String title,
    String stage,
    FormText notice,
    List<Dossiers.Row> excluded,
    List<Dossiers.Row> summary,
    String why,
    List<Dossiers.CheckRow> findings,
    List<Dossiers.CheckRow> passed,
    String passedCount,
    List<LedgerRow> calculation,
    String amount,
    List<Dossiers.ItemRow> items,
    List<Dossiers.Row> standing,
    List<Dossiers.ChangeRow> changes,
    List<Dossiers.EarlierRow> earlier,
    List<Dossiers.Paper> documents,
    List<PayoutRow> payouts,
    List<Dossiers.HistoryRow> history,
    List<Dossiers.Option> problems,
    List<Dossiers.Option> rejections) {

  /** A line of the deposit's ledger; amounts in yuan. */
  record LedgerRow(String at, String what, String subject, String amount, String held) {}

  /** A payout that was tried. */
  record PayoutRow(String number, String amount, String status, String at) {}
}
