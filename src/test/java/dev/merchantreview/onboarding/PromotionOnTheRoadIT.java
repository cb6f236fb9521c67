package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.node.ObjectNode;

/**
 * What promotion asks for is demanded in the phase of the deposit: where a road has none, it is not
 * open.
 */
class PromotionOnTheRoadIT {

  @TempDir private static Path config;
  private static ServiceAlone service;

  @BeforeAll
  static void start() throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    Path profile = config.resolve("platforms/kuaishou.yaml");
    String shipped = Files.readString(profile);
    String road = "  road: [SUBJECT, AUDIT, DEPOSIT]\n";
    assertThat(shipped).contains(road);
    Files.writeString(
        profile,
        shipped.replace(road, road + "  roads:\n    INDIVIDUAL_BUSINESS: [SUBJECT, AUDIT]\n"));
    service =
        ServiceAlone.with(
            "--merchant-review.config-location=file:" + config.toAbsolutePath() + "/");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void isRefusedWhereNobodyWouldDemandItsDeposit() {
    assertThat(wantingPromotion("ENTERPRISE").status()).isEqualTo(201);
    ApiClient.Answer refused = wantingPromotion("INDIVIDUAL_BUSINESS");
    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/promotion");
    assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo("PROMOTION_NOT_OPEN_HERE");
  }

  private static ApiClient.Answer wantingPromotion(String storeType) {
    ApiClient merchant = service.api("merchant");
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.application(
                "KUAISHOU", Merchants.next(), storeType, "老街点心", List.of("食品")),
            merchant);
    return merchant.post("/api/v1/store-applications", application.put("promotion", true));
  }
}
