package dev.merchantreview.store;

import dev.merchantreview.shared.Platform;
import java.time.Instant;

/**
 * A store that may operate.
 *
 * @param applicationId the application it came from
 */
public record Store(
    String id,
    String applicationId,
    Platform platform,
    String merchantId,
    String storeType,
    String name,
    Instant openedAt) {}
