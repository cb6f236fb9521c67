package dev.merchantreview.admission;

import dev.merchantreview.cases.Instances;
import dev.merchantreview.provider.ServiceProviders;
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

  /**
   * An application that has not ended.
   *
   * @param own whether it is of the applicant's own merchant, and not of another one of its company
   */
  record Open(CaseId id, boolean own) {}

  /** The application of an applicant that has not ended; its own before its company's. */
  Optional<Open> open(ServiceProviders.Applicant applicant) {
    return of(applicant, "id, merchant_id = :merchant as own", "open", "own desc, id")
        .query((row, number) -> new Open(new CaseId(row.getString(1)), row.getBoolean(2)))
        .optional();
  }

  /** When an application of an applicant, or its company, was last refused; empty when none was. */
  Optional<Instant> rejectedAt(ServiceProviders.Applicant applicant) {
    return of(
            applicant,
            "data ->> 'rejectedAt'",
            "state = 'REJECTED'",
            "(data ->> 'rejectedAt')::timestamptz desc")
        .query((row, number) -> Instant.parse(row.getString(1)))
        .optional();
  }

  private JdbcClient.StatementSpec of(
      ServiceProviders.Applicant applicant, String what, String which, String order) {
    return jdbc()
        .sql(
            "select "
                + what
                + " from provider_application where platform = :platform and (merchant_id = :merchant"
                + " or data #>> '{content,licenceNumber}' = :licence) and "
                + which
                + " order by "
                + order
                + " limit 1")
        .param("platform", applicant.platform().name())
        .param("merchant", applicant.ownerId())
        .param("licence", applicant.licenceNumber());
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
