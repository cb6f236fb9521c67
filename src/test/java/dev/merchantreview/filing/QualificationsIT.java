package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.streamer.StreamerRules;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a filed product hands in is what its category says. */
class QualificationsIT {

  private final ServiceAlone service = ServiceAlone.get();
  private final QualificationRule rule = service.bean(QualificationRule.class);

  /** An empty list is submitted as it is. */
  @ParameterizedTest
  @CsvSource({
    "KUAISHOU, 服饰, '[]'",
    "KUAISHOU, 食品, '[[FOOD_LICENCE], [QUALITY_REPORT]]'",
    "DOUYIN, 茶叶, '[[FOOD_LICENCE]]'",
    "WECHAT, 食品饮料, '[[FOOD_LICENCE], [QUALITY_REPORT]]'",
    "WECHAT, 家用电器, '[[CCC_CERTIFICATE]]'",
    "WECHAT, 冰箱, '[[CCC_CERTIFICATE]]'",
    "KUAISHOU, 珠宝文玩, '[[JEWELLERY_CERTIFICATE, QUALITY_REPORT]]'",
    "KUAISHOU, 畜牧活体, '[[CATEGORY_QUALIFICATION]]'",
    "KUAISHOU, 家禽类及其种苗, '[[CATEGORY_QUALIFICATION]]'",
  })
  void areDemandedByCategory(Platform platform, String category, String anyOf) {
    assertThat(rule.requirementFor(platform, category).anyOf().toString()).isEqualTo(anyOf);
    assertThat(rule.requirementFor(platform, category).evidence().get("decision").toString())
        .matches("categories/\\w+\\.yaml [0-9a-f]{12}");
  }

  /** A category the platform has no more asks for nothing, and lets nothing pass. */
  @Test
  void areNotCompleteWhenTheCategoryIsGone() {
    CaseId id = new FilingSample(service).inReview();
    assertThat(problems(id)).isEmpty();
    service
        .database()
        .sql(
            "update product set content = jsonb_set(content, '{category}', '\"飞行器\"')"
                + " where id = (select product_id from filing where id = :id)")
        .param("id", id.value())
        .update();
    assertThat(problems(id)).containsExactly("/category CATEGORY_UNKNOWN");
  }

  private List<String> problems(CaseId id) {
    FilingChecks checks = service.bean(FilingChecks.class);
    Filing filing = service.bean(Submissions.class).get(id);
    return checks
        .apply(
            filing,
            new FilingChecks.Tables(
                checks.required(filing), new StreamerRules.Answer(List.of(), List.of(), List.of())))
        .stream()
        .map(RuleResult::problems)
        .flatMap(List<Problem>::stream)
        .map(problem -> problem.pointer() + " " + problem.code())
        .toList();
  }
}
