package dev.merchantreview.journey.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A rule notice has approved filings reviewed again, on the real platform. */
@HasPlatformAlone("moves the time")
class ReviewAgainIT {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String PATH = "/api/v1/rule-notices/";

  private final LiveSelling selling = new LiveSelling();
  private final TestPlatform platform = selling.platform;

  @AfterEach
  void returnToPresent() {
    platform.returnToPresent();
  }

  @Test
  void opensWhatWasApprovedAndDecidesItAnewByNewRoundsWhilePermitsFollow() {
    String handedIn = selling.approved();
    String asItIs = selling.approved();
    LocalDate first = LocalDate.now(SHANGHAI).plusDays(1);
    notice("journey-hand-in-again", first, handedIn, "KEEP_UNTIL_DUE", true);
    notice("journey-as-it-is", first, asItIs, "SUSPEND", false);
    assertThat(permit(handedIn)).isEmpty();
    assertThat(permit(asItIs)).isEmpty();

    platform.travelTo(first.atTime(LocalTime.NOON).atZone(SHANGHAI).toInstant());

    selling.awaitState(handedIn, "PENDING");
    selling.awaitState(asItIs, "IN_REVIEW");
    assertThat(permit(handedIn)).isEmpty();
    assertThat(permit(asItIs)).containsExactly("FILING_IN_REVIEW");
    TestPlatform.await(
        "another instance of " + handedIn,
        () ->
            platform
                .passed(handedIn)
                .equals(List.of("Event_Reopened", "Task_BeginWaiting", "Task_AwaitQualification")));
    selling.submit(handedIn);
    selling.approve(handedIn);
    selling.awaitState(handedIn, "APPROVED");
    assertThat(platform.passed(asItIs)).startsWith("Event_Submitted", "Task_CheckFiling");
    selling.reject(asItIs, "/title", "TITLE_MISLEADING");
    selling.awaitState(asItIs, "REJECTED");
    assertThat(permit(handedIn)).isEmpty();
    assertThat(permit(asItIs)).containsExactly("FILING_REJECTED");
    for (String notice : List.of("journey-hand-in-again", "journey-as-it-is")) {
      TestPlatform.await(
          "the end of " + notice,
          () -> progress(notice).path("standing").asString().equals("OPENED"));
      assertThat(progress(notice).path("decided").asInt()).isEqualTo(1);
    }
    assertThat(selling.actions(handedIn))
        .containsSubsequence(
            "APPROVED",
            "REOPENED_BY_NOTICE",
            "QUALIFICATION_SUBMITTED",
            "MACHINE_CHECKED",
            "APPROVED");
    assertThat(selling.actions(asItIs))
        .containsSubsequence("APPROVED", "REOPENED_BY_NOTICE", "MACHINE_CHECKED", "REJECTED");
    assertThat(selling.historyHolds(handedIn)).isTrue();
    // What the rules of that day judged is on record with the round.
    JsonNode rounds = selling.auditor.get("/api/v1/cases/" + handedIn + "/rounds").items();
    assertThat(rounds).hasSize(2);
  }

  private void notice(
      String id, LocalDate first, String filing, String meanwhile, boolean handInAgain) {
    ApiClient.Answer answer =
        selling.admin.put(
            PATH + id,
            Map.of(
                "platforms", List.of("KUAISHOU"),
                "title", Map.of("zh", "服饰资质新规", "en", "New papers for clothing"),
                "publishedOn", first.minusDays(1).toString(),
                "effectiveFrom", first.toString(),
                "endsOn", first.toString(),
                "source", "K-rules",
                "tables", List.of(),
                "categories", List.of(),
                "programmes", List.of(),
                "transition",
                    Map.of(
                        "kind",
                        "REVIEW_AGAIN",
                        "reviewAgain",
                        Map.of(
                            "dueWorkingDays",
                            5,
                            "meanwhile",
                            meanwhile,
                            "handInAgain",
                            handInAgain,
                            "products",
                            List.of(selling.productOf(filing))))));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
  }

  private JsonNode progress(String notice) {
    return selling.auditor.get(PATH + notice + "/review-again").body();
  }

  private List<String> permit(String filing) {
    return LiveSelling.reasons(
        selling.permit(selling.productOf(filing), selling.sellerOf(filing), "SELF_BUILT"));
  }
}
