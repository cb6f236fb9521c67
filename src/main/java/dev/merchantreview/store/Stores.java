package dev.merchantreview.store;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.review.Cases;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stores as they are kept. */
@Repository
class Stores extends Cases<Store, Store.Data> {

  Stores(JdbcClient jdbc, JsonColumns json) {
    super(
        jdbc,
        json,
        new Declared<>(
            "store",
            new Instances.PerRound("(review ->> 'number')::int", StoreState.CLOSING),
            "merchant_id",
            Map.of(
                "application_id", store -> store.opening().applicationId().value(),
                "platform", store -> store.opening().platform().name(),
                "merchant_id", Store::ownerId,
                "reopenable_from", store -> timestamp(store.reopenableFrom())),
            Store.Data.class,
            Store::data,
            Store::new));
  }

  /** The merchant's store on a platform that forbids opening another the longest. */
  Optional<Store> closedMostRecently(Platform platform, String merchantId) {
    return where(
            "platform = :platform and merchant_id = :merchantId and reopenable_from is not null"
                + " order by reopenable_from desc limit 1",
            Map.of("platform", platform.name(), "merchantId", merchantId))
        .stream()
        .findFirst();
  }

  /** Newest first; null lets everything pass. */
  List<Store> list(
      @Nullable Platform platform,
      @Nullable StoreState state,
      @Nullable String merchantId,
      Page.Slice slice) {
    Conditions conditions = new Conditions();
    conditions.equal("platform", platform);
    conditions.equal("state", state);
    conditions.equal("merchant_id", merchantId);
    return list(conditions, slice);
  }
}
