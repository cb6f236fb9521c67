package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.notice.Notices;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Cases that wait across the day on which a rule changes, on the real engine. */
@HasPlatformAlone("moves the time, deploys other diagrams and changes rules")
class EditionsIT {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String TABLE = "store-deposit";
  private static final Map<String, Object> CLOTHING =
      Map.of("platform", "KUAISHOU", "storeType", "ENTERPRISE", "categories", List.of("服饰"));

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;
  private final ApiClient admin = platform.api("admin");
  private final LocalDate first = LocalDate.now(SHANGHAI).plusDays(10);

  @AfterEach
  void returnToPresent() throws IOException {
    platform.returnToPresent();
    admin.send(admin.request("/api/v1/rule-notices/deposits-tomorrow").DELETE());
    Diagrams.returnToPresent(platform);
  }

  @Test
  void areJudgedByTheEditionOfTheDayWhicheverDiagramTheyRunBy() throws IOException {
    Diagrams.deploy(platform, Diagrams.FORMER);
    String former = waitingForAuditor();
    Diagrams.deploy(platform, Diagrams.PRESENT);
    String present = waitingForAuditor();
    String before = waitingForAuditor();
    String released = platform.bean(DecisionTables.class).released(TABLE).orElseThrow();
    String dmn = released.replace("<text>4000</text>", "<text>4500</text>");
    assertThat(
            admin
                .put("/api/v1/decision-tables/" + TABLE + "/editions/2", Map.of("dmn", dmn))
                .status())
        .isEqualTo(201);
    Map<String, Object> notice = Notices.bringing(TABLE, 2, first, null);
    notice.put("platforms", List.of("KUAISHOU"));
    assertThat(admin.put("/api/v1/rule-notices/deposits-tomorrow", notice).status()).isEqualTo(201);
    // The day before its day the engine has it, and it judges nobody.
    TestPlatform.await("the edition in the engine", this::isDeployed);
    assertDeposit(before, 400_000, 1);

    platform.travelTo(first.atStartOfDay(SHANGHAI).toInstant());
    assertDeposit(present, 450_000, 2);
    assertDeposit(former, 450_000, 2);
    Decisions.Result asked = platform.bean(Decisions.class).evaluate(TABLE, CLOTHING);
    assertThat(asked.output().asInt()).isEqualTo(4_500);
    assertThat(asked.matchedRules()).isNotEmpty();
    // The released table is still the one that diagrams call.
    assertThat(platform.bean(Decisions.class).evaluateReleased(TABLE, CLOTHING).output().asInt())
        .isEqualTo(4_000);
  }

  /** What comes behind the verdict is the deposit: [K-open] names neither transfer nor contract. */
  private String waitingForAuditor() {
    String id = applications.submit(applications.complete("KUAISHOU", "ENTERPRISE"));
    applications.task(id);
    return id;
  }

  private boolean isDeployed() {
    return platform
        .database()
        .sql("select count(*) > 0 from engine_edition where table_id = :table and edition = 2")
        .param("table", TABLE)
        .query(Boolean.class)
        .single();
  }

  private void assertDeposit(String id, long fen, int edition) {
    applications.approve(id);
    platform.awaitState(id, "DEPOSIT_DUE");
    JsonNode details =
        applications
            .auditor
            .get("/api/v1/cases/" + id + "/history?limit=200")
            .items()
            .valueStream()
            .filter(event -> event.path("action").asString().equals("DEPOSIT_DEMANDED"))
            .findFirst()
            .orElseThrow()
            .path("details");
    assertThat(details.path("requiredFen").asLong()).isEqualTo(fen);
    assertThat(details.at("/decision/edition").asInt()).isEqualTo(edition);
    if (edition > 1) {
      assertThat(details.at("/decision/inForceSince").asString()).isEqualTo(first.toString());
      assertThat(details.at("/decision/notice").asString()).isEqualTo("deposits-tomorrow");
    }
  }
}
