package dev.merchantreview.onboarding;

import java.util.List;

/**
 * What the form of an audit shows: masked, worded in both languages, and gone with the task.
 *
 * @param notice why the task came back, or empty
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
record Dossier(
    String caseId,
    String caseUrl,
    String title,
    String notice,
    List<Row> summary,
    List<ItemRow> items,
    List<Paper> documents,
    List<CheckRow> checks,
    List<ChangeRow> changes,
    List<EarlierRow> earlier,
    List<Option> fields,
    List<Option> codes) {

  record Row(String name, String value) {}

  record ItemRow(String name, String value, String status) {}

  record CheckRow(String name, String result, String meaning) {}

  record Paper(String kind, String detail, String url, String status) {}

  record ChangeRow(String name, String before, String after) {}

  record EarlierRow(String round, String by, String field, String problem) {}

  record Option(String label, String value) {}

  /** The line that tells tasks apart in Tasklist's list. */
  static String title(StoreApplication application) {
    return application.content().storeName()
        + (application.round() > 1 ? " · 第" + application.round() + "次提交" : "");
  }
}
