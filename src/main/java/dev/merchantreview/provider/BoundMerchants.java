package dev.merchantreview.provider;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ties between providers and merchants as they are kept. */
@Repository
class BoundMerchants {

  // A tie of before industries were kept with it has none, and is of any.
  private static final String OF_INDUSTRY =
      """
       from service_provider_merchant m join service_provider p on p.id = m.provider_id
       where m.merchant_id = :merchant and p.platform = :platform
         and coalesce(m.industry, '') in ('', :industry)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  BoundMerchants(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param proposalId what the merchant agreed to; null where the platform assigned the provider
   */
  void bind(ServiceProvider provider, String merchantId, @Nullable CaseId proposalId) {
    jdbc.sql(
            "insert into service_provider_merchant (provider_id, merchant_id, bound_at, platform, industry,"
                + " proposal_id) values (:id, :merchant, :now, :platform, :industry, :proposal)")
        .param("id", provider.id().value())
        .param("merchant", merchantId)
        .param("now", Timestamp.from(clock.instant()))
        .param("platform", provider.platform().name())
        .param("industry", provider.industry())
        .param("proposal", proposalId == null ? null : proposalId.value())
        .update();
  }

  /**
   * Who serves a merchant in the industry of {@code wanted}; itself before any other. Who serves
   * any industry serves in that one.
   */
  Optional<CaseId> providerOf(ServiceProvider wanted, String merchantId) {
    return jdbc.sql(
            """
            select m.provider_id
              from service_provider_merchant m join service_provider p on p.id = m.provider_id
             where m.merchant_id = :merchant and m.unbound_at is null and p.platform = :platform
               and (m.provider_id = :wanted or :industry in ('', coalesce(nullif(m.industry, ''), :industry)))
             order by m.provider_id = :wanted desc, m.bound_at, m.provider_id limit 1
            """)
        .param("merchant", merchantId)
        .param("platform", wanted.platform().name())
        .param("wanted", wanted.id().value())
        .param("industry", wanted.industry())
        .query((row, number) -> new CaseId(row.getString(1)))
        .optional();
  }

  /** Who serves a merchant in an industry; a provider of any industry serves in each. */
  Optional<CaseId> serving(Platform platform, String merchantId, String industry) {
    return jdbc.sql(
            "select m.provider_id"
                + OF_INDUSTRY
                + " and m.unbound_at is null order by m.bound_at, m.provider_id limit 1")
        .param("merchant", merchantId)
        .param("platform", platform.name())
        .param("industry", industry)
        .query((row, number) -> new CaseId(row.getString(1)))
        .optional();
  }

  /** When a merchant was last unbound from a provider of an industry. */
  Optional<Instant> lastUnbound(Platform platform, String merchantId, String industry) {
    return jdbc.sql(
            "select m.unbound_at"
                + OF_INDUSTRY
                + " and m.unbound_at is not null order by m.unbound_at desc limit 1")
        .param("merchant", merchantId)
        .param("platform", platform.name())
        .param("industry", industry)
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** Unbinds one; whether it was bound. */
  boolean unbind(CaseId id, String merchantId) {
    return jdbc.sql(
                "update service_provider_merchant set unbound_at = :now where provider_id = :id and unbound_at is null"
                    + " and merchant_id = :merchant")
            .param("id", id.value())
            .param("merchant", merchantId)
            .param("now", Timestamp.from(clock.instant()))
            .update()
        > 0;
  }

  /** Unbinds all of a provider's. */
  void unbindAll(CaseId id) {
    jdbc.sql(
            "update service_provider_merchant set unbound_at = :now where provider_id = :id and unbound_at is null")
        .param("id", id.value())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The providers a merchant is bound to now. */
  List<CaseId> of(Platform platform, String merchantId) {
    return jdbc.sql(
            "select m.provider_id from service_provider_merchant m join service_provider p on p.id = m.provider_id"
                + " where m.merchant_id = :merchant and m.unbound_at is null and p.platform = :platform"
                + " order by m.bound_at, m.provider_id")
        .param("merchant", merchantId)
        .param("platform", platform.name())
        .query((row, number) -> new CaseId(row.getString(1)))
        .list();
  }

  /** The merchants bound to a provider now. */
  List<String> merchantsOf(CaseId id) {
    return jdbc.sql(
            "select merchant_id from service_provider_merchant where provider_id = :id and unbound_at is null"
                + " order by merchant_id")
        .param("id", id.value())
        .query((row, number) -> row.getString(1))
        .list();
  }
}
