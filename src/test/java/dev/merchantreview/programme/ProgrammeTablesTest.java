package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.TableAnswers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Each row of the programmes' tables at its edge, as the engine's library answers. */
class ProgrammeTablesTest {

  private static Map<String, Object> inputs(String given) {
    Map<String, Object> inputs = new TreeMap<>();
    Stream.of(given.split(" "))
        .filter(one -> !one.isBlank())
        .map(one -> one.split("=", 2))
        .forEach(
            one ->
                inputs.put(
                    one[0], one[1].matches("[0-9.]+") ? (Object) Double.valueOf(one[1]) : one[1]));
    return inputs;
  }

  private static List<String> said(JsonNode output) {
    return output.isNull()
        ? List.of()
        : output
            .valueStream()
            .map(
                row ->
                    row.isString()
                        ? row.asString()
                        : row.path("standing").asString() + ":" + row.path("code").asString())
            .sorted()
            .toList();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lucky-draw-standing | platform=KUAISHOU experienceRating=4.4 |
          lucky-draw-standing | platform=KUAISHOU experienceRating=4.39 | FAIL:RATING_TOO_LOW
          alliance-eligibility | platform=DOUYIN storeState=OPEN sales=1 evasionPenalties=0 relatedGraveViolations=0 |
          alliance-eligibility | platform=DOUYIN storeState=CLOSING sales=0 evasionPenalties=1 relatedGraveViolations=1 | EVASION_PENALTY NO_SALES RELATED_VIOLATIONS STORE_NOT_NORMAL
          alliance-standing | platform=DOUYIN storeState=OPEN sales=1 evasionPenalties=0 relatedGraveViolations=0 storeRating=4.5 praiseRate=0.8 validReviews=21 |
          alliance-standing | platform=DOUYIN storeState=OPEN sales=1 evasionPenalties=0 relatedGraveViolations=0 storeRating=4.5 praiseRate=0.8 validReviews=20 | TRIAL:FEW_REVIEWS
          alliance-standing | platform=DOUYIN storeState=OPEN sales=1 evasionPenalties=0 relatedGraveViolations=0 | TRIAL:FEW_REVIEWS TRIAL:PRAISE_TOO_LOW TRIAL:RATING_TOO_LOW
          alliance-standing | platform=DOUYIN storeState=OPEN sales=1 evasionPenalties=0 relatedGraveViolations=0 storeRating=4.49 praiseRate=0.79 validReviews=21 | TRIAL:PRAISE_TOO_LOW TRIAL:RATING_TOO_LOW WARN:PRAISE_TOO_LOW WARN:RATING_TOO_LOW
          alliance-standing | platform=DOUYIN storeState=CLOSED sales=0 evasionPenalties=1 relatedGraveViolations=1 storeRating=5 praiseRate=1 validReviews=50 | FAIL:EVASION_PENALTY FAIL:NO_SALES FAIL:RELATED_VIOLATIONS FAIL:STORE_NOT_NORMAL
          ladder-shipping-eligibility | platform=DOUYIN experienceScore=4 spotOrderShare=0.5 |
          ladder-shipping-eligibility | platform=DOUYIN experienceScore=3.99 spotOrderShare=0.499 | SCORE_TOO_LOW SPOT_SHARE_TOO_LOW
          ladder-shipping-standing | platform=DOUYIN experienceScore=4 spotOrderShare=0.5501 |
          ladder-shipping-standing | platform=DOUYIN experienceScore=4 spotOrderShare=0.55 | WARN:SPOT_SHARE_FALLING
          ladder-shipping-standing | platform=DOUYIN experienceScore=4 spotOrderShare=0.5 | WARN:SPOT_SHARE_FALLING
          ladder-shipping-standing | platform=DOUYIN experienceScore=3.9 spotOrderShare=0.4999 | FAIL:SCORE_TOO_LOW FAIL:SPOT_SHARE_TOO_LOW
          customer-service-eligibility | platform=XIAOHONGSHU storeState=OPEN serviceStaff=1 |
          customer-service-eligibility | platform=XIAOHONGSHU storeState=PREPARING serviceStaff=0 | NO_STAFF STORE_NOT_OPERATING
          customer-service-standing | platform=XIAOHONGSHU storeState=OPEN replyWithin24Hours=0.9 replyWithin3Minutes=0.7 dissatisfaction=0.05 |
          customer-service-standing | platform=XIAOHONGSHU storeState=OPEN replyWithin24Hours=0.89 replyWithin3Minutes=0.69 dissatisfaction=0.051 | FAIL:REPLY_TOO_LATE FAIL:REPLY_TOO_SLOW FAIL:TOO_DISSATISFIED
          customer-service-standing | platform=XIAOHONGSHU storeState=CLOSED | FAIL:REPLY_TOO_LATE FAIL:REPLY_TOO_SLOW FAIL:STORE_NOT_OPERATING
          score-tools-eligibility | platform=KUAISHOU programme=kuaishou-pre-sale score=4 |
          score-tools-eligibility | platform=KUAISHOU programme=kuaishou-pre-sale score=3.99 | SCORE_TOO_LOW
          score-tools-standing | platform=KUAISHOU programme=kuaishou-flash-purchase score=4.19 | FAIL:SCORE_TOO_LOW
          score-tools-standing | platform=KUAISHOU programme=kuaishou-streamer-membership score=4.2 |
          service-pledges-eligibility | platform=KUAISHOU storeState=OPEN |
          service-pledges-eligibility | platform=KUAISHOU storeState=CLOSED | STORE_NOT_NORMAL
          service-pledges-standing | platform=KUAISHOU storeState=CLOSING | FAIL:STORE_NOT_NORMAL
          """)
  void answersAtTheEdges(String table, String given, String expected) {
    assertThat(String.join(" ", said(TableAnswers.get().ask(table, inputs(given)).path("output"))))
        .isEqualTo(expected == null ? "" : expected);
  }
}
