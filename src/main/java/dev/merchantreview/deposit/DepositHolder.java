package dev.merchantreview.deposit;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose deposit it is.
 *
 * @param applicationId the store application that is paid for; null for a service provider
 * @param holderId the store or the service provider; null while there is no store yet
 * @param ownerId the merchant that acts for it
 */
public record DepositHolder(
    Kind kind,
    @Nullable String applicationId,
    @Nullable String holderId,
    Platform platform,
    String ownerId) {

  /** What has a deposit. */
  public enum Kind {
    STORE,
    SERVICE_PROVIDER
  }

  /** The store that an application becomes when it is approved. */
  public static DepositHolder applicant(CaseId applicationId, Platform platform, String ownerId) {
    return new DepositHolder(Kind.STORE, applicationId.value(), null, platform, ownerId);
  }

  /** A store, and the application it came from. */
  public static DepositHolder store(
      CaseId id, CaseId applicationId, Platform platform, String ownerId) {
    return new DepositHolder(Kind.STORE, applicationId.value(), id.value(), platform, ownerId);
  }

  /** A service provider. */
  public static DepositHolder serviceProvider(String id, Platform platform, String ownerId) {
    return new DepositHolder(Kind.SERVICE_PROVIDER, null, id, platform, ownerId);
  }

  /** The case whose history tells what happens to the deposit: the holder, or its application. */
  public CaseId caseId() {
    return new CaseId(Objects.requireNonNull(holderId == null ? applicationId : holderId));
  }
}
