package dev.merchantreview.refund;

import dev.merchantreview.deposit.DepositHolder;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose deposit is to be paid back, as it matters for that.
 *
 * @param name what people call it
 * @param type a type of store, or a kind of provider; {@code typeLabel} in both languages
 * @param ended whether the store is closed, or the provider's service has ended
 * @param legalName the name on the licence, or of the person
 * @param representative who stands for it; null where that is not known
 * @param company whether only a company account in the legal name will do
 * @param knownAccount the account its earnings are paid to; null where there is none
 * @param approvedBy who let it in: nobody of these gives the last word on its refund
 */
public record Holder(
    CaseId id,
    DepositHolder.Kind kind,
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
    Set<String> approvedBy) {}
