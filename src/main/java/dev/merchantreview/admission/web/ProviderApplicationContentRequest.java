package dev.merchantreview.admission.web;

import dev.merchantreview.admission.AdmissionContent;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The whole content of an application to be a service provider.
 *
 * @param licenceNumber unified social credit code, or the 15 digits of a registration from before
 *     the standard
 * @param industry the category whose merchants it would serve; left out, merchants of any
 * @param resources what it has of supply chain and streamers
 * @param trainsStreamers whether it trains and runs streamers
 * @param specialVatInvoices whether it issues special VAT invoices for services
 * @param brand what brand providers tell, and no others
 */
@ApiRequest
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record ProviderApplicationContentRequest(
    @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 100) String legalName,
    @NotNull @Pattern(regexp = ProviderApplicationContentRequest.LICENCE) String licenceNumber,
    @Nullable @Size(min = 1, max = 40) String industry,
    @NotNull @Size(max = 2) List<AdmissionContent.@NotNull Resource> resources,
    @NotNull Boolean trainsStreamers,
    @NotNull Boolean specialVatInvoices,
    @Nullable @Valid BrandFiguresRequest brand,
    @NotNull @Size(max = 20) List<@NotNull DocumentReference> documents) {

  static final String LICENCE = "^([0-9A-Z]{18}|[0-9]{15})$";

  AdmissionContent content() {
    return new AdmissionContent(
        TypedText.stripped(legalName),
        licenceNumber,
        industry == null ? "" : industry,
        Set.copyOf(new TreeSet<>(resources)),
        trainsStreamers,
        specialVatInvoices,
        brand == null ? null : brand.figures(),
        documents);
  }
}
