package dev.merchantreview.provider;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A merchant is asked whether it is bound to a service provider.
 *
 * @param ownerId the merchant id the provider's system acts as
 * @param merchantId who is asked
 * @param industry the category it is about; empty for any
 * @param proposedBy who asked
 * @param expiresAt from when on nobody can agree any more
 * @param endedAt when it ended; null while the merchant is asked
 */
public record BindingProposal(
    CaseId id,
    CaseId providerId,
    Platform platform,
    String ownerId,
    String merchantId,
    String industry,
    State state,
    String proposedBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant endedAt,
    long version) {

  /** Where it stands. */
  public enum State {
    /** The merchant is asked. */
    PROPOSED,
    /** The merchant agreed, and was bound. */
    AGREED,
    /** The merchant does not want it. */
    DECLINED,
    /** The provider, or an operator, took it back. */
    WITHDRAWN,
    /** The merchant did not answer in time. */
    EXPIRED,
    /** The provider does not serve any more. */
    VOID
  }
}
