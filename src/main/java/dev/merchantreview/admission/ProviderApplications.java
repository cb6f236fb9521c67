package dev.merchantreview.admission;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.review.Cases;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The applications as they are kept. */
@Repository
class ProviderApplications extends Cases<ProviderApplication, ProviderApplication.Data> {

  private static final Declared<ProviderApplication, ProviderApplication.Data> DECLARED =
      new Declared<>(
          "provider_application",
          new Instances.PerCase(),
          "merchant_id",
          Map.of(
              "platform", application -> application.request().platform().name(),
              "merchant_id", ProviderApplication::ownerId,
              "kind", application -> application.request().kind().name()),
          ProviderApplication.Data.class,
          ProviderApplication::data,
          ProviderApplication::new);

  ProviderApplications(JdbcClient jdbc, JsonColumns json) {
    super(jdbc, json, DECLARED);
  }

  /** The application of a merchant on a platform that has not ended: at most one. */
  Optional<CaseId> open(Platform platform, String merchantId) {
    return jdbc()
        .sql(
            "select id from provider_application where open and platform = :platform and merchant_id = :merchant")
        .param("platform", platform.name())
        .param("merchant", merchantId)
        .query((row, number) -> new CaseId(row.getString(1)))
        .optional();
  }

  /** When an application of a merchant on a platform was last refused; empty when none was. */
  Optional<Instant> rejectedAt(Platform platform, String merchantId) {
    return jdbc()
        .sql(
            "select data ->> 'rejectedAt' from provider_application where state = 'REJECTED'"
                + " and platform = :platform and merchant_id = :merchant"
                + " order by (data ->> 'rejectedAt')::timestamptz desc limit 1")
        .param("platform", platform.name())
        .param("merchant", merchantId)
        .query((row, number) -> Instant.parse(row.getString(1)))
        .optional();
  }

  /** Newest first; null lets everything pass. */
  List<ProviderApplication> list(
      @Nullable Platform platform,
      @Nullable AdmissionState state,
      @Nullable String merchantId,
      Page.Slice slice) {
    Conditions conditions = new Conditions();
    conditions.equal("platform", platform);
    conditions.equal("state", state);
    conditions.equal("merchant_id", merchantId);
    return list(conditions, slice);
  }
}
