package dev.merchantreview.store;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.review.Cases;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
                "application_id",
                store -> store.opening().applicationId().value(),
                "platform",
                store -> store.opening().platform().name(),
                "merchant_id",
                Store::ownerId,
                "reopenable_from",
                store -> timestamp(store.reopenableFrom()),
                "held_categories",
                Stores::held,
                "restricted_categories",
                Stores::restricted),
            Store.Data.class,
            Store::data,
            Store::new));
  }

  /** Null where it does not know: whoever asks looks at the application then. */
  private static String @Nullable [] held(Store store) {
    return store.knowsItsCategories()
        ? names(store.categories().stream().filter(StoreCategory::isHeld))
        : null;
  }

  private static String[] restricted(Store store) {
    return names(store.categories().stream().filter(StoreCategory::isRestricted));
  }

  private static String[] names(Stream<StoreCategory> some) {
    return some.map(StoreCategory::name).toArray(String[]::new);
  }

  @Override
  protected List<Store> made(List<Read<Store.Data>> rows) {
    List<Store> stores = super.made(rows);
    List<Store> ofBefore = stores.stream().filter(one -> !one.knowsItsCategories()).toList();
    if (!ofBefore.isEmpty()) {
      Map<String, List<String>> applied =
          applied(ofBefore.stream().map(one -> one.opening().applicationId().value()).toList());
      ofBefore.forEach(
          one ->
              one.derived(applied.getOrDefault(one.opening().applicationId().value(), List.of())));
    }
    return stores;
  }

  /**
   * Another module's table, read and nothing else: a store that an instance of before opened does
   * not say what its application was approved for.
   */
  private Map<String, List<String>> applied(List<String> applications) {
    Map<String, List<String>> applied = new HashMap<>();
    jdbc()
        .sql(
            """
            select id, name from store_application,
                   jsonb_array_elements_text(data #> '{content,categories}') with ordinality as of(name, place)
             where id = any(:ids) and jsonb_typeof(data #> '{content,categories}') = 'array'
             order by id, place
            """)
        .param("ids", applications.toArray(String[]::new))
        .query(
            row -> {
              applied
                  .computeIfAbsent(row.getString("id"), one -> new ArrayList<>())
                  .add(row.getString("name"));
            });
    return applied;
  }

  /**
   * A portion of the open stores that hold one of some categories, in the order of their ids; one
   * that does not know its categories holds those of its application.
   *
   * @param after the last one of the portion before
   */
  List<CaseId> openWith(Platform platform, Collection<String> categories, String after, int limit) {
    return jdbc()
        .sql(
            """
            select s.id from store s
             where s.platform = :platform and s.state = 'OPEN' and s.id > :after
               and (s.held_categories && cast(:categories as text[])
                    or s.held_categories is null and cast(:categories as text[]) &&
                   (select array(select jsonb_array_elements_text(a.data #> '{content,categories}'))
                      from store_application a where a.id = s.application_id))
             order by s.id limit :limit
            """)
        .param("platform", platform.name())
        .param("categories", categories.toArray(String[]::new))
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString(1)))
        .list();
  }

  /**
   * All stores a merchant has or had on a platform.
   *
   * @param held whether nobody may change them until the transaction ends
   */
  List<Store> of(Platform platform, String merchantId, boolean held) {
    return where(
        "merchant_id = :merchantId and platform = :platform order by id"
            + (held ? " for share" : ""),
        Map.of("platform", platform.name(), "merchantId", merchantId));
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
