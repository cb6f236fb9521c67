package dev.merchantreview.filing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which streamers took up which of somebody's products for distribution. */
@Repository
class DistributionListings {

  private final JdbcClient jdbc;

  DistributionListings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @return false when it was taken up already
   */
  boolean add(String streamerId, String productId, String by, Instant now) {
    return jdbc.sql(
                "insert into distribution_listing (streamer_id, product_id, listed_by, listed_at)"
                    + " values (:streamerId, :productId, :by, :now) on conflict do nothing")
            .param("streamerId", streamerId)
            .param("productId", productId)
            .param("by", by)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  /** Which of these products a streamer took up. */
  Set<String> among(String streamerId, Collection<String> productIds) {
    return new HashSet<>(
        jdbc.sql(
                "select product_id from distribution_listing where streamer_id = :streamerId"
                    + " and product_id in (:ids)")
            .param("streamerId", streamerId)
            .param("ids", productIds)
            .query((row, number) -> row.getString(1))
            .list());
  }

  /** Everything a streamer took up. */
  List<String> of(String streamerId) {
    return jdbc.sql(
            "select product_id from distribution_listing where streamer_id = :streamerId order by product_id")
        .param("streamerId", streamerId)
        .query((row, number) -> row.getString(1))
        .list();
  }
}
