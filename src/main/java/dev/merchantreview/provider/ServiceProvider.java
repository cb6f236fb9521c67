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
    /** For the merchants of a region. */
    LOCAL("产业带服务商", "Local"),
    /** For brands. */
    BRAND("品牌服务商", "Brand"),
    /** 核心. */
    CORE("核心服务商", "Core"),
    /** 战略. */
    STRATEGIC("战略服务商", "Strategic");

    private final String zh;
    private final String en;

    Kind(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    /** Both languages, for a form whose reader's language is unknown. */
    public String label() {
      return zh + " · " + en;
    }
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
