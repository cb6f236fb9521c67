package dev.merchantreview.review;

import dev.merchantreview.documents.Document;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.history.History;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.PublicUrl;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The parts the forms of all reviews are made of: masked, in the language of the desk and what is
 * called somehow in the other one too.
 */
@Component
public class Dossiers {

  private static final int EVENTS = 200;

  private final History history;
  private final PublicUrl publicUrl;
  private final DeskText text;

  Dossiers(History history, PublicUrl publicUrl, DeskText text) {
    this.history = history;
    this.publicUrl = publicUrl;
    this.text = text;
  }

  /**
   * A line of a summary.
   *
   * @param small what it is called in the other language
   */
  public record Row(String name, String small, String value) {}

  /**
   * A field with what is to be judged of it, and the paper that proves it.
   *
   * @param small what it is called in the other language
   * @param statusSmall the status in the other language
   * @param paper what the paper is; empty when none proves it
   * @param url where the paper is read; or empty
   * @param picture the paper's picture; or empty
   */
  public record ItemRow(
      String name,
      String small,
      String value,
      String status,
      String statusSmall,
      String paper,
      String url,
      String picture) {}

  /** A machine check, and what its result means. */
  public record CheckRow(String name, String small, String meaning) {}

  /**
   * What the machine checked: what a person has to look at, and what is fine.
   *
   * @param count how many passed
   */
  public record Checks(List<CheckRow> findings, List<CheckRow> passed, String count) {}

  /**
   * A document with a link.
   *
   * @param picture where its picture is loaded from by who may see it
   */
  public record Paper(
      String kind,
      String small,
      String detail,
      String url,
      String picture,
      String status,
      String statusSmall) {}

  /** Something that is different from before. */
  public record ChangeRow(String name, String small, String before, String after) {}

  /** A problem of an earlier round. */
  public record EarlierRow(String round, String by, String field, String problem) {}

  /** An entry of a drop-down list. */
  public record Option(String label, String value) {}

  /** Something that happened. */
  public record HistoryRow(String at, String by, String action, String state) {}

  /** What a machine rule is called, and what it means when nothing was found. */
  public record RuleWords(String label, String meaning) {}

  /**
   * A line of a summary.
   *
   * @param name as {@code 中文 · English}
   */
  public Row row(String name, String value) {
    return new Row(text.words(name), text.small(name), value);
  }

  /** Where a person reads a case: its page of the console. */
  public String caseUrl(CaseId caseId) {
    return publicUrl.of("/console/cases/" + caseId);
  }

  /**
   * The fields that are no documents, each with the first of the papers that prove it.
   *
   * @param references the documents that were handed in
   */
  public List<ItemRow> items(
      CaseId caseId,
      List<ReviewItem> items,
      List<? extends DecidedRound<?>> before,
      ProblemTable table,
      List<DocumentReference> references) {
    return items.stream()
        .filter(item -> !item.isDocument())
        .map(
            item -> {
              Status status = status(before, item);
              Optional<DocumentReference> proof = proof(table, item, references);
              return new ItemRow(
                  text.words(item.label()),
                  text.small(item.label()),
                  item.value(),
                  text.words(status.zh(), status.en()),
                  text.small(status.zh(), status.en()),
                  proof.map(one -> text.words(one.kind().zh(), one.kind().en())).orElse(""),
                  proof.map(one -> documentUrl(one.documentId())).orElse(""),
                  proof.map(one -> pictureUrl(caseId, one.documentId())).orElse(""));
            })
        .toList();
  }

  private static Optional<DocumentReference> proof(
      ProblemTable table, ReviewItem item, List<DocumentReference> references) {
    return table.field(item.pointer()).map(ProblemTable.Field::provenBy).stream()
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .flatMap(kind -> references.stream().filter(one -> one.kind().name().equals(kind)))
        .findFirst();
  }

  /** What happened to a case, latest first. */
  public List<HistoryRow> history(CaseId caseId) {
    return history.of(caseId, 0, EVENTS).reversed().stream()
        .map(
            event ->
                new HistoryRow(
                    text.minute(event.at()),
                    event.actor().id(),
                    event.action(),
                    event.toState() == null ? "" : event.toState()))
        .toList();
  }

  /** How a merchant stands with the platform's other systems. */
  public List<Row> standing(MerchantStanding.Facts facts) {
    return List.of(
        row(
            "未结纠纷 · Open disputes",
            facts.openDisputes().isEmpty()
                ? "0"
                : "⚠ "
                    + facts.openDisputes().size()
                    + "："
                    + String.join("，", facts.openDisputes())),
        row(
            "未结算订单 · Unsettled orders",
            (facts.unsettledOrders() > 0 ? "⚠ " : "")
                + facts.unsettledOrders()
                + "（"
                + text.money(facts.unsettledFen())
                + "）"),
        row(
            "其他欠款 · Arrears",
            (facts.arrearsFen() > 0 ? "⚠ " : "") + text.money(facts.arrearsFen())),
        row("查询时间 · Asked at", text.lastMoment(facts.asOf())));
  }

  /** When the review is due. */
  public Row due(ReviewClock clock) {
    return row(
        "审核截止 · Review due",
        text.by(clock.dueAt()) + (clock.provisional() ? text.words("（暂定）", " (provisional)") : ""));
  }

  /**
   * The documents that were handed in.
   *
   * @param items all items, the documents among them in the order of the references
   */
  public List<Paper> papers(
      CaseId caseId,
      List<DocumentReference> references,
      List<ReviewItem> items,
      List<? extends DecidedRound<?>> before) {
    List<ReviewItem> documents = items.stream().filter(ReviewItem::isDocument).toList();
    List<Paper> papers = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      DocumentReference reference = references.get(i);
      Document document = documents.get(i).document();
      String size =
          document == null
              ? "?"
              : String.format(
                  Locale.ROOT, "%s %.1f KiB", document.mediaType(), document.bytes() / 1024.0);
      LocalDate until = reference.validUntil();
      Status status = status(before, documents.get(i));
      papers.add(
          new Paper(
              (i + 1) + " " + text.words(reference.kind().label()),
              text.small(reference.kind().label()),
              until == null ? size : size + text.words("，有效期至 ", ", valid until ") + until,
              documentUrl(reference.documentId()),
              pictureUrl(caseId, reference.documentId()),
              text.words(status.zh(), status.en()),
              text.small(status.zh(), status.en())));
    }
    return List.copyOf(papers);
  }

  /** Where a person reads a document: its page of the console. */
  public String documentUrl(String documentId) {
    return publicUrl.of("/console/papers/" + documentId);
  }

  /**
   * Where a document's picture is loaded from, by who is logged in at the console and may see it.
   */
  public String pictureUrl(CaseId caseId, String documentId) {
    return documentUrl(documentId) + "/picture?case=" + caseId;
  }

  /**
   * What the machine checked.
   *
   * @param words what a rule is called; null for a rule that no longer exists
   */
  public Checks checks(
      List<RuleResult> results, ProblemTable table, Function<String, @Nullable RuleWords> words) {
    List<CheckRow> found = new ArrayList<>();
    List<CheckRow> passed = new ArrayList<>();
    for (RuleResult result : results) {
      RuleWords rule = words.apply(result.rule());
      String label = rule == null ? result.rule() : rule.label();
      // What an earlier day let pass may have to be fixed by now.
      String findings =
          Stream.concat(result.problems().stream(), result.findings().stream())
              .map(
                  finding ->
                      message(table, finding)
                          + (finding.note() == null ? "" : " " + finding.note()))
              .collect(Collectors.joining("；"));
      String meaning =
          findings.isEmpty() ? (rule == null ? "" : text.words(rule.meaning())) : findings;
      (findings.isEmpty() ? passed : found)
          .add(
              new CheckRow(
                  text.words(label), text.small(label), meaning + " [" + result.version() + "]"));
    }
    return new Checks(List.copyOf(found), List.copyOf(passed), Integer.toString(passed.size()));
  }

  /**
   * What is different between two contents. A document is told by its place: what another paper
   * stands in for was taken away.
   */
  public List<ChangeRow> changes(List<ReviewItem> then, List<ReviewItem> now) {
    String away = text.words("已撤下", "taken away");
    List<ChangeRow> changes = new ArrayList<>();
    for (ReviewItem item : now) {
      if (then.stream().noneMatch(item::isSameAs)) {
        Optional<ReviewItem> old = gone(item, then, now);
        changes.add(
            item.isDocument()
                ? change(item, old.isEmpty() ? "—" : away, text.words("新提交的材料", "newly handed in"))
                : change(item, old.map(ReviewItem::value).orElse("—"), item.value()));
      }
    }
    for (ReviewItem old : then) {
      if (old.isDocument()
          && now.stream().noneMatch(old::isSameAs)
          && now.stream().noneMatch(item -> gone(item, then, now).equals(Optional.of(old)))) {
        changes.add(change(old, "—", away));
      }
    }
    return List.copyOf(changes);
  }

  /** What stood where an item stands now, if that is not there any more. */
  private static Optional<ReviewItem> gone(
      ReviewItem item, List<ReviewItem> then, List<ReviewItem> now) {
    return then.stream().anyMatch(item::isSameAs)
        ? Optional.empty()
        : then.stream()
            .filter(one -> one.pointer().equals(item.pointer()))
            .filter(one -> now.stream().noneMatch(one::isSameAs))
            .findFirst();
  }

  private ChangeRow change(ReviewItem item, String before, String after) {
    return new ChangeRow(text.words(item.label()), text.small(item.label()), before, after);
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
                round.byMachine() ? text.words("机器", "machine") : round.decidedBy(),
                name(then, table, problem.pointer()),
                message(table, problem) + (problem.note() == null ? "" : "：" + problem.note())));
      }
    }
    return List.copyOf(rows);
  }

  /** The field a pointer leads to or into, as people name it. */
  private String name(List<ReviewItem> items, ProblemTable table, String pointer) {
    return items.stream()
        .filter(item -> item.pointer().equals(pointer))
        .map(item -> text.words(item.label()))
        .findFirst()
        .or(
            () ->
                table.fields().stream()
                    .filter(
                        field ->
                            pointer.equals(field.pointer())
                                || pointer.startsWith(field.pointer() + "/"))
                    .map(field -> text.words(field.text()))
                    .findFirst())
        .orElse(pointer);
  }

  /**
   * The problems a person may choose: each field with each reason that fits it. What needs a
   * verdict comes first, what was accepted before is marked as such.
   *
   * @param references the documents, in the order of their items
   */
  public List<Option> problems(
      List<ReviewItem> items,
      List<? extends DecidedRound<?>> before,
      ProblemTable table,
      List<DocumentReference> references) {
    List<Option> open = new ArrayList<>();
    List<Option> carried = new ArrayList<>();
    int document = 0;
    for (ReviewItem item : items) {
      String kind = item.isDocument() ? references.get(document++).kind().name() : null;
      boolean isCarried = status(before, item).isCarried();
      String name = text.words(item.label()) + (isCarried ? text.words("（已沿用）", " (carried)") : "");
      (isCarried ? carried : open).addAll(reasons(table, item.pointer(), kind, name));
    }
    table
        .field(ReviewItem.DOCUMENTS)
        .ifPresent(
            field -> open.addAll(reasons(table, field.pointer(), null, text.words(field.text()))));
    open.addAll(carried);
    return List.copyOf(open);
  }

  private List<Option> reasons(
      ProblemTable table, String pointer, @Nullable String kind, String name) {
    return table.auditorCodes().stream()
        .filter(code -> code.fits(pointer) && code.isOfKind(kind))
        .map(
            code ->
                new Option(
                    name + text.words("：", ": ") + brief(code.text()),
                    ReviewForm.chosen(pointer, code.code())))
        .toList();
  }

  /** What is wrong, without what the merchant is to do about it: a list's entry is one line. */
  private String brief(ProblemTable.Text reason) {
    return text.words(reason).split(text.words("[，；]", ";"), 2)[0];
  }

  /** The reasons a person may reject a whole case for. */
  public List<Option> rejections(ProblemTable table) {
    return table.rejections().stream()
        .map(code -> new Option(text.words(code.text()), code.code()))
        .toList();
  }

  /** What is to be judged of an item. */
  private record Status(boolean isCarried, String zh, String en) {}

  private static Status status(List<? extends DecidedRound<?>> before, ReviewItem item) {
    if (before.stream().allMatch(DecidedRound::byMachine)) {
      return new Status(false, "待审", "to judge");
    }
    return DecidedRound.lastVerdict(before, item)
        .map(
            judged ->
                judged.accepted()
                    ? new Status(
                        true,
                        "✓ 已沿用第%d次结论（%s）".formatted(judged.round(), judged.by()),
                        "✓ carried from round %d (%s)".formatted(judged.round(), judged.by()))
                    : new Status(false, "⚠ 有问题且未修改", "⚠ problem, unchanged"))
        .orElseGet(() -> new Status(false, "● 已修改，待审", "● changed, to judge"));
  }

  private String message(ProblemTable table, Problem problem) {
    return table.code(problem.code()).map(code -> text.words(code.text())).orElse(problem.code());
  }
}
