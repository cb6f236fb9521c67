package dev.merchantreview.catalog;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The products as they are now; {@link ProductVersions} are what they were. */
@Repository
public class Products {

  private static final String COLUMNS =
      "id, own_id, content, listed, offline_review, version, watched_revision, created_at, updated_at,"
          + " shipping";

  private final JdbcClient jdbc;
  private final DatabaseLocks locks;
  private final JsonMapper json;
  private final Clock clock;
  private final Platforms platforms;
  private final ProductShippings shippings;
  private final ObjectProvider<ProductWatcher> watchers;
  private final ProductVersions versions;

  Products(
      JdbcClient jdbc,
      DatabaseLocks locks,
      JsonMapper json,
      Clock clock,
      Platforms platforms,
      ProductShippings shippings,
      ObjectProvider<ProductWatcher> watchers,
      ProductVersions versions) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.json = json;
    this.clock = clock;
    this.platforms = platforms;
    this.shippings = shippings;
    this.watchers = watchers;
    this.versions = versions;
  }

  /**
   * What became of describing a product.
   *
   * @param created whether there was none before
   * @param changedFields the watched fields that changed
   * @param sentBack the filings that went back to PENDING by this edit
   */
  public record Stored(
      Product product, boolean created, List<WatchedField> changedFields, List<String> sentBack) {}

  /**
   * Keeps a product as its owner describes it; a description that changes nothing makes no new
   * version.
   *
   * @param given what the owner calls it, or its id; where another owner's product has that id, a
   *     new one gets an id of the platform's
   * @param described where it says nothing of its shipping, the only way its category allows counts
   * @param allowed judges the product there is, null for none, before anything changes
   */
  @Transactional
  public Stored put(
      String given, ProductContent described, ActorRef by, Consumer<@Nullable Product> allowed) {
    ProductContent content =
        described.shipping() == null ? shippings.read(described, null) : described;
    // Two that describe a new product of that name at once: the second waits for the first.
    locks.hold(DatabaseLock.PRODUCT, given);
    Product before = lockOwn(content.ownerId(), given);
    allowed.accept(before);
    Instant now = clock.instant();
    if (before == null) {
      String id = find(given).isPresent() ? Ids.next("pr_") : given;
      Product product = new Product(id, given, content, true, null, 1, 1, now, now);
      insert(product);
      versions.keep(product, ProductVersion.Change.EDITED, List.of(), by);
      return new Stored(product, true, List.of(), List.of());
    }
    if (before.content().equals(content)) {
      return new Stored(before, false, List.of(), List.of());
    }
    List<WatchedField> changed =
        platforms.get(content.platform()).part(ProductPolicy.class).watchedFields().stream()
            .sorted()
            .filter(field -> !content.isSame(field, before.content()))
            .toList();
    Product product =
        new Product(
            before.id(),
            before.ownId(),
            content,
            before.listed(),
            before.offlineReview(),
            before.version() + 1,
            before.watchedRevision() + (changed.isEmpty() ? 0 : 1),
            before.createdAt(),
            now);
    update(product);
    versions.keep(product, ProductVersion.Change.EDITED, changed, by);
    List<String> sentBack =
        changed.isEmpty()
            ? List.of()
            : watchers
                .orderedStream()
                .flatMap(watcher -> watcher.edited(product, changed, by).stream())
                .toList();
    return new Stored(product, false, changed, sentBack);
  }

  /**
   * Takes a product off the shelf; what is filed for it is closed.
   *
   * @param expected the version the caller works from
   * @return empty when there is none
   */
  @Transactional
  public Optional<Change<Product>> delist(String id, ActorRef by, ExpectedVersion expected) {
    return change(
        id,
        by,
        expected,
        Product::listed,
        product -> listed(product, false),
        ProductVersion.Change.DELISTED);
  }

  /** Puts a product back on the shelf; it has to be filed anew. */
  @Transactional
  public Optional<Change<Product>> relist(String id, ActorRef by, ExpectedVersion expected) {
    return change(
        id,
        by,
        expected,
        product -> !product.listed(),
        product -> listed(product, true),
        ProductVersion.Change.RELISTED);
  }

  /** Records that a zero-yuan draw was reviewed offline. */
  @Transactional
  public Optional<Change<Product>> reviewedOffline(String id, String number, ActorRef by) {
    return change(
        id,
        by,
        ExpectedVersion.ANY,
        product -> true,
        product ->
            new Product(
                product.id(),
                product.ownId(),
                product.content(),
                product.listed(),
                number,
                product.version() + 1,
                product.watchedRevision(),
                product.createdAt(),
                clock.instant()),
        ProductVersion.Change.OFFLINE_REVIEWED);
  }

  private Product listed(Product product, boolean listed) {
    return new Product(
        product.id(),
        product.ownId(),
        product.content(),
        listed,
        product.offlineReview(),
        product.version() + 1,
        product.watchedRevision(),
        product.createdAt(),
        clock.instant());
  }

  private Optional<Change<Product>> change(
      String id,
      ActorRef by,
      ExpectedVersion expected,
      Predicate<Product> allowed,
      UnaryOperator<Product> change,
      ProductVersion.Change kind) {
    return lock(List.of(id)).stream()
        .findFirst()
        .map(
            before -> {
              expected.require(before.version());
              if (!allowed.test(before)) {
                return new Change.Refused<>(
                    before.listed() ? "LISTED" : "DELISTED",
                    Set.of(before.listed() ? "DELIST" : "RELIST"));
              }
              Product after = change.apply(before);
              update(after);
              versions.keep(after, kind, List.of(), by);
              if (kind == ProductVersion.Change.DELISTED) {
                watchers.orderedStream().forEach(watcher -> watcher.delisted(after, by));
              }
              return new Change.Made<>(after);
            });
  }

  private @Nullable Product lockOwn(String ownerId, String given) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from product where owner_id = :ownerId and (id = :given or own_id = :given)"
                + " for update")
        .param("ownerId", ownerId)
        .param("given", given)
        .query(this::product)
        .optional()
        .orElse(null);
  }

  /**
   * The product somebody means: of those whose owner the caller acts for, the one with that id, or
   * the only one its owner calls so; otherwise whoever's product has the id.
   *
   * @param actsFor the merchants the caller acts for
   */
  @Transactional(readOnly = true)
  public Optional<Product> named(String given, Predicate<String> actsFor) {
    List<Product> called =
        jdbc.sql("select " + COLUMNS + " from product where id = :given or own_id = :given")
            .param("given", given)
            .query(this::product)
            .list();
    Optional<Product> exact = called.stream().filter(one -> one.id().equals(given)).findFirst();
    List<Product> own = called.stream().filter(one -> actsFor.test(one.ownerId())).toList();
    return own.size() == 1 && exact.filter(own::contains).isEmpty()
        ? Optional.of(own.getFirst())
        : exact;
  }

  /** The ids of the products a caller means, in order; what nobody has stays as it was given. */
  @Transactional(readOnly = true)
  public List<String> ids(List<String> given, Predicate<String> actsFor) {
    return given.stream().map(one -> named(one, actsFor).map(Product::id).orElse(one)).toList();
  }

  @Transactional(readOnly = true)
  public Optional<Product> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from product where id = :id")
        .param("id", id)
        .query(this::product)
        .optional();
  }

  /** The titles of the products among these ids. */
  @Transactional(readOnly = true)
  public Map<String, String> titles(Collection<String> ids) {
    Map<String, String> titles = new HashMap<>();
    if (!ids.isEmpty()) {
      jdbc.sql("select id, content ->> 'title' as title from product where id in (:ids)")
          .param("ids", ids)
          .query(
              row -> {
                titles.put(row.getString("id"), row.getString("title"));
              });
    }
    return titles;
  }

  /**
   * The products among these ids, kept from being changed by anybody else until the transaction
   * ends; locked in the order of their ids, so that two who lock several never wait for each other.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Product> lock(Collection<String> ids) {
    return jdbc.sql("select " + COLUMNS + " from product where id in (:ids) order by id for update")
        .param("ids", ids)
        .query(this::product)
        .list();
  }

  /**
   * Newest first.
   *
   * @param owners patterns of the owners to show, a trailing {@code *} standing for any rest; null
   *     shows all
   */
  @Transactional(readOnly = true)
  public List<Product> list(
      @Nullable String ownerId,
      @Nullable Platform platform,
      @Nullable List<String> owners,
      Optional<Page.Cursor> after,
      int limit) {
    Conditions conditions = new Conditions();
    conditions.equal("owner_id", ownerId);
    conditions.equal("platform", platform == null ? null : platform.name());
    if (owners != null) {
      conditions.add(conditions.anyOf("owner_id", owners));
    }
    conditions.after(after);
    return jdbc.sql("select " + COLUMNS + " from product" + conditions.page())
        .params(conditions.parameters())
        .param("limit", limit)
        .query(this::product)
        .list();
  }

  private void insert(Product product) {
    jdbc.sql(
            "insert into product ("
                + COLUMNS
                + ", owner_id, platform) values (:id, :ownId, cast(:content as jsonb), :listed, :offlineReview,"
                + " :version, :watchedRevision, :createdAt, :updatedAt, cast(:shipping as jsonb),"
                + " :ownerId, :platform)")
        .params(columns(product))
        .param("createdAt", Timestamp.from(product.createdAt()))
        .param("ownerId", product.ownerId())
        .param("platform", product.platform().name())
        .update();
  }

  private void update(Product product) {
    jdbc.sql(
            "update product set content = cast(:content as jsonb), listed = :listed,"
                + " offline_review = :offlineReview, version = :version,"
                + " watched_revision = :watchedRevision, updated_at = :updatedAt,"
                + " shipping = cast(:shipping as jsonb) where id = :id")
        .params(columns(product))
        .update();
  }

  private Map<String, @Nullable Object> columns(Product product) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("id", product.id());
    columns.put("ownId", product.ownId().equals(product.id()) ? null : product.ownId());
    columns.put("content", json.writeValueAsString(product.content()));
    columns.put("listed", product.listed());
    columns.put("offlineReview", product.offlineReview());
    columns.put("version", product.version());
    columns.put("watchedRevision", product.watchedRevision());
    columns.put("updatedAt", Timestamp.from(product.updatedAt()));
    columns.put("shipping", shippings.kept(product.content()));
    return columns;
  }

  private Product product(ResultSet row, int number) throws SQLException {
    String id = row.getString("id");
    return new Product(
        id,
        Objects.requireNonNullElse(row.getString("own_id"), id),
        shippings.read(
            json.readValue(row.getString("content"), ProductContent.class),
            row.getString("shipping")),
        row.getBoolean("listed"),
        row.getString("offline_review"),
        row.getLong("version"),
        row.getLong("watched_revision"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
