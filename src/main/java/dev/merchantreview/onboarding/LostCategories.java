package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.category.Categories;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreCategory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows which categories of an application were taken away on its platform before: from a store of
 * its merchant, or of another merchant id that is recognised as the same.
 */
@Component
class LostCategories {

  private final FormerStores formerStores;
  private final StoreCategories categories;
  private final Categories tree;
  private final WorkingCalendar calendar;

  LostCategories(
      FormerStores formerStores,
      StoreCategories categories,
      Categories tree,
      WorkingCalendar calendar) {
    this.formerStores = formerStores;
    this.categories = categories;
    this.tree = tree;
    this.calendar = calendar;
  }

  /**
   * A category that was lost.
   *
   * @param category as the application names it
   * @param note since when, by which store, and why
   */
  record Lost(String category, String note) {}

  /**
   * What stores lost of the categories of an application.
   *
   * @param held whether that of the merchant's own stores stays so until the caller's transaction
   *     ends
   */
  @Transactional(readOnly = true)
  public List<Lost> of(ApplicationContent content, boolean held) {
    return categories
        .lost(
            content.platform(),
            content.merchantId(),
            formerStores.withRestrictions(content),
            content.categories(),
            held)
        .stream()
        .map(one -> new Lost(one.asked(), note(one, content.merchantId())))
        .toList();
  }

  /**
   * What was lost of the categories of an application after it was approved, and is lost still: its
   * auditor could not know.
   *
   * @param opened the store it becomes
   * @return as the store has to lose it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Since> since(ApplicationContent content, Instant approvedAt, CaseId opened) {
    return categories
        .lost(
            content.platform(),
            content.merchantId(),
            formerStores.withRestrictions(content),
            content.categories(),
            true)
        .stream()
        .filter(one -> !one.store().id().equals(opened) && one.said().since().isAfter(approvedAt))
        .map(
            one ->
                new Since(
                    tree.find(content.platform(), one.said().name())
                            .filter(said -> said.isAmong(Set.of(one.asked())))
                            .isPresent()
                        ? one.said().name()
                        : one.asked(),
                    Objects.requireNonNull(one.said().loss()).ground()))
        .toList();
  }

  /**
   * A category, or the part of one, that was lost after the approval.
   *
   * @param ground why another store lost it
   */
  record Since(String category, StoreCategory.Ground ground) {}

  private String note(StoreCategories.Lost one, String merchantId) {
    StoreCategory said = one.said();
    StoreCategory.Loss loss = Objects.requireNonNull(said.loss());
    Store.Opening opening = one.store().opening();
    return Stream.of(
            said.name().equals(one.asked()) ? "" : said.name(),
            said.since().atZone(calendar.zone()).toLocalDate().toString(),
            opening.id().value(),
            opening.merchantId().equals(merchantId) ? "" : opening.merchantId(),
            categories.words(loss),
            loss.ground().noticeId() == null ? "" : loss.ground().noticeId(),
            loss.ground().words())
        .filter(part -> !part.isEmpty())
        .distinct()
        .collect(Collectors.joining(" · "));
  }

  /** What the rule says of it: an auditor decides. */
  static RuleResult result(ApplicationContent content, List<Lost> lost) {
    List<Problem> findings = new ArrayList<>();
    for (int i = 0; i < content.categories().size(); i++) {
      for (Lost one : lost) {
        if (one.category().equals(content.categories().get(i))) {
          findings.add(
              new Problem(
                  "/categories/" + i, "CATEGORY_LOST_BEFORE", one.note(), Problem.Source.MACHINE));
        }
      }
    }
    return MachineRule.LOST_CATEGORY.result(
        "lost-category 1",
        Map.of("categories", content.categories(), "lost", lost.size()),
        List.of(),
        findings);
  }
}
