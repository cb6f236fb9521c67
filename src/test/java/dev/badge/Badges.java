package dev.badge;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.review.Cases;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The badges as they are kept. */
@Repository
class Badges extends Cases<Badge, Badge.Data> {

  Badges(JdbcClient jdbc, JsonColumns json) {
    super(
        jdbc,
        json,
        new Declared<>(
            "store_badge",
            new Instances.PerCase(),
            "merchant_id",
            Map.of("merchant_id", Badge::ownerId),
            Badge.Data.class,
            Badge::data,
            Badge::new));
  }

  /** Newest first. */
  List<Badge> list(Page.Slice slice) {
    return list(new Conditions(), slice);
  }
}
