package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.local.TestPlatform;
import dev.merchantreview.rules.CategoryRule;
import dev.merchantreview.rules.DepositRule;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.Platform;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision tables as the engine evaluates them. */
class DecisionTablesIT {

  private final TestPlatform platform = TestPlatform.get();

  /** The published figures, in yuan; categories separated by |. */
  @ParameterizedTest
  @CsvSource({
    "INDIVIDUAL_BUSINESS, 服饰, 2000",
    "INDIVIDUAL_BUSINESS, 珠宝文玩, 20000",
    "INDIVIDUAL_BUSINESS, 母婴, 5000",
    "INDIVIDUAL_BUSINESS, 文具, 2000",
    "INDIVIDUAL_BUSINESS, 畜牧活体, 1000",
    "INDIVIDUAL_BUSINESS, 畜牧活体|文具, 2000",
    "ENTERPRISE, 服饰, 4000",
    "ENTERPRISE, 珠宝文玩, 20000",
    "ENTERPRISE, 母婴, 10000",
    "ENTERPRISE, 文具, 4000",
    "ENTERPRISE, 畜牧活体, 10000",
    "ENTERPRISE, 服饰|母婴, 10000",
    "ENTERPRISE, 服饰|母婴|珠宝文玩|文具, 20000",
    "FLAGSHIP, 母婴, 10000",
    "PERSONAL, 厨具, 500",
  })
  void demandTheHighestDepositOfTheCategories(String storeType, String categories, long yuan) {
    DepositRule.Requirement required =
        platform
            .bean(DepositRule.class)
            .requirementFor(Platform.DOUYIN, storeType, List.of(categories.split("\\|")));
    assertThat(required.amountFen()).isEqualTo(yuan * 100);
    assertThat(required.evidence().get("rules"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isNotEmpty();
  }

  @Test
  void sayNothingAboutAStoreTypeTheyDoNotKnow() {
    assertThatThrownBy(
            () ->
                platform
                    .bean(DepositRule.class)
                    .requirementFor(Platform.DOUYIN, "KIOSK", List.of("服饰")))
        .hasMessageContaining("KIOSK");
  }

  @Test
  void demandThePapersOfEachStoreType() {
    DocumentRule rule = platform.bean(DocumentRule.class);
    assertThat(rule.requirementFor(Platform.DOUYIN, "PERSONAL", List.of("厨具")).anyOf())
        .containsExactly(List.of("IDENTITY_CARD"));
    assertThat(rule.requirementFor(Platform.DOUYIN, "ENTERPRISE", List.of("服饰")).anyOf())
        .containsExactlyInAnyOrder(List.of("IDENTITY_CARD"), List.of("BUSINESS_LICENCE"));
    assertThat(rule.requirementFor(Platform.DOUYIN, "FLAGSHIP", List.of("服饰")).anyOf())
        .contains(List.of("TRADEMARK_CERTIFICATE", "BRAND_AUTHORISATION"));
  }

  /** Platform, store type and category; what stands in the way, or OPEN. */
  @ParameterizedTest
  @CsvSource({
    "DOUYIN, PERSONAL, 厨具, OPEN",
    "DOUYIN, PERSONAL, 服饰内衣, OPEN",
    "DOUYIN, PERSONAL, 运动户外, OPEN",
    "DOUYIN, PERSONAL, 鞋靴, OPEN",
    "DOUYIN, PERSONAL, 珠宝文玩, CLOSED",
    "DOUYIN, PERSONAL, 母婴, CLOSED",
    "WECHAT, PERSONAL, 服饰, CLOSED",
    "DOUYIN, ENTERPRISE, 珠宝文玩, OPEN",
    "KUAISHOU, ENTERPRISE, 畜牧活体, INVITATION",
    "KUAISHOU, INDIVIDUAL_BUSINESS, 畜牧活体, INVITATION",
    "KUAISHOU, FLAGSHIP, 畜牧活体, CLOSED",
    "KUAISHOU, PERSONAL, 畜牧活体, CLOSED",
    "WECHAT, ENTERPRISE, 虚拟商品, CLOSED",
    "DOUYIN, ENTERPRISE, 虚拟商品, OPEN",
  })
  void sayWhichCategoriesAreOpen(
      Platform onPlatform, String storeType, String category, String admission) {
    CategoryRule.Restrictions restrictions =
        platform
            .bean(CategoryRule.class)
            .restrictionsFor(onPlatform, storeType, List.of(category, "文具"));
    assertThat(
            restrictions.byCategory().containsKey(category)
                ? restrictions.byCategory().get(category).name()
                : "OPEN")
        .isEqualTo(admission);
    assertThat(restrictions.evidence()).containsEntry("decision", "category-admission");
  }

  @Test
  void demandCategoryPapersWhereAPlatformDoes() {
    DocumentRule rule = platform.bean(DocumentRule.class);
    for (String category : List.of("食品", "冰箱")) {
      assertThat(rule.requirementFor(Platform.WECHAT, "ENTERPRISE", List.of(category)).anyOf())
          .contains(List.of("CATEGORY_QUALIFICATION"));
      assertThat(rule.requirementFor(Platform.KUAISHOU, "ENTERPRISE", List.of(category)).anyOf())
          .doesNotContain(List.of("CATEGORY_QUALIFICATION"));
    }
  }
}
