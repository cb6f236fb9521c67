package dev.merchantreview.filing;

import dev.merchantreview.catalog.Product;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.store.CategoryStanding;
import dev.merchantreview.streamer.StreamerRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a machine checks before a person looks at a filing: small named rules, each answering with
 * what it found and what it looked at.
 */
enum FilingRule {
  /** What the category requires was handed in; an empty list requires nothing [K-file]. */
  QUALIFICATION_COMPLETE(
      "资质齐全", "Qualification complete", "类目要求的资质已全部提交", "all the category requires") {
    @Override
    RuleResult apply(Facts facts) {
      List<Problem> problems = new ArrayList<>();
      if (!facts.categoryKnown()) {
        problems.add(problem("/category", "CATEGORY_UNKNOWN", null));
      }
      Set<String> handedIn =
          facts.filing().documents().stream()
              .map(document -> document.kind().name())
              .collect(Collectors.toSet());
      for (List<String> demand : facts.required().anyOf()) {
        if (demand.stream().noneMatch(handedIn::contains)) {
          problems.add(problem("/documents", "QUALIFICATION_MISSING", String.join(" / ", demand)));
        }
      }
      return result(
          Decisions.named(facts.required().evidence()),
          Map.of(
              "category", facts.product().content().category(),
              "required", facts.required().anyOf(),
              "handedIn", List.copyOf(new TreeSet<>(handedIn))),
          problems);
    }
  },

  /** No qualification has run out. */
  QUALIFICATION_VALID("资质有效期", "Qualification validity", "资质均在有效期内", "none has run out") {
    @Override
    RuleResult apply(Facts facts) {
      List<Problem> problems = new ArrayList<>();
      List<DocumentReference> documents = facts.filing().documents();
      for (int i = 0; i < documents.size(); i++) {
        LocalDate until = documents.get(i).validUntil();
        if (until != null && until.isBefore(facts.today())) {
          problems.add(problem("/documents/" + i, "QUALIFICATION_EXPIRED", until.toString()));
        }
      }
      return result("profile", Map.of("today", facts.today().toString()), problems);
    }
  },

  /** The owner's store did not lose the category. */
  CATEGORY_HELD("店铺类目", "Category of the store", "店铺未失去该类目", "the store did not lose it") {
    @Override
    RuleResult apply(Facts facts) {
      return result(
          "store",
          Map.of(
              "category",
              facts.product().content().category(),
              "standing",
              facts.standing().name()),
          facts.standing() == CategoryStanding.LOST
              ? List.of(problem("/category", "STORE_CATEGORY_LOST", null))
              : List.of());
    }
  },

  /** [K-file] A zero-yuan draw was reviewed offline first. */
  ZERO_YUAN("0元购线下审核", "Zero-yuan draw", "非0元购，或已完成线下审核", "has a price, or was reviewed offline") {
    @Override
    RuleResult apply(Facts facts) {
      return result(
          "K-file",
          Map.of("priceFen", facts.product().content().priceFen()),
          facts.product().lacksOfflineReview()
              ? List.of(problem("", "ZERO_YUAN_OFFLINE_REVIEW", null))
              : List.of());
    }
  },

  /** [K-rules] Who holds a lucky draw is rated well enough. */
  LUCKY_DRAW("抽奖体验分", "Lucky draw", "非抽奖，或体验分达标", "no lucky draw, or rated well enough") {
    @Override
    RuleResult apply(Facts facts) {
      boolean draw = facts.filing().declared().luckyDraw();
      List<String> unmet = draw ? facts.seller().luckyDrawUnmet() : List.of();
      return result(
          "lucky-draw",
          Map.of("luckyDraw", draw, "unmet", unmet),
          unmet.isEmpty() ? List.of() : List.of(problem("", "LUCKY_DRAW_RATING", null)));
    }
  };

  private final String zh;
  private final String en;
  private final String meaningZh;
  private final String meaningEn;

  FilingRule(String zh, String en, String meaningZh, String meaningEn) {
    this.zh = zh;
    this.en = en;
    this.meaningZh = meaningZh;
    this.meaningEn = meaningEn;
  }

  /**
   * What the rules look at.
   *
   * @param categoryKnown whether the platform has the product's category
   * @param standing how the owner's stores stand in the product's category
   * @param required the kinds of document the category requires
   * @param seller what the tables say of who sells
   */
  record Facts(
      Filing filing,
      Product product,
      boolean categoryKnown,
      CategoryStanding standing,
      DocumentRule.Requirement required,
      StreamerRules.Answer seller,
      LocalDate today) {}

  abstract RuleResult apply(Facts facts);

  RuleResult result(String version, Map<String, Object> inputs, List<Problem> problems) {
    return new RuleResult(name(), version, inputs, problems, List.of());
  }

  private static Problem problem(String pointer, String code, @Nullable String note) {
    return new Problem(pointer, code, note, Problem.Source.MACHINE);
  }

  /** The rule of this name; empty when there is none any more. */
  static Optional<FilingRule> ofName(String name) {
    return Arrays.stream(values()).filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** What it is called. */
  ProblemTable.Text text() {
    return new ProblemTable.Text(zh, en);
  }

  Dossiers.RuleWords words() {
    return new Dossiers.RuleWords(zh + " · " + en, meaningZh + " · " + meaningEn);
  }
}
