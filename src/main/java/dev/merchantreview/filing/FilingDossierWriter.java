package dev.merchantreview.filing;

import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.category.Shipping;
import dev.merchantreview.documents.Thumbnails;
import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.DeskText;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.streamer.Streamers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the dossier of a quality review from what is on record. */
@Component
class FilingDossierWriter {

  private static final int THUMBNAIL_EDGE = 240;

  private final FilingItems filingItems;
  private final FilingRounds rounds;
  private final ProblemTable table;
  private final Dossiers dossiers;
  private final DeskText text;
  private final Platforms platforms;
  private final Streamers streamers;
  private final Thumbnails thumbnails;

  FilingDossierWriter(
      FilingItems filingItems,
      FilingRounds rounds,
      FilingProblems table,
      Dossiers dossiers,
      DeskText text,
      Platforms platforms,
      Streamers streamers,
      Thumbnails thumbnails) {
    this.filingItems = filingItems;
    this.rounds = rounds;
    this.table = table;
    this.dossiers = dossiers;
    this.text = text;
    this.platforms = platforms;
    this.streamers = streamers;
    this.thumbnails = thumbnails;
  }

  FilingDossier write(Filing filing, Filed filed, List<Dossiers.Row> excluded) {
    List<DecidedRound<Filed>> before = rounds.of(filing.id());
    List<ReviewItem> items = filingItems.of(filed);
    Optional<Filed> approved = approved(filing, before);
    Dossiers.Checks checks = dossiers.checks(filing.checks(), table, FilingDossierWriter::words);
    return new FilingDossier(
        filing.id().value(),
        dossiers.caseUrl(filing.id()),
        filed.product().shortTitle(),
        FormText.of(filing.notice()),
        excluded,
        filing.isLate() ? text.words("报备晚于开播前规定的工作日 · Filed later than the live allows") : "",
        summary(filing, filed),
        text.why(filing.clock()),
        checks.findings(),
        checks.passed(),
        checks.count(),
        thumbnails.dataUri(filed.product().mainImage(), THUMBNAIL_EDGE).orElse(""),
        images(filing.id(), filed.product(), approved.map(Filed::product).orElse(null)),
        dossiers.items(filing.id(), items, before, table, filed.documents()),
        approved.map(then -> dossiers.changes(filingItems.of(then), items)).orElse(List.of()),
        dossiers.papers(filing.id(), filed.documents(), items, before),
        reasons(filing),
        dossiers.earlier(before, table, filingItems::of),
        dossiers.history(filing.id()),
        dossiers.problems(items, before, table, filed.documents()));
  }

  /** The line that tells tasks apart in Tasklist's list. */
  String line(Filing filing, Filed filed) {
    return text.line(
        filing.clock(),
        platforms.get(filing.declared().platform()).name(),
        filed.product().shortTitle(),
        filing.isLate() ? "迟报 · late" : "",
        DeskText.round(filing.round()));
  }

  private static Optional<Filed> approved(Filing filing, List<DecidedRound<Filed>> before) {
    Approval approval = filing.approval();
    return approval == null
        ? Optional.empty()
        : before.stream()
            .filter(round -> round.round() == approval.round())
            .map(DecidedRound::content)
            .findFirst();
  }

  private List<Dossiers.Row> summary(Filing filing, Filed filed) {
    Filing.Declaration declared = filing.declared();
    List<Dossiers.Row> rows = new ArrayList<>();
    rows.add(dossiers.row("平台 · Platform", platforms.get(declared.platform()).name()));
    rows.add(dossiers.row("进审原因 · Scenario", text.words(declared.scenario().label())));
    rows.add(dossiers.row("商品 · Product", declared.productId() + " v" + filed.productVersion()));
    rows.add(dossiers.row("货主 · Owner", declared.ownerId()));
    rows.add(dossiers.row("主播 · Seller", streamer(declared.sellerId())));
    if (declared.linkedId() != null) {
      rows.add(dossiers.row("关联PK主播 · PK with", streamer(declared.linkedId())));
    }
    rows.add(
        dossiers.row(
            "价格 · Price",
            text.money(filed.product().priceFen())
                + (declared.luckyDraw() ? text.words("，好运来抽奖 · , lucky draw") : "")));
    Shipping shipping = filed.product().shipping();
    if (shipping != null) {
      rows.add(
          dossiers.row(
              "发货方式 · Shipping",
              text.words(shipping.in(Locale.CHINESE) + " · " + shipping.in(Locale.ENGLISH))));
    }
    Instant liveAt = filing.liveAt();
    if (liveAt != null) {
      rows.add(dossiers.row("开播时间 · Live at", text.lastMoment(liveAt)));
    }
    Again again = filing.again();
    if (again != null) {
      rows.add(
          dossiers.row(
              "规则重审 · Review again",
              again.noticeId()
                  + text.words("，截止 · , due ")
                  + " "
                  + text.lastMoment(again.dueAt())));
    }
    rows.add(dossiers.row("提交次数 · Round", Integer.toString(filing.round())));
    if (filing.clock() != null) {
      rows.add(dossiers.due(filing.clock()));
    }
    return List.copyOf(rows);
  }

  private String streamer(String id) {
    return streamers
        .find(id)
        .map(
            one ->
                one.nickname()
                    + "（"
                    + id
                    + "）"
                    + (one.designated() ? text.words("特定达人 ·  designated") : ""))
        .orElse(id);
  }

  private List<Dossiers.Paper> images(
      CaseId caseId, ProductContent now, @Nullable ProductContent approved) {
    List<Dossiers.Paper> rows = new ArrayList<>();
    rows.add(image(caseId, "主图 · Main image", now.mainImage(), approved));
    for (int i = 0; i < now.detailImages().size(); i++) {
      rows.add(image(caseId, "详情图 · Detail " + (i + 1), now.detailImages().get(i), approved));
    }
    return List.copyOf(rows);
  }

  private Dossiers.Paper image(
      CaseId caseId, String name, String id, @Nullable ProductContent approved) {
    boolean seen =
        approved != null
            && (approved.mainImage().equals(id) || approved.detailImages().contains(id));
    return new Dossiers.Paper(
        text.words(name),
        "",
        "",
        dossiers.documentUrl(id),
        dossiers.pictureUrl(caseId, id),
        approved == null ? "" : text.words(seen ? "未变 · same" : "● 新图 · ● new"),
        "");
  }

  private List<FilingDossier.ReasonRow> reasons(Filing filing) {
    return filing.reasons().stream()
        .map(
            reason ->
                new FilingDossier.ReasonRow(
                    text.minute(reason.at()),
                    text.words(reason.why().label()),
                    reason.by(),
                    reason.fields().stream()
                            .map(
                                field ->
                                    table
                                        .field(field.pointer())
                                        .map(entry -> text.words(entry.text()))
                                        .orElse(field.name()))
                            .collect(Collectors.joining("，"))
                        + (reason.note() == null ? "" : reason.note())
                        + (reason.noticeId() == null ? "" : " (" + reason.noticeId() + ")")))
        .toList();
  }

  private static Dossiers.@Nullable RuleWords words(String rule) {
    return Arrays.stream(FilingRule.values())
        .filter(one -> one.name().equals(rule))
        .findFirst()
        .map(FilingRule::words)
        .orElse(null);
  }
}
