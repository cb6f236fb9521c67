package dev.merchantreview.catalog;

import dev.merchantreview.shared.ActorRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every version the products had. */
@Repository
public class ProductVersions {

  private static final String SELECT =
      "select version, watched_revision, change, changed_fields, content, changed_by, changed_at"
          + " from product_version where product_id = :id";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ProductVersions(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A product's versions, newest first. */
  @Transactional(readOnly = true)
  public List<ProductVersion> of(String productId, int limit) {
    return jdbc.sql(SELECT + " order by version desc limit :limit")
        .param("id", productId)
        .param("limit", limit)
        .query(this::version)
        .list();
  }

  /** The version a product had; empty when it never had it. */
  @Transactional(readOnly = true)
  public Optional<ProductVersion> find(String productId, long version) {
    return jdbc.sql(SELECT + " and version = :version")
        .param("id", productId)
        .param("version", version)
        .query(this::version)
        .optional();
  }

  /** Keeps what a product has become, within the transaction that changes it. */
  @Transactional(propagation = Propagation.MANDATORY)
  void keep(
      Product product, ProductVersion.Change change, List<WatchedField> changed, ActorRef by) {
    jdbc.sql(
            "insert into product_version (product_id, version, watched_revision, change, changed_fields, content,"
                + " changed_by, changed_at) values (:id, :version, :watchedRevision, :change,"
                + " cast(:fields as jsonb), cast(:content as jsonb), :by, :at)")
        .param("id", product.id())
        .param("version", product.version())
        .param("watchedRevision", product.watchedRevision())
        .param("change", change.name())
        .param("fields", json.writeValueAsString(changed))
        .param("content", json.writeValueAsString(product.content()))
        .param("by", by.kind() + ":" + by.id())
        .param("at", Timestamp.from(product.updatedAt()))
        .update();
  }

  private ProductVersion version(ResultSet row, int number) throws SQLException {
    return new ProductVersion(
        row.getLong("version"),
        row.getLong("watched_revision"),
        ProductVersion.Change.valueOf(row.getString("change")),
        json.readValue(row.getString("changed_fields"), new TypeReference<List<WatchedField>>() {}),
        json.readValue(row.getString("content"), ProductContent.class),
        row.getString("changed_by"),
        row.getTimestamp("changed_at").toInstant());
  }
}
