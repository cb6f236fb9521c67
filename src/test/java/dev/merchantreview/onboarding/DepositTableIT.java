package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.Category;
import dev.merchantreview.category.ShippedCategories;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.testing.TableAnswers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The deposit table has what the trees ask it for, and answers whoever asks as before. */
class DepositTableIT {

  /**
   * An instance of before tells the names of categories and no classes: moved to the new diagram,
   * it is answered as ever.
   */
  @ParameterizedTest
  @CsvSource({
    "DOUYIN, INDIVIDUAL_BUSINESS, 文具, 2000",
    "DOUYIN, ENTERPRISE, 服饰|母婴, 10000",
    "DOUYIN, ENTERPRISE, 服饰|母婴|珠宝文玩|文具, 20000",
    "DOUYIN, PERSONAL, 厨具, 500",
    "KUAISHOU, INDIVIDUAL_BUSINESS, 畜牧活体|文具, 2000",
    "KUAISHOU, ENTERPRISE, 畜牧活体, 10000",
    "WECHAT, ENTERPRISE, 食品饮料, 0",
  })
  void answerInstancesThatTellTheNamesOfCategories(
      Platform platform, StoreType type, String categories, int yuan) {
    assertThat(
            TableAnswers.get()
                .ask(
                    "store-deposit",
                    Map.of(
                        "platform", platform.name(),
                        "storeType", type.name(),
                        "categories", List.of(categories.split("\\|"))))
                .path("output")
                .asInt())
        .isEqualTo(yuan);
  }

  /** Ours: the sources name no deposit of these. */
  @ParameterizedTest
  @CsvSource({
    "XIAOHONGSHU, PERSONAL, 其他, 500",
    "XIAOHONGSHU, INDIVIDUAL_BUSINESS, 其他, 2000",
    "XIAOHONGSHU, INDIVIDUAL_BUSINESS, 珠宝文玩|其他, 20000",
    "XIAOHONGSHU, ENTERPRISE, 其他, 4000",
    "XIAOHONGSHU, FLAGSHIP, 珠宝文玩, 20000",
  })
  void demandByClassWhereTheSourcesAreSilent(
      Platform platform, StoreType type, String classes, int yuan) {
    assertThat(
            TableAnswers.get()
                .ask(
                    "store-deposit",
                    Map.of(
                        "platform", platform.name(),
                        "storeType", type.name(),
                        "depositClasses", List.of(classes.split("\\|"))))
                .path("output")
                .asInt())
        .isEqualTo(yuan);
  }

  /** Each class of the trees has a figure for each store type that may sell in it. */
  @Test
  void haveAFigureForEveryClassOfDeposit() {
    Categories categories = ShippedCategories.all();
    Set<String> without = new TreeSet<>();
    RequirementsIT.everyOpenCategory()
        .forEach(
            one -> {
              Category category = categories.find((Platform) one[0], (String) one[2]).orElseThrow();
              JsonNode answer =
                  TableAnswers.get()
                      .ask(
                          "store-deposit",
                          Map.of(
                              "platform",
                              category.platform().name(),
                              "storeType",
                              ((StoreType) one[1]).name(),
                              "depositClasses",
                              List.of(category.depositClass())));
              if (!answer.path("output").isNumber()) {
                without.add(one[0] + " " + one[1] + " " + category.depositClass());
              }
            });
    assertThat(without).isEmpty();
  }
}
