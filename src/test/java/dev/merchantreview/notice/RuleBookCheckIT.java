package dev.merchantreview.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What does not suit a release is told when it starts, not by the first case. */
class RuleBookCheckIT {

  private static final String PATH = "/api/v1/rule-notices/";
  private static final LocalDate FAR = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusYears(20);

  private final ServiceAlone service = ServiceAlone.get();

  @TempDir private Path folder;

  /** As one was that an earlier release took: this one's table has a column more. */
  @Test
  void tellsEditionsThatWereLoadedForAnotherRelease() {
    String dmn =
        Notices.edition(
            service, "lucky-draw", "<text>experienceRating</text>", "<text>storeRating</text>");
    service
        .database()
        .sql(
            "insert into decision_edition (table_id, edition, content, sha256, loaded_by, loaded_at)"
                + " values ('lucky-draw', 9711, :dmn, repeat('a', 64), 'ADMIN:admin', now())")
        .param("dmn", dmn)
        .update();
    ApiClient admin = service.api("admin");
    assertThat(
            admin
                .put(PATH + "of-before-9711", Notices.bringing("lucky-draw", 9_711, FAR, FAR))
                .status())
        .isEqualTo(201);
    assertThat(health().path("lucky-draw@9711").asString())
        .contains("storeRating", "does not ask for what the released table asks for");
    assertThat(figure()).isEqualTo(1);
    assertThat(admin.send(admin.request(PATH + "of-before-9711").DELETE()).status()).isEqualTo(200);
    assertThat(health().isMissingNode()).isTrue();
    assertThat(figure()).isZero();
  }

  private JsonNode health() {
    return service.api("admin").get("/actuator/health").body().at("/components/ruleBook/details");
  }

  private double figure() {
    return service
        .bean(MeterRegistry.class)
        .get("merchantreview.rules.editions.unsuitable")
        .gauge()
        .value();
  }

  /** A deposit class nobody has figures for, and a store type opened without a row. */
  @Test
  void stopsAStartWithTreesTheTablesDoNotKnow() throws IOException {
    OwnConfig.copy(folder);
    Path tree = folder.resolve("categories/douyin.yaml");
    String said = Files.readString(tree);
    Files.writeString(
        tree,
        said.replace("[服饰, 珠宝文玩, 母婴, 其他]", "[服饰, 珠宝文玩, 母婴, 服试, 其他]")
            .replaceFirst(
                "(english: Jewellery[^\\n]*\\n)",
                "$1    open-to: [PERSONAL, INDIVIDUAL_BUSINESS]\n"));
    assertThatThrownBy(
            () -> service.beside("--merchant-review.config-location=file:" + folder + "/").close())
        .rootCause()
        .hasMessageContainingAll(
            "config/categories cannot be used",
            "douyin.yaml",
            "deposit-classes: 服试: bpmn/rules/store-deposit.dmn has no rows for it");
  }
}
