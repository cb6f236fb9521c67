package dev.merchantreview.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ServiceAlone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class NotificationRetentionIT {

  private final ServiceAlone service = ServiceAlone.get();
  private final JdbcClient database = service.database();

  @AfterEach
  void leavesNothing() {
    database.sql("delete from notification where merchant_id = 'retention'").update();
  }

  @Test
  void forgetsOldOnesThatAreNotToBeSent() {
    notification("delivered long ago", "DELIVERED", 181);
    notification("given up long ago", "FAILED", 181);
    notification("delivered lately", "DELIVERED", 179);
    notification("still to be sent", "PENDING", 400);
    service.bean(NotificationRetention.class).forget();
    assertThat(
            database
                .sql("select id from notification where merchant_id = 'retention'")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("delivered lately", "still to be sent");
  }

  private void notification(String id, String state, int days) {
    database
        .sql(
            "insert into notification (id, merchant_id, case_id, type, body, state, attempts, created_at,"
                + " next_attempt_at, retry_until) values (:id, 'retention', 'sa_0', 'REMINDER', '{}', :state, 1,"
                + " now() - make_interval(days => :days), 'infinity', 'infinity')")
        .param("id", id)
        .param("state", state)
        .param("days", days)
        .update();
  }
}
