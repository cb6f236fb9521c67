package dev.merchantreview.admission.web;

import dev.merchantreview.admission.AdmissionContent;
import dev.merchantreview.admission.AdmissionState;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.NextAction;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application to be a service provider as the API shows it; amounts in fen.
 *
 * @param industry the category whose merchants it would serve; null for any
 * @param resources what it has of supply chain and streamers
 * @param trainsStreamers whether it trains and runs streamers
 * @param specialVatInvoices whether it issues special VAT invoices for services
 * @param brand what only brand providers tell; null for the others
 * @param problems what has to be fixed
 * @param findings what the machine found for the reviewer to judge; conditions that are not met
 *     among them
 * @param reviewDueAt when its review is due; null while nobody of ours has it
 * @param serviceProviderId the provider it led to; null before it was approved
 */
record ProviderApplicationView(
    String id,
    AdmissionState state,
    int round,
    Platform platform,
    String merchantId,
    ServiceProvider.Kind kind,
    String legalName,
    String licenceNumber,
    @Nullable String industry,
    List<AdmissionContent.Resource> resources,
    boolean trainsStreamers,
    boolean specialVatInvoices,
    AdmissionContent.@Nullable BrandFigures brand,
    List<DocumentReference> documents,
    List<FoundView> problems,
    List<FoundView> findings,
    @Nullable String reason,
    @Nullable OffsetDateTime reviewDueAt,
    boolean overdue,
    @Nullable OffsetDateTime fixDueAt,
    @Nullable String serviceProviderId,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    List<NextAction> nextActions) {

  /**
   * Something that was found.
   *
   * @param pointer where in the content; empty for what lies outside of it
   * @param message in the caller's language, and {@code remedy} what to do
   * @param note which; of a figure, that and the threshold
   * @param from who found it
   */
  record FoundView(
      String pointer,
      String code,
      String message,
      @Nullable String remedy,
      @Nullable String note,
      Problem.Source from) {}
}
