package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.documents.Document;
import dev.merchantreview.documents.Documents;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.PublicUrl;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes the dossier of an audit from what is on record. */
@Component
class DossierWriter {

  private final ReviewItems reviewItems;
  private final Rounds rounds;
  private final ProblemTable table;
  private final Documents documents;
  private final WorkingCalendar calendar;
  private final PublicUrl publicUrl;

  DossierWriter(
      ReviewItems reviewItems,
      Rounds rounds,
      ProblemTable table,
      Documents documents,
      WorkingCalendar calendar,
      PublicUrl publicUrl) {
    this.reviewItems = reviewItems;
    this.rounds = rounds;
    this.table = table;
    this.documents = documents;
    this.calendar = calendar;
    this.publicUrl = publicUrl;
  }

  Dossier write(StoreApplication application, PlatformProfile profile) {
    List<Rounds.Round> before = rounds.of(application.id());
    List<ReviewItems.Item> items = reviewItems.of(application.submittedBy(), application.content());
    return new Dossier(
        application.id().value(),
        publicUrl.of("/api/v1/store-applications/" + application.id()),
        Dossier.title(application),
        application.notice() == null ? "" : application.notice(),
        summary(application, profile),
        items.stream()
            .filter(item -> !item.isDocument())
            .map(
                item ->
                    new Dossier.ItemRow(
                        both(item.label()), item.value(), status(before, item).words()))
            .toList(),
        papers(application, items, before),
        application.checks().stream().map(this::check).toList(),
        changes(application, items, before),
        earlier(before),
        fields(items, before),
        table.auditorCodes().stream()
            .map(code -> new Dossier.Option(both(code.text()), code.code()))
            .toList());
  }

  private List<Dossier.Row> summary(StoreApplication application, PlatformProfile profile) {
    ApplicationContent content = application.content();
    List<Dossier.Row> rows = new ArrayList<>();
    rows.add(new Dossier.Row("平台 · Platform", profile.name()));
    rows.add(new Dossier.Row("商家 · Merchant", content.merchantId()));
    rows.add(new Dossier.Row("店铺类型 · Store type", content.storeType().label()));
    rows.add(new Dossier.Row("提交次数 · Round", Integer.toString(application.round())));
    AuditClock clock = application.audit();
    if (clock != null) {
      rows.add(
          new Dossier.Row(
              "审核截止 · Audit due",
              lastMoment(clock.dueAt()) + (clock.provisional() ? "（暂定 · provisional）" : "")));
      rows.add(
          new Dossier.Row(
              "期限依据 · Why then",
              clock.days().stream()
                  .map(day -> day.date().toString().substring(5) + " " + day.kind().label())
                  .collect(Collectors.joining("，"))));
    }
    return List.copyOf(rows);
  }

  private List<Dossier.Paper> papers(
      StoreApplication application, List<ReviewItems.Item> items, List<Rounds.Round> before) {
    List<ApplicationContent.DocumentReference> references = application.content().documents();
    Map<String, Document> byId =
        documents
            .ownedBy(
                application.submittedBy(),
                references.stream().map(ApplicationContent.DocumentReference::documentId).toList())
            .stream()
            .collect(Collectors.toMap(Document::id, document -> document));
    List<Dossier.Paper> papers = new ArrayList<>();
    List<ReviewItems.Item> papersItems =
        items.stream().filter(ReviewItems.Item::isDocument).toList();
    for (int i = 0; i < references.size(); i++) {
      Document document = byId.get(references.get(i).documentId());
      String size =
          document == null
              ? "?"
              : String.format(
                  Locale.ROOT, "%s %.1f KiB", document.mediaType(), document.bytes() / 1024.0);
      LocalDate until = references.get(i).validUntil();
      papers.add(
          new Dossier.Paper(
              (i + 1) + " " + references.get(i).kind().label(),
              until == null ? size : size + "，有效期至 · valid until " + until,
              publicUrl.of("/api/v1/documents/" + references.get(i).documentId()),
              status(before, papersItems.get(i)).words()));
    }
    return List.copyOf(papers);
  }

  private Dossier.CheckRow check(RuleResult result) {
    Optional<MachineRule> rule =
        Arrays.stream(MachineRule.values())
            .filter(one -> one.name().equals(result.rule()))
            .findFirst();
    String findings =
        result.findings().stream()
            .map(
                finding ->
                    table.code(finding.code()).map(code -> both(code.text())).orElse(finding.code())
                        + (finding.note() == null ? "" : " " + finding.note()))
            .collect(Collectors.joining("；"));
    String meaning = rule.map(MachineRule::meaning).orElse("");
    return new Dossier.CheckRow(
        rule.map(MachineRule::label).orElse(result.rule()),
        findings.isEmpty() ? "通过 · passed" : "⚠ 请留意 · look at it",
        (findings.isEmpty() ? meaning : findings) + " [" + result.version() + "]");
  }

  private List<Dossier.ChangeRow> changes(
      StoreApplication application, List<ReviewItems.Item> now, List<Rounds.Round> before) {
    if (before.isEmpty()) {
      return List.of();
    }
    List<ReviewItems.Item> then =
        reviewItems.of(application.submittedBy(), before.getLast().content());
    List<Dossier.ChangeRow> changes = new ArrayList<>();
    for (ReviewItems.Item item : now) {
      if (then.stream().noneMatch(old -> same(old, item))) {
        String old =
            item.isDocument()
                ? "—"
                : then.stream()
                    .filter(one -> one.key().equals(item.key()))
                    .map(ReviewItems.Item::value)
                    .findFirst()
                    .orElse("—");
        changes.add(new Dossier.ChangeRow(both(item.label()), old, item.value()));
      }
    }
    for (ReviewItems.Item old : then) {
      if (old.isDocument() && now.stream().noneMatch(item -> same(old, item))) {
        changes.add(new Dossier.ChangeRow(both(old.label()), old.value(), "已撤下 · taken away"));
      }
    }
    return List.copyOf(changes);
  }

  private static boolean same(ReviewItems.Item one, ReviewItems.Item other) {
    return one.key().equals(other.key()) && one.fingerprint().equals(other.fingerprint());
  }

  private List<Dossier.EarlierRow> earlier(List<Rounds.Round> before) {
    List<Dossier.EarlierRow> rows = new ArrayList<>();
    for (Rounds.Round round : before.reversed()) {
      for (Problem problem : round.problems()) {
        rows.add(
            new Dossier.EarlierRow(
                Integer.toString(round.round()),
                round.byMachine() ? "机器 · machine" : round.decidedBy(),
                name(round.content(), problem.pointer()),
                table.code(problem.code()).map(code -> both(code.text())).orElse(problem.code())
                    + (problem.note() == null ? "" : "：" + problem.note())));
      }
    }
    return List.copyOf(rows);
  }

  /** The field a pointer leads to or into, as people name it. */
  private String name(ApplicationContent content, String pointer) {
    for (int i = 0; i < content.documents().size(); i++) {
      if (pointer.equals("/documents/" + i)) {
        return "材料%1$d · Document %1$d %2$s"
            .formatted(i + 1, content.documents().get(i).kind().label());
      }
    }
    return table.fields().stream()
        .filter(
            field -> pointer.equals(field.pointer()) || pointer.startsWith(field.pointer() + "/"))
        .map(field -> both(field.text()))
        .findFirst()
        .orElse(pointer);
  }

  /** What needs a verdict comes first; what was accepted before is marked as such. */
  private List<Dossier.Option> fields(List<ReviewItems.Item> items, List<Rounds.Round> before) {
    List<Dossier.Option> open = new ArrayList<>();
    List<Dossier.Option> carried = new ArrayList<>();
    for (ReviewItems.Item item : items) {
      if (status(before, item).isCarried()) {
        carried.add(new Dossier.Option(both(item.label()) + "（已沿用 · carried）", item.pointer()));
      } else {
        open.add(new Dossier.Option(both(item.label()), item.pointer()));
      }
    }
    table
        .field("/documents")
        .ifPresent(field -> open.add(new Dossier.Option(both(field.text()), field.pointer())));
    open.addAll(carried);
    return List.copyOf(open);
  }

  /** What is to be judged of an item. */
  private record Status(boolean isCarried, String words) {}

  private static Status status(List<Rounds.Round> before, ReviewItems.Item item) {
    if (before.stream().allMatch(Rounds.Round::byMachine)) {
      return new Status(false, "待审 · to judge");
    }
    return Rounds.lastVerdict(before, item)
        .map(
            judged ->
                judged.accepted()
                    ? new Status(
                        true,
                        "✓ 已沿用第%d次结论（%s） · carried from round %d"
                            .formatted(judged.round(), judged.by(), judged.round()))
                    : new Status(false, "⚠ 有问题且未修改 · problem, unchanged"))
        .orElseGet(() -> new Status(false, "● 已修改，待审 · changed, to judge"));
  }

  /** The end of a day is written as people write it: 24:00 of that day, not 00:00 of the next. */
  private String lastMoment(Instant instant) {
    ZonedDateTime time = instant.atZone(calendar.zone());
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().minusDays(1) + " 24:00"
        : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(time);
  }

  private static String both(ProblemTable.Text text) {
    return text.zh() + " · " + text.en();
  }
}
