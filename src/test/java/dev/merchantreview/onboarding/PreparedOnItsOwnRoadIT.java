package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A platform that prepares stores at the approval from some day on: those on their way walk the
 * road they were handed in with.
 */
class PreparedOnItsOwnRoadIT {

  @TempDir private static Path config;
  private static ServiceAlone service;

  @BeforeAll
  static void start() throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    Path profile = config.resolve("platforms/douyin.yaml");
    String shipped = Files.readString(profile);
    assertThat(shipped).contains("store-from: END_OF_ROAD");
    Files.writeString(profile, shipped.replace("store-from: END_OF_ROAD", "store-from: APPROVAL"));
    service =
        ServiceAlone.with(
            "--merchant-review.config-location=file:" + config.toAbsolutePath() + "/");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static @Nullable String preparedOn(@Nullable Road road) {
    ApiClient merchant = service.api("merchant");
    ApiClient.Answer answer =
        merchant.post(
            "/api/v1/store-applications",
            SampleApplications.withDocuments(
                SampleApplications.application(
                    "DOUYIN", Merchants.next(), "ENTERPRISE", "青禾女装", List.of("服饰")),
                merchant));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    StoreApplications applications = service.bean(StoreApplications.class);
    CaseId id = new CaseId(answer.id());
    return new TransactionTemplate(service.bean(PlatformTransactionManager.class))
        .execute(
            status -> {
              StoreApplication application = applications.lock(id).orElseThrow();
              if (road != null) {
                application.walks(road);
              }
              service
                  .bean(PreparedStores.class)
                  .approved(new Asked(id, 1, "Task_Tried"), application);
              applications.update(application, Instant.now());
              return application.storeId();
            });
  }

  @Test
  void isAStoreAtItsApprovalOnlyWhereNothingIsSentBackAfterIt() {
    assertThat(preparedOn(null)).startsWith("st_");
    assertThat(
            preparedOn(
                new Road(
                    List.of(
                        Phase.SUBJECT,
                        Phase.AUDIT,
                        Phase.VERIFY_ACCOUNT,
                        Phase.SIGN,
                        Phase.DEPOSIT))))
        .isNull();
  }
}
