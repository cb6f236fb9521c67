package dev.merchantreview.store;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The stores. */
@Component
public class Stores {

  private final JdbcClient jdbc;
  private final Clock clock;

  Stores(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Opens the store of an approved application, in the caller's transaction; one application opens
   * one store.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Store open(
      CaseId applicationId, Platform platform, String merchantId, String storeType, String name) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Store store =
        new Store(
            Ids.next("st_"), applicationId.value(), platform, merchantId, storeType, name, now);
    jdbc.sql(
            "insert into store (id, application_id, platform, merchant_id, store_type, name, opened_at)"
                + " values (:id, :applicationId, :platform, :merchantId, :storeType, :name, :openedAt)")
        .param("id", store.id())
        .param("applicationId", store.applicationId())
        .param("platform", platform.name())
        .param("merchantId", merchantId)
        .param("storeType", storeType)
        .param("name", name)
        .param("openedAt", Timestamp.from(now))
        .update();
    return store;
  }
}
