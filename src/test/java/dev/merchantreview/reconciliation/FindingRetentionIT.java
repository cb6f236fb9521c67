package dev.merchantreview.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ServiceAlone;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class FindingRetentionIT {

  private final ServiceAlone service = ServiceAlone.get();
  private final JdbcClient database = service.database();

  @AfterEach
  void leavesNothing() {
    database.sql("delete from reconciliation_finding where case_id = 'sa_retention'").update();
  }

  @Test
  void forgetsWhatWasResolvedLongAgo() {
    finding("INCIDENT", 400, 181);
    finding("INSTANCE_ENDED", 400, 179);
    finding("VERDICTS_REFUSED", 400, null);
    service.bean(FindingRetention.class).forget();
    assertThat(
            database
                .sql("select kind from reconciliation_finding where case_id = 'sa_retention'")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("INSTANCE_ENDED", "VERDICTS_REFUSED");
  }

  private void finding(String kind, int found, @Nullable Integer resolved) {
    database
        .sql(
            "insert into reconciliation_finding (case_id, kind, case_state, detail, found_at, resolved_at)"
                + " values ('sa_retention', :kind, '', '', now() - make_interval(days => :found),"
                + " now() - make_interval(days => :resolved))")
        .param("kind", kind)
        .param("found", found)
        .param("resolved", resolved, Types.INTEGER)
        .update();
  }
}
