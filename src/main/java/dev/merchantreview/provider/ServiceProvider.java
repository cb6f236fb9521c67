package dev.merchantreview.provider;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agency between the platform and merchants.
 *
 * @param ownerId the merchant id its system acts as
 * @param admittedBy who admitted it
 * @param endedAt when its service ended; null while it serves
 */
public record ServiceProvider(
    CaseId id,
    Platform platform,
    String ownerId,
    Kind kind,
    String legalName,
    String licenceNumber,
    State state,
    String admittedBy,
    Instant admittedAt,
    @Nullable Instant endedAt,
    @Nullable String endedNote,
    long version) {

  /** What it offers [K-sp]. */
  public enum Kind {
    /** 基地型 for a region's merchants. */
    LOCAL,
    /** 品牌服务商. */
    BRAND,
    /** 核心服务商. */
    CORE,
    /** 战略服务商. */
    STRATEGIC
  }

  /** Where it stands. */
  public enum State {
    /** It serves. */
    ACTIVE,
    /** Its service ended in good standing. */
    ENDED,
    /** It was expelled for a violation. */
    EXPELLED
  }
}
