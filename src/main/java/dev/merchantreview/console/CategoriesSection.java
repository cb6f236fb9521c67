package dev.merchantreview.console;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.store.StoreReviewProblems;
import dev.merchantreview.web.Caller;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The categories of a store, and why it lost some. */
@Component
class CategoriesSection implements CaseSection {

  private static final int ORDER = 250;

  private final StoreRegister stores;
  private final StoreReviewProblems reasons;
  private final ConsoleTimes times;
  private final CategoryWords words;

  CategoriesSection(
      StoreRegister stores, StoreReviewProblems reasons, ConsoleTimes times, CategoryWords words) {
    this.stores = stores;
    this.reasons = reasons;
    this.times = times;
    this.words = words;
  }

  /** What is shown. */
  record Categories(List<Line> lines) {}

  /**
   * A category.
   *
   * @param why the code's text; empty while it is held
   * @param words of whoever took it; empty while it is held
   * @param caseId the case that took it, or that is under way; null where it is none
   * @param suspendedFrom from when on a review keeps its goods from being sold; empty where none
   */
  record Line(
      String name,
      StoreCategory.State state,
      String since,
      String why,
      String words,
      String by,
      @Nullable String noticeId,
      @Nullable String caseId,
      String suspendedFrom) {}

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public String id() {
    return "categories";
  }

  @Override
  public String titleKey() {
    return "case.categories";
  }

  @Override
  public String template() {
    return "console/case/categories";
  }

  @Override
  public @Nullable Object model(CaseId caseId, Caller caller, Locale locale) {
    List<Line> lines =
        stores.find(caseId).stream()
            .flatMap(
                store ->
                    store.categories().stream()
                        .map(one -> line(store.opening().platform(), one, locale)))
            .toList();
    return lines.isEmpty() ? null : new Categories(lines);
  }

  private Line line(Platform platform, StoreCategory one, Locale locale) {
    StoreCategory.Loss loss = one.loss();
    StoreCategory.Suspension until = one.suspension();
    CaseId because = loss != null ? loss.ground().caseId() : until != null ? until.caseId() : null;
    return new Line(
        words.of(platform, one.name(), locale),
        one.state(),
        times.second(one.since()),
        loss == null ? "" : reasons.message(loss.ground().code(), locale),
        loss == null ? "" : loss.ground().words(),
        loss == null ? "" : loss.by().id(),
        loss == null ? null : loss.ground().noticeId(),
        because == null ? null : because.value(),
        until == null ? "" : times.second(until.from()));
  }
}
