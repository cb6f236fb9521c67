package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.Decisions;
import dev.merchantreview.onboarding.DepositRule;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.IdentityPaper;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.streamer.Streamer;
import dev.merchantreview.streamer.StreamerRules;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision tables as the engine evaluates them. */
@SharesPlatform
class DecisionTablesIT {

  private static final IdentityPaper CARD = IdentityPaper.RESIDENT_IDENTITY_CARD;

  private final TestPlatform platform = TestPlatform.get();

  /** [K-rules] Merchant level, experience rating and follower range; what of them is not met. */
  @ParameterizedTest
  @CsvSource({
    "2, 4.2, 10000, ''",
    "1, 4.2, 10000, LEVEL_TOO_LOW",
    "2, 4.19, 10000, RATING_TOO_LOW",
    "2, 4.2, 9999, FOLLOWERS_TOO_FEW",
    "0, 3, 0, FOLLOWERS_TOO_FEW|LEVEL_TOO_LOW|RATING_TOO_LOW",
    "2, 4.2, 999999, ''",
    "2, 4.4, 1000000, LEVEL_TOO_LOW",
    "3, 4.39, 1000000, RATING_TOO_LOW",
    "3, 4.4, 1000000, ''",
    "1, 4.1, 1000000, LEVEL_TOO_LOW|RATING_TOO_LOW",
  })
  void sayWhatOfThePkThresholdIsNotMet(int level, BigDecimal rating, long followers, String unmet) {
    assertThat(String.join("|", ask(level, rating, followers).pkUnmet())).isEqualTo(unmet);
  }

  /** [K-rules] An experience score of at least 4.40. */
  @ParameterizedTest
  @CsvSource({"4.39, RATING_TOO_LOW", "4.4, ''", "4.40, ''", "5, ''"})
  void allowALuckyDrawFromARatingOn(BigDecimal rating, String unmet) {
    assertThat(String.join("|", ask(3, rating, 1).luckyDrawUnmet())).isEqualTo(unmet);
  }

  private StreamerRules.Answer ask(int level, BigDecimal rating, long followers) {
    LocalDate today = LocalDate.of(2026, 3, 2);
    return platform
        .bean(StreamerRules.class)
        .ask(
            new Streamer(
                "s-x",
                "m-x",
                "x",
                true,
                level,
                today,
                rating,
                today,
                followers,
                today,
                Instant.EPOCH,
                1),
            Platform.KUAISHOU);
  }

  /** The published figures, in yuan; categories separated by |. */
  @ParameterizedTest
  @CsvSource({
    "INDIVIDUAL_BUSINESS, 服饰, 2000",
    "INDIVIDUAL_BUSINESS, 珠宝文玩, 20000",
    "INDIVIDUAL_BUSINESS, 母婴, 5000",
    "INDIVIDUAL_BUSINESS, 文具, 2000",
    "ENTERPRISE, 服饰, 4000",
    "ENTERPRISE, 珠宝文玩, 20000",
    "ENTERPRISE, 母婴, 10000",
    "ENTERPRISE, 文具, 4000",
    "ENTERPRISE, 服饰|母婴, 10000",
    "ENTERPRISE, 服饰|母婴|珠宝文玩|文具, 20000",
    "FLAGSHIP, 母婴, 10000",
    "PERSONAL, 厨具, 500",
  })
  void demandTheHighestDepositOfTheCategories(StoreType storeType, String categories, long yuan) {
    DepositRule.Requirement required =
        (DepositRule.Requirement)
            platform
                .bean(DepositRule.class)
                .decide(Platform.DOUYIN, storeType, List.of(categories.split("\\|")));
    assertThat(required.amountFen()).isEqualTo(yuan * 100);
    assertThat(required.evidence().get("rules"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "KUAISHOU, INDIVIDUAL_BUSINESS, 畜牧活体, 1000",
    "KUAISHOU, INDIVIDUAL_BUSINESS, 畜牧活体|文具, 2000",
    "KUAISHOU, ENTERPRISE, 畜牧活体, 10000",
    "KUAISHOU, ENTERPRISE, 文具, 4000",
    "KUAISHOU, PERSONAL, 珠宝文玩, 500",
    "WECHAT, ENTERPRISE, 食品饮料, 0",
    "WECHAT, PERSONAL, 母婴, 0",
  })
  void demandEachPlatformsOwnDeposit(
      Platform onPlatform, StoreType storeType, String categories, long yuan) {
    assertThat(
            platform
                .bean(DepositRule.class)
                .decide(onPlatform, storeType, List.of(categories.split("\\|"))))
        .isInstanceOfSatisfying(
            DepositRule.Requirement.class,
            required -> assertThat(required.amountFen()).isEqualTo(yuan * 100));
  }

  /**
   * An instance of before tells the names of categories and no classes: asked by its diagram, the
   * table answers as ever.
   */
  @ParameterizedTest
  @CsvSource({
    "DOUYIN, INDIVIDUAL_BUSINESS, 文具, 2000",
    "DOUYIN, ENTERPRISE, 服饰|母婴, 10000",
    "DOUYIN, PERSONAL, 厨具, 500",
    "KUAISHOU, ENTERPRISE, 畜牧活体, 10000",
    "WECHAT, ENTERPRISE, 食品饮料, 0",
  })
  void answerInstancesThatTellTheNamesOfCategories(
      String onPlatform, String storeType, String categories, int yuan) {
    assertThat(
            platform
                .bean(Decisions.class)
                .evaluate(
                    "store-deposit",
                    Map.of(
                        "platform",
                        onPlatform,
                        "storeType",
                        storeType,
                        "categories",
                        List.of(categories.split("\\|"))))
                .output()
                .asInt())
        .isEqualTo(yuan);
  }

  /** What no row names is for a person to look at, not the cheapest row. */
  @ParameterizedTest
  @CsvSource({
    "DOUYIN, ENTERPRISE, 不存在的类目",
    "DOUYIN, ENTERPRISE, 服饰|不存在的类目",
    "DOUYIN, ENTERPRISE, 畜牧活体",
    "DOUYIN, PERSONAL, 珠宝文玩",
    "DOUYIN, PERSONAL, 厨具|母婴",
    "KUAISHOU, FLAGSHIP, 畜牧活体",
    "WECHAT, ENTERPRISE, 服饰",
    "XIAOHONGSHU, PERSONAL, 珠宝文玩",
  })
  void demandNoDepositOfWhatTheyDoNotKnow(
      Platform onPlatform, StoreType storeType, String categories) {
    assertThat(
            platform
                .bean(DepositRule.class)
                .decide(onPlatform, storeType, List.of(categories.split("\\|"))))
        .isInstanceOf(DepositRule.Undecided.class);
  }

  @Test
  void demandThePapersOfEachStoreType() {
    DocumentRule rule = platform.bean(DocumentRule.class);
    assertThat(rule.requirementFor(Platform.DOUYIN, "PERSONAL", CARD).anyOf())
        .containsExactly(List.of("IDENTITY_CARD"));
    assertThat(rule.requirementFor(Platform.DOUYIN, "ENTERPRISE", CARD).anyOf())
        .containsExactlyInAnyOrder(
            List.of("IDENTITY_CARD"),
            List.of("BUSINESS_LICENCE"),
            List.of("DIGITAL_CERTIFICATE_FORM"));
    assertThat(rule.requirementFor(Platform.KUAISHOU, "IMPORT", IdentityPaper.PASSPORT).anyOf())
        .containsExactlyInAnyOrder(
            List.of("PASSPORT"),
            List.of("FOREIGN_REGISTRATION"),
            List.of("BANK_CARD", "BANK_ACCOUNT_PROOF"));
    // An instance of before names no paper, and means a resident's identity card.
    assertThat(
            platform
                .bean(Decisions.class)
                .evaluate(
                    "required-documents", Map.of("platform", "WECHAT", "storeType", "PERSONAL"))
                .output()
                .toString())
        .isEqualTo("[[\"IDENTITY_CARD\"]]");
    assertThat(rule.requirementFor(Platform.DOUYIN, "FLAGSHIP", CARD).anyOf())
        .contains(List.of("TRADEMARK_CERTIFICATE", "BRAND_AUTHORISATION"));
  }
}
