package dev.merchantreview.review;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.documents.Document;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.history.History;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.PublicUrl;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The parts the forms of all reviews are made of: masked, and worded in both languages. */
@Component
public class Dossiers {

  private final DocumentItems documentItems;
  private static final int EVENTS = 200;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MM-dd HH:mm");

  private final History history;
  private final WorkingCalendar calendar;
  private final PublicUrl publicUrl;

  Dossiers(
      DocumentItems documentItems, History history, WorkingCalendar calendar, PublicUrl publicUrl) {
    this.documentItems = documentItems;
    this.history = history;
    this.calendar = calendar;
    this.publicUrl = publicUrl;
  }

  /** A line of the summary. */
  public record Row(String name, String value) {}

  /** A field with what is to be judged of it. */
  public record ItemRow(String name, String value, String status) {}

  /** A machine check, and what its result means. */
  public record CheckRow(String name, String result, String meaning) {}

  /** A document with a link. */
  public record Paper(String kind, String detail, String url, String status) {}

  /** Something that is different from before. */
  public record ChangeRow(String name, String before, String after) {}

  /** A problem of an earlier round. */
  public record EarlierRow(String round, String by, String field, String problem) {}

  /** An entry of a drop-down list. */
  public record Option(String label, String value) {}

  /**
   * A problem of a drop-down list.
   *
   * @param fields the values of the fields it can be about
   */
  public record CodeOption(String label, String value, List<String> fields) {}

  /** Something that happened. */
  public record HistoryRow(String at, String by, String action, String state) {}

  /** What a machine rule is called, and what it means when nothing was found. */
  public record RuleWords(String label, String meaning) {}

  /** The fields that are no documents. */
  public List<ItemRow> items(List<ReviewItem> items, List<? extends DecidedRound<?>> before) {
    return items.stream()
        .filter(item -> !item.isDocument())
        .map(item -> new ItemRow(both(item.label()), item.value(), status(before, item).words()))
        .toList();
  }

  /** What happened to a case, latest first. */
  public List<HistoryRow> history(CaseId caseId) {
    return history.of(caseId, 0, EVENTS).reversed().stream()
        .map(
            event ->
                new HistoryRow(
                    minute(event.at()),
                    event.actor().id(),
                    event.action(),
                    event.toState() == null ? "" : event.toState()))
        .toList();
  }

  /** A moment of about now, as people write it. */
  public String minute(Instant instant) {
    return MINUTE.format(instant.atZone(calendar.zone()));
  }

  /** How a merchant stands with the platform's other systems. */
  public List<Row> standing(MerchantStanding.Facts facts) {
    return List.of(
        new Row(
            "未结纠纷 · Open disputes",
            facts.openDisputes().isEmpty()
                ? "0"
                : "⚠ "
                    + facts.openDisputes().size()
                    + "："
                    + String.join("，", facts.openDisputes())),
        new Row(
            "未结算订单 · Unsettled orders",
            (facts.unsettledOrders() > 0 ? "⚠ " : "")
                + facts.unsettledOrders()
                + "（"
                + yuan(facts.unsettledFen())
                + "）"),
        new Row("其他欠款 · Arrears", (facts.arrearsFen() > 0 ? "⚠ " : "") + yuan(facts.arrearsFen())),
        new Row("查询时间 · Asked at", lastMoment(facts.asOf())));
  }

  /** An amount as people write it. */
  public static String yuan(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString() + " 元 · yuan";
  }

  /** When the review is due, and why then. */
  public List<Row> due(ReviewClock clock) {
    return List.of(
        new Row(
            "审核截止 · Review due",
            lastMoment(clock.dueAt()) + (clock.provisional() ? "（暂定 · provisional）" : "")),
        new Row(
            "期限依据 · Why then",
            clock.days().stream()
                .map(day -> day.date().toString().substring(5) + " " + day.kind().label())
                .collect(Collectors.joining("，"))));
  }

  /**
   * The documents that were handed in.
   *
   * @param items all items, the documents among them in the order of the references
   */
  public List<Paper> papers(
      String uploadedBy,
      List<DocumentReference> references,
      List<ReviewItem> items,
      List<? extends DecidedRound<?>> before) {
    Map<String, Document> byId = documentItems.byId(uploadedBy, references);
    List<ReviewItem> documents = items.stream().filter(ReviewItem::isDocument).toList();
    List<Paper> papers = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      DocumentReference reference = references.get(i);
      Document document = byId.get(reference.documentId());
      String size =
          document == null
              ? "?"
              : String.format(
                  Locale.ROOT, "%s %.1f KiB", document.mediaType(), document.bytes() / 1024.0);
      LocalDate until = reference.validUntil();
      papers.add(
          new Paper(
              (i + 1) + " " + reference.kind().label(),
              until == null ? size : size + "，有效期至 · valid until " + until,
              documentUrl(reference.documentId()),
              status(before, documents.get(i)).words()));
    }
    return List.copyOf(papers);
  }

  /** Where a document is read. */
  public String documentUrl(String documentId) {
    return publicUrl.of("/api/v1/documents/" + documentId);
  }

  /**
   * What the machine checked.
   *
   * @param words what a rule is called; null for a rule that no longer exists
   */
  public List<CheckRow> checks(
      List<RuleResult> results, ProblemTable table, Function<String, @Nullable RuleWords> words) {
    List<CheckRow> rows = new ArrayList<>();
    for (RuleResult result : results) {
      RuleWords rule = words.apply(result.rule());
      String findings =
          result.findings().stream()
              .map(
                  finding ->
                      message(table, finding)
                          + (finding.note() == null ? "" : " " + finding.note()))
              .collect(Collectors.joining("；"));
      String meaning = rule == null ? "" : rule.meaning();
      rows.add(
          new CheckRow(
              rule == null ? result.rule() : rule.label(),
              findings.isEmpty() ? "通过 · passed" : "⚠ 请留意 · look at it",
              (findings.isEmpty() ? meaning : findings) + " [" + result.version() + "]"));
    }
    return List.copyOf(rows);
  }

  /** What is different between two contents. */
  public List<ChangeRow> changes(List<ReviewItem> then, List<ReviewItem> now) {
    List<ChangeRow> changes = new ArrayList<>();
    for (ReviewItem item : now) {
      if (then.stream().noneMatch(item::isSameAs)) {
        String old =
            item.isDocument()
                ? "—"
                : then.stream()
                    .filter(one -> one.key().equals(item.key()))
                    .map(ReviewItem::value)
                    .findFirst()
                    .orElse("—");
        changes.add(new ChangeRow(both(item.label()), old, item.value()));
      }
    }
    for (ReviewItem old : then) {
      if (old.isDocument() && now.stream().noneMatch(old::isSameAs)) {
        changes.add(new ChangeRow(both(old.label()), old.value(), "已撤下 · taken away"));
      }
    }
    return List.copyOf(changes);
  }

  /**
   * The problems of earlier rounds, latest first.
   *
   * @param items the items of a round's content, for the names of what its problems point at
   */
  public <C> List<EarlierRow> earlier(
      List<DecidedRound<C>> before, ProblemTable table, Function<C, List<ReviewItem>> items) {
    List<EarlierRow> rows = new ArrayList<>();
    for (DecidedRound<C> round : before.reversed()) {
      List<ReviewItem> then = round.problems().isEmpty() ? List.of() : items.apply(round.content());
      for (Problem problem : round.problems()) {
        rows.add(
            new EarlierRow(
                Integer.toString(round.round()),
                round.byMachine() ? "机器 · machine" : round.decidedBy(),
                name(then, table, problem.pointer()),
                message(table, problem) + (problem.note() == null ? "" : "：" + problem.note())));
      }
    }
    return List.copyOf(rows);
  }

  /** The field a pointer leads to or into, as people name it. */
  private static String name(List<ReviewItem> items, ProblemTable table, String pointer) {
    return items.stream()
        .filter(item -> item.pointer().equals(pointer))
        .map(item -> both(item.label()))
        .findFirst()
        .or(
            () ->
                table.fields().stream()
                    .filter(
                        field ->
                            pointer.equals(field.pointer())
                                || pointer.startsWith(field.pointer() + "/"))
                    .map(field -> both(field.text()))
                    .findFirst())
        .orElse(pointer);
  }

  /**
   * What a problem can name: what needs a verdict comes first, what was accepted before is marked
   * as such.
   */
  public List<Option> fields(
      List<ReviewItem> items, List<? extends DecidedRound<?>> before, ProblemTable table) {
    List<Option> open = new ArrayList<>();
    List<Option> carried = new ArrayList<>();
    for (ReviewItem item : items) {
      if (status(before, item).isCarried()) {
        carried.add(new Option(both(item.label()) + "（已沿用 · carried）", item.pointer()));
      } else {
        open.add(new Option(both(item.label()), item.pointer()));
      }
    }
    table
        .field(ReviewItem.DOCUMENTS)
        .ifPresent(field -> open.add(new Option(both(field.text()), field.pointer())));
    open.addAll(carried);
    return List.copyOf(open);
  }

  /**
   * The problems a person may choose.
   *
   * @param fields what a problem can name
   */
  public static List<CodeOption> codes(ProblemTable table, List<Option> fields) {
    return table.auditorCodes().stream()
        .map(
            code ->
                new CodeOption(
                    both(code.text()),
                    code.code(),
                    fields.stream().map(Option::value).filter(code::fits).toList()))
        .toList();
  }

  /** The reasons a person may reject a whole case for. */
  public static List<Option> rejections(ProblemTable table) {
    return table.rejections().stream()
        .map(code -> new Option(both(code.text()), code.code()))
        .toList();
  }

  /** What is to be judged of an item. */
  private record Status(boolean isCarried, String words) {}

  private static Status status(List<? extends DecidedRound<?>> before, ReviewItem item) {
    if (before.stream().allMatch(DecidedRound::byMachine)) {
      return new Status(false, "待审 · to judge");
    }
    return DecidedRound.lastVerdict(before, item)
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
  public String lastMoment(Instant instant) {
    ZonedDateTime time = instant.atZone(calendar.zone());
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().minusDays(1) + " 24:00"
        : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(time);
  }

  private static String message(ProblemTable table, Problem problem) {
    return table.code(problem.code()).map(code -> both(code.text())).orElse(problem.code());
  }

  /** Both languages, for a form whose reader's language is unknown. */
  public static String both(ProblemTable.Text text) {
    return text.zh() + " · " + text.en();
  }
}
