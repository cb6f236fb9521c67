package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.local.TestPlatform;
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
}
