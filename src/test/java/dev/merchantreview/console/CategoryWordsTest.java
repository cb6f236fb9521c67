package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.category.Categories;
import dev.merchantreview.category.ShippedCategories;
import dev.merchantreview.shared.Platform;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Who reads English reads no Chinese name of a category, and no code. */
class CategoryWordsTest {

  private static final Categories SHIPPED = ShippedCategories.all();

  private final CategoryWords words = new CategoryWords(SHIPPED, messages());

  private static ResourceBundleMessageSource messages() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasename("console/overview");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return messages;
  }

  @ParameterizedTest
  @CsvSource({
    "KUAISHOU 茶叶, 快手 · 茶叶, Kuaishou · Tea",
    "WECHAT 冰箱, 微信 · 冰箱, WeChat · Refrigerators",
    "茶叶, 茶叶, Tea",
    "KUAISHOU 没有了, 快手 · 没有了, Kuaishou · 没有了",
    "没有了, 没有了, 没有了",
  })
  void anIndustryIsAPlatformAndACategory(String industry, String chinese, String english) {
    assertThat(words.industry(industry, Locale.SIMPLIFIED_CHINESE)).isEqualTo(chinese);
    assertThat(words.industry(industry, Locale.ENGLISH)).isEqualTo(english);
  }

  @Test
  void aNoticeNamesCategoriesOfThePlatformsItIsFor() {
    assertThat(
            words.of(
                List.of(Platform.DOUYIN, Platform.WECHAT),
                List.of("服饰", "冰箱", "没有了"),
                Locale.ENGLISH))
        .containsExactly("Clothing", "Refrigerators", "没有了");
  }

  @ParameterizedTest
  @EnumSource
  void everyShippedCategoryHasAnEnglishName(Platform platform) {
    assertThat(SHIPPED.all(platform)).isNotEmpty();
    assertThat(SHIPPED.all(platform))
        .allSatisfy(
            one -> {
              assertThat(one.label(Locale.ENGLISH)).as(one.name()).matches("[ -~]+");
              assertThat(one.label(Locale.SIMPLIFIED_CHINESE)).isEqualTo(one.name());
            });
  }
}
