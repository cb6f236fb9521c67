package dev.merchantreview.provider.web;

import dev.merchantreview.provider.BindingProposal;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.NextAction;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proposal to bind a merchant as the API shows it to both sides.
 *
 * @param serviceProviderId who would serve the merchant
 * @param providerName what the provider is called
 * @param merchantId who is asked
 * @param industry the category it is about; null for any
 * @param expiresAt from when on nobody can agree any more
 */
record BindingProposalView(
    String id,
    BindingProposal.State state,
    Platform platform,
    String serviceProviderId,
    String providerName,
    String merchantId,
    @Nullable String industry,
    OffsetDateTime createdAt,
    OffsetDateTime expiresAt,
    @Nullable OffsetDateTime endedAt,
    List<NextAction> nextActions) {}
