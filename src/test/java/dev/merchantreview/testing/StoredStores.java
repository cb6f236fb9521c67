package dev.merchantreview.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores put into the database without the way there. */
public final class StoredStores {

  private StoredStores() {}

  /** The open store of an application. */
  public static void open(JdbcClient database, String store, String application) {
    database
        .sql(
            """
            insert into store (id, application_id, platform, merchant_id, state, created_at, updated_at, review, data)
            select :store, id, platform, merchant_id, 'OPEN', now(), now(),
                   jsonb_build_object('number', 0, 'submittedAt', now(), 'submittedBy', merchant_id, 'problems',
                       '[]'::jsonb, 'checks', '[]'::jsonb, 'daysUsed', 0),
                   jsonb_build_object('opening', jsonb_build_object('id', cast(:store as text), 'applicationId', id,
                       'platform', platform, 'merchantId', merchant_id, 'storeType', store_type, 'name', 'open',
                       'openedAt', now()))
              from store_application where id = :id
            """)
        .param("store", store)
        .param("id", application)
        .update();
  }

  /** An open store of a merchant, of an application nobody knows. */
  public static void open(JdbcClient database, String store, String platform, String merchantId) {
    database
        .sql(
            """
            insert into store (id, application_id, platform, merchant_id, state, created_at, updated_at, review, data)
            select :store, 'sa_' || substr(:store, 4), :platform, :merchant, 'OPEN', now(), now(),
                   jsonb_build_object('number', 0, 'submittedAt', now(), 'submittedBy', :merchant, 'problems',
                       '[]'::jsonb, 'checks', '[]'::jsonb, 'daysUsed', 0),
                   jsonb_build_object('opening', jsonb_build_object('id', :store, 'applicationId', 'sa_' || substr(:store, 4),
                       'platform', :platform, 'merchantId', :merchant, 'storeType', 'ENTERPRISE', 'name', 'open',
                       'openedAt', now()))
            """
                .replace(":store", "cast(:store as text)")
                .replace(":merchant", "cast(:merchant as text)")
                .replace(":platform", "cast(:platform as text)"))
        .param("store", store)
        .param("platform", platform)
        .param("merchant", merchantId)
        .update();
  }

  /** Closes one; its merchant may open another in five months. */
  public static void close(JdbcClient database, String store) {
    database
        .sql(
            """
            update store
               set state = 'CLOSED', reopenable_from = now() + interval '5 months',
                   data = data || jsonb_build_object('closedAt', now(), 'reopenableFrom', now() + interval '5 months')
             where id = :id
            """)
        .param("id", store)
        .update();
  }
}
