package dev.merchantreview.onboarding;

import dev.merchantreview.documents.Document;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.ProblemTable;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the form of an audit shows: masked, worded in both languages, and gone with the task.
 *
 * @param notice why the task came back, or empty
 * @param applicant facts about the applicant, in reading order
 * @param checks what the machine checked, and the outcome
 * @param documents what was handed in
 * @param fields what a problem can name
 * @param codes the problems a person may choose
 */
record Dossier(
    String caseId,
    String title,
    String notice,
    List<Row> applicant,
    List<Check> checks,
    List<Paper> documents,
    List<Option> fields,
    List<Option> codes) {

  record Row(String name, String value) {}

  record Check(String name, String result) {}

  record Paper(String kind, String type, String size, String id) {}

  record Option(String label, String value) {}

  static Dossier of(
      StoreApplication application,
      PlatformProfile profile,
      ProblemTable table,
      List<Document> documents,
      Instant auditDueAt,
      ZoneId zone) {
    ApplicationContent content = application.content().masked();
    ApplicationContent.Subject subject = content.subject();
    List<Row> applicant = new ArrayList<>();
    applicant.add(new Row("平台 · Platform", profile.name()));
    applicant.add(new Row("商家 · Merchant", content.merchantId()));
    applicant.add(new Row("店铺名称 · Store name", content.storeName()));
    applicant.add(new Row("店铺类型 · Store type", content.storeType().label()));
    applicant.add(new Row("经营类目 · Categories", String.join("、", content.categories())));
    applicant.add(new Row("主体名称 · Legal name", subject.legalName()));
    applicant.add(new Row("统一社会信用代码 · Licence number", text(subject.licenceNumber())));
    applicant.add(
        new Row(
            "执照有效期至 · Licence valid until",
            subject.licenceValidUntil() == null
                ? "长期 · no end"
                : subject.licenceValidUntil().toString()));
    applicant.add(
        new Row(
            "法定代表人 · Legal representative",
            subject.legalRepresentative().name()
                + " "
                + subject.legalRepresentative().identityNumber()));
    applicant.add(
        new Row(
            "结算账户 · Settlement account",
            content.settlementAccount().holder()
                + " "
                + content.settlementAccount().bank()
                + " "
                + content.settlementAccount().accountNumber()));
    applicant.add(
        new Row("联系人 · Contact", content.contact().name() + " " + content.contact().phone()));
    applicant.add(new Row("提交次数 · Round", Integer.toString(application.round())));
    applicant.add(new Row("审核截止 · Audit due", lastMoment(auditDueAt, zone)));
    Map<String, Document> byId =
        documents.stream().collect(Collectors.toMap(Document::id, document -> document));
    return new Dossier(
        application.id().value(),
        title(application),
        text(application.notice(), ""),
        List.copyOf(applicant),
        // Only what passed comes to a person: hard problems went back to the merchant before.
        List.of(MachineCheck.values()).stream()
            .map(check -> new Check(check.label(), "通过 · passed"))
            .toList(),
        content.documents().stream()
            .map(reference -> paper(reference, byId.get(reference.documentId())))
            .toList(),
        table.fields().stream().map(field -> option(field.text(), field.pointer())).toList(),
        table.auditorCodes().stream().map(code -> option(code.text(), code.code())).toList());
  }

  /** The line that tells tasks apart in Tasklist's list. */
  static String title(StoreApplication application) {
    return application.content().storeName()
        + (application.round() > 1 ? " · 第" + application.round() + "次提交" : "");
  }

  /** The end of a day is written as people write it: 24:00 of that day, not 00:00 of the next. */
  private static String lastMoment(Instant instant, ZoneId zone) {
    ZonedDateTime time = instant.atZone(zone);
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().minusDays(1) + " 24:00"
        : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(time);
  }

  private static Paper paper(
      ApplicationContent.DocumentReference reference, @Nullable Document document) {
    return new Paper(
        reference.kind().label(),
        document == null ? "?" : document.mediaType(),
        document == null ? "?" : String.format(Locale.ROOT, "%.1f KiB", document.bytes() / 1024.0),
        reference.documentId());
  }

  private static Option option(ProblemTable.Text text, String value) {
    return new Option(text.zh() + " · " + text.en(), value);
  }

  private static String text(@Nullable String value) {
    return text(value, "—");
  }

  private static String text(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}
