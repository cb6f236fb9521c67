package dev.merchantreview.filing;

import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.documents.Thumbnails;
import dev.merchantreview.review.DecidedRound;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.review.ReviewItem;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.streamer.Streamers;
import dev.merchantreview.web.PublicUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final Platforms platforms;
  private final Streamers streamers;
  private final Thumbnails thumbnails;
  private final PublicUrl publicUrl;

  FilingDossierWriter(
      FilingItems filingItems,
      FilingRounds rounds,
      FilingProblems table,
      Dossiers dossiers,
      Platforms platforms,
      Streamers streamers,
      Thumbnails thumbnails,
      PublicUrl publicUrl) {
    this.filingItems = filingItems;
    this.rounds = rounds;
    this.table = table;
    this.dossiers = dossiers;
    this.platforms = platforms;
    this.streamers = streamers;
    this.thumbnails = thumbnails;
    this.publicUrl = publicUrl;
  }

  FilingDossier write(Filing filing, Filed filed, List<Dossiers.Row> excluded) {
    List<DecidedRound<Filed>> before = rounds.of(filing.id());
    List<ReviewItem> items = filingItems.of(filed);
    Optional<Filed> approved = approved(filing, before);
    List<Dossiers.Option> fields = dossiers.fields(items, before, table);
    return new FilingDossier(
        filing.id().value(),
        publicUrl.of("/api/v1/filings/" + filing.id()),
        FormText.of(title(filing, filed)),
        FormText.of(filing.notice()),
        excluded,
        FormText.of(filing.isLate() ? "报备晚于开播前规定的工作日 · Filed later than the live allows" : null),
        summary(filing, filed),
        thumbnails.dataUri(filed.product().mainImage(), THUMBNAIL_EDGE).orElse(""),
        images(filed.product(), approved.map(Filed::product).orElse(null)),
        dossiers.items(items, before),
        approved.map(then -> dossiers.changes(filingItems.of(then), items)).orElse(List.of()),
        dossiers.papers(filed.uploadedBy(), filed.documents(), items, before),
        dossiers.checks(filing.checks(), table, FilingDossierWriter::words),
        reasons(filing),
        dossiers.earlier(before, table, filingItems::of),
        dossiers.history(filing.id()),
        fields,
        Dossiers.codes(table, fields));
  }

  /** The line that tells tasks apart in Tasklist's list. */
  static String title(Filing filing, Filed filed) {
    return (filing.isLate() ? "【迟报】" : "")
        + filed.product().shortTitle()
        + (filing.round() > 1 ? " · 第" + filing.round() + "次提交" : "");
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
    rows.add(new Dossiers.Row("平台 · Platform", platforms.get(declared.platform()).name()));
    rows.add(new Dossiers.Row("进审原因 · Scenario", declared.scenario().label()));
    rows.add(
        new Dossiers.Row("商品 · Product", declared.productId() + " v" + filed.productVersion()));
    rows.add(new Dossiers.Row("货主 · Owner", declared.ownerId()));
    rows.add(new Dossiers.Row("主播 · Seller", streamer(declared.sellerId())));
    if (declared.linkedId() != null) {
      rows.add(new Dossiers.Row("关联PK主播 · PK with", streamer(declared.linkedId())));
    }
    rows.add(
        new Dossiers.Row(
            "价格 · Price",
            Dossiers.yuan(filed.product().priceFen())
                + (declared.luckyDraw() ? "，好运来抽奖 · lucky draw" : "")));
    Instant liveAt = filing.liveAt();
    if (liveAt != null) {
      rows.add(new Dossiers.Row("开播时间 · Live at", dossiers.lastMoment(liveAt)));
    }
    rows.add(new Dossiers.Row("提交次数 · Round", Integer.toString(filing.round())));
    if (filing.clock() != null) {
      rows.addAll(dossiers.due(filing.clock()));
    }
    return List.copyOf(rows);
  }

  private String streamer(String id) {
    return streamers
        .find(id)
        .map(one -> one.nickname() + "（" + id + "）" + (one.designated() ? "特定达人 · designated" : ""))
        .orElse(id);
  }

  private List<Dossiers.Paper> images(ProductContent now, @Nullable ProductContent approved) {
    List<Dossiers.Paper> rows = new ArrayList<>();
    rows.add(image("主图 · Main image", now.mainImage(), approved));
    for (int i = 0; i < now.detailImages().size(); i++) {
      rows.add(image("详情图 · Detail " + (i + 1), now.detailImages().get(i), approved));
    }
    return List.copyOf(rows);
  }

  private Dossiers.Paper image(String name, String id, @Nullable ProductContent approved) {
    boolean seen =
        approved != null
            && (approved.mainImage().equals(id) || approved.detailImages().contains(id));
    return new Dossiers.Paper(
        name,
        id,
        dossiers.documentUrl(id),
        approved == null ? "" : seen ? "未变 · same" : "● 新图 · new");
  }

  private List<FilingDossier.ReasonRow> reasons(Filing filing) {
    return filing.reasons().stream()
        .map(
            reason ->
                new FilingDossier.ReasonRow(
                    dossiers.minute(reason.at()),
                    reason.scenario().label(),
                    reason.by(),
                    reason.fields().stream()
                            .map(
                                field ->
                                    table
                                        .field(field.pointer())
                                        .map(entry -> Dossiers.both(entry.text()))
                                        .orElse(field.name()))
                            .collect(Collectors.joining("，"))
                        + (reason.note() == null ? "" : reason.note())))
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
