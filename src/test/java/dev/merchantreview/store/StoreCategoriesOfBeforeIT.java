package dev.merchantreview.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stores of before they knew their categories have those of their applications, each once. */
class StoreCategoriesOfBeforeIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final EarlierDatabase DATABASE =
      new EarlierDatabase(SERVICE, "stores_without_categories", "81");

  private final Stores stores = new Stores(DATABASE.jdbc(), SERVICE.bean(JsonColumns.class));

  @Test
  void haveThoseOfTheirApplications() {
    // More than one portion, the store without an application between them.
    DATABASE
        .jdbc()
        .sql(
            """
            insert into store_application (id, platform, merchant_id, store_type, open, state, created_at, updated_at,
                version, last_task_key, review, data)
            select 'sa_' || lpad(n::text, 16, '0'), 'KUAISHOU', 'm-1', 'ENTERPRISE', false, 'ACTIVE', now(), now(), 1, 0,
                   jsonb_build_object('number', 1), jsonb_build_object('content',
                       jsonb_build_object('categories', jsonb_build_array('服饰', '家居 ' || n)))
              from generate_series(1, 1203) n
            """)
        .update();
    DATABASE
        .jdbc()
        .sql(
            """
            insert into store (id, application_id, platform, merchant_id, state, created_at, updated_at, review, data)
            select 'st_' || lpad(n::text, 16, '0'), 'sa_' || lpad(n::text, 16, '0'), 'KUAISHOU', 'm-1', 'OPEN', now(), now(),
                   jsonb_build_object('number', 0, 'submittedAt', now(), 'submittedBy', 'm-1', 'problems', '[]'::jsonb,
                       'checks', '[]'::jsonb, 'daysUsed', 0),
                   jsonb_build_object('opening', jsonb_build_object('id', 'st_' || lpad(n::text, 16, '0'), 'applicationId',
                       'sa_' || lpad(n::text, 16, '0'), 'platform', 'KUAISHOU', 'merchantId', 'm-1', 'storeType',
                       'ENTERPRISE', 'name', 'open', 'openedAt', '2026-11-02T01:02:03Z'))
              from generate_series(1, 1204) n
            """)
        .update();

    DATABASE.migrate();

    for (int number : List.of(1, 1000, 1001, 1203)) {
      Store store = stores.find(id(number)).orElseThrow();
      assertThat(store.knowsItsCategories()).as(store.id().value()).isTrue();
      assertThat(store.categories())
          .containsExactly(
              StoreCategory.held("服饰", store.opening().openedAt()),
              StoreCategory.held("家居 " + number, store.opening().openedAt()));
    }
    assertThat(stores.find(id(1204)).orElseThrow().categories()).isEmpty();
    assertThat(
            DATABASE
                .jdbc()
                .sql(
                    "select count(*) from store where held_categories = array['服饰', '家居 ' || substr(id, 4)::int]")
                .query(Long.class)
                .single())
        .isEqualTo(1203);
  }

  private static CaseId id(int number) {
    return new CaseId("st_%016d".formatted(number));
  }
}
