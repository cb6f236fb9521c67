package dev.merchantreview.admission.web;

import dev.merchantreview.admission.AdmissionContent;
import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application to be a service provider.
 *
 * @param merchantId who would be the provider
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
record ProviderApplicationRequest(
    @NotNull Platform platform,
    @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String merchantId,
    @NotNull ServiceProvider.Kind kind,
    @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 100) String legalName,
    @NotNull @Pattern(regexp = ProviderApplicationContentRequest.LICENCE) String licenceNumber,
    @Nullable @Size(min = 1, max = 40) String industry,
    @NotNull @Size(max = 2) List<AdmissionContent.@NotNull Resource> resources,
    @NotNull Boolean trainsStreamers,
    @NotNull Boolean specialVatInvoices,
    @Nullable @Valid BrandFiguresRequest brand,
    @NotNull @Size(max = 20) List<@NotNull DocumentReference> documents) {

  AdmissionContent content() {
    return new ProviderApplicationContentRequest(
            legalName,
            licenceNumber,
            industry,
            resources,
            trainsStreamers,
            specialVatInvoices,
            brand,
            documents)
        .content();
  }
}
