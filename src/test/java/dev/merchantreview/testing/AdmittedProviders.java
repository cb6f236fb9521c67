package dev.merchantreview.testing;

import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;

/** Service providers that owe their deposit, admitted without the review that leads there. */
public final class AdmittedProviders {

  private static final ActorRef AUDITOR = new ActorRef(ActorRef.Kind.AUDITOR, "auditor2");

  private AdmittedProviders() {}

  /** A local provider of any industry, of an application nobody knows. */
  public static String admitted(ServiceProviders providers, String ownerId, String legalName) {
    return admitted(providers, ownerId, legalName, "");
  }

  /**
   * A local provider on Kuaishou, of an application nobody knows; the one there is already where
   * this owner has one.
   *
   * @param industry the category whose merchants it serves; empty for any
   */
  public static String admitted(
      ServiceProviders providers, String ownerId, String legalName, String industry) {
    return switch (providers.admit(
        new ServiceProviders.Admission(
            new CaseId(Ids.next("pa_")),
            Platform.KUAISHOU,
            ownerId,
            ServiceProvider.Kind.LOCAL,
            legalName,
            SampleApplications.licenceNumber(ownerId),
            industry),
        AUDITOR)) {
      case ServiceProviders.AdmissionResult.Admitted(ServiceProvider provider) ->
          provider.id().value();
      case ServiceProviders.AdmissionResult.Duplicate(String existing) -> existing;
    };
  }
}
