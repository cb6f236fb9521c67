package dev.merchantreview.programme;

import dev.merchantreview.review.DeskText;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.FormText;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the dossier of a review of a membership from what is on record. */
@Component
class MembershipDossierWriter {

  private static final String MISSING = "未上报 · not reported";

  /** The only values that are no numbers. */
  private static final Map<String, String> STORE_STATES =
      Map.of(
          "PREPARING", "筹备中 · preparing",
          "OPEN", "营业中 · open for business",
          "CLOSING", "关店审核中 · closing",
          "CLOSED", "已关闭 · closed");

  private final Dossiers dossiers;
  private final DeskText text;
  private final Platforms platforms;
  private final Eligibility eligibility;
  private final UnmetWords words;
  private final ProblemTable table;

  MembershipDossierWriter(
      Dossiers dossiers,
      DeskText text,
      Platforms platforms,
      Eligibility eligibility,
      UnmetWords words,
      MembershipReasons table) {
    this.dossiers = dossiers;
    this.text = text;
    this.platforms = platforms;
    this.eligibility = eligibility;
    this.words = words;
    this.table = table;
  }

  MembershipDossier write(Membership membership, Programme programme, List<Dossiers.Row> excluded) {
    Membership.Answer answer = membership.data().answer;
    String said = answer == null ? membership.application().statement() : answer.text();
    return new MembershipDossier(
        membership.id().value(),
        dossiers.caseUrl(membership.id()),
        text.words(programme.zh(), programme.en()),
        FormText.of(membership.notice()),
        excluded,
        summary(membership, programme),
        text.words(
            answer == null ? "是否准入 · Admit it?" : "答复是否有效 · Does the answer settle the warning?"),
        text.why(membership.clock()),
        figures(membership, programme),
        unmet(membership, programme),
        said == null ? "" : said,
        dossiers.history(membership.id()),
        dossiers.rejections(table));
  }

  /**
   * The line that tells tasks apart in Tasklist's list: by the merchant, because the id of a store
   * is too long for it and alike at its beginning.
   */
  String line(Membership membership, Programme programme) {
    return text.line(
        membership.clock(),
        platforms.get(programme.platform()).name(),
        membership.ownerId(),
        programme.zh() + " · " + programme.en(),
        membership.isAnswered() ? "答复警告 · answers a warning" : "");
  }

  private List<Dossiers.Row> summary(Membership membership, Programme programme) {
    List<Dossiers.Row> rows = new ArrayList<>();
    rows.add(dossiers.row("平台 · Platform", platforms.get(programme.platform()).name()));
    rows.add(dossiers.row("项目 · Programme", text.words(programme.zh(), programme.en())));
    rows.add(dossiers.row("商家 · Merchant", membership.ownerId()));
    rows.add(dossiers.row("主体 · Subject", membership.application().subject().id()));
    if (membership.clock() != null) {
      rows.add(dossiers.due(membership.clock()));
    }
    return List.copyOf(rows);
  }

  private List<Dossiers.Row> figures(Membership membership, Programme programme) {
    return eligibility.of(programme, membership.application().subject().id()).known().stream()
        .map(
            known ->
                dossiers.row(
                    known.input().label().zh() + " · " + known.input().label().en(),
                    shown(known.value())
                        + Objects.toString(
                            known.asOf() == null ? null : " (" + known.asOf() + ")", "")))
        .toList();
  }

  private String shown(@Nullable String value) {
    return value == null
        ? text.words(MISSING)
        : Optional.ofNullable(STORE_STATES.get(value)).map(text::words).orElse(value);
  }

  private List<Dossiers.Row> unmet(Membership membership, Programme programme) {
    return membership.data().unmet.stream()
        .map(
            one -> {
              ProblemTable.Text said = words.text(programme, one);
              return dossiers.row(
                  said.zh() + " · " + said.en(),
                  one.threshold() == null
                      ? (one.value() == null ? "" : shown(one.value()))
                      : shown(one.value()) + " (" + one.threshold() + ")");
            })
        .toList();
  }
}
