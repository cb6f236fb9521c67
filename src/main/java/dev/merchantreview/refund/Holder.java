package dev.merchantreview.refund;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Erased;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose deposit is to be paid back, as it matters for that.
 *
 * @param id of the store, of the application that never became one, or of the service provider
 * @param name what people call it
 * @param type a type of store, or a kind of provider; {@code typeLabel} in both languages
 * @param ended whether the store is closed, the application is over without a store, or the
 *     provider's service has ended
 * @param legalName the name on the licence, or of the person
 * @param representative who stands for it; null where that is not known
 * @param company whether only a company account in the legal name will do
 * @param knownAccount the account its earnings are paid to; null where there is none
 * @param approvedBy who let it in: nobody of these gives the last word on its refund
 */
public record Holder(
    CaseId id,
    Holder.Kind kind,
    Platform platform,
    String ownerId,
    String name,
    String type,
    String typeLabel,
    boolean ended,
    @Nullable Instant endedAt,
    String legalName,
    @Nullable String representative,
    boolean company,
    @Nullable String knownAccount,
    Set<String> approvedBy) {

  /** What was erased is not known. */
  public Holder {
    representative = known(representative);
    knownAccount = known(knownAccount);
  }

  private static @Nullable String known(@Nullable String text) {
    return text == null || Erased.is(text) ? null : text;
  }

  /** Whose deposits there are. */
  public enum Kind {
    /** A store. */
    STORE,
    /** An application for a store that was paid for and never became one. */
    APPLICATION,
    /** A service provider. */
    SERVICE_PROVIDER
  }

  /** Whether it ever had anything to sell: only then are there orders, disputes and filings. */
  boolean traded() {
    return kind != Kind.APPLICATION;
  }
}
