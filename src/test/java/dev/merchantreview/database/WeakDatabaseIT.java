package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A database that may lose what it confirmed, and a user who may do anything in it. */
class WeakDatabaseIT {

  private static final String ONE_USER_FOR_ALL = "--spring.datasource.username=postgres";

  private static final ServiceAlone service = ServiceAlone.with();

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void isRefusedOrToldAndNeverMakesOurOwnCommitsWeak() {
    service.killDatabase();
    service.startDatabase(Map.of("synchronous_commit", "off", "full_page_writes", "off"));
    assertThatThrownBy(() -> service.restart())
        .rootCause()
        .isInstanceOf(NotDurableException.class)
        .hasMessageContaining("full_page_writes=off")
        .hasMessageNotContaining("synchronous_commit");
    service.restart(
        "--merchant-review.database.require-durable=false",
        ONE_USER_FOR_ALL,
        "--spring.datasource.password=postgres",
        "--spring.flyway.user=postgres",
        "--spring.flyway.password=postgres");
    Map<String, Object> health = service.bean(DatabaseCheck.class).health().getDetails();
    assertThat(health)
        .containsEntry("durable", false)
        .containsEntry("notDurable", List.of("full_page_writes=off"));
    assertThat(health.get("excessRights").toString())
        .contains("is a superuser", "owns", "may change", "history_event");
  }
}
