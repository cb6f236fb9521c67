package dev.merchantreview.provider;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An agency between the platform and merchants.
 *
 * @param ownerId the merchant id its system acts as
 * @param industry the category whose merchants it serves; empty for any
 * @param state {@code DEPOSIT_DUE} is never kept: the ledger says it
 * @param admittedBy who admitted it
 * @param applicationId the application it came from; null for those of before there were any
 * @param endedAt when its service ended; null while it serves
 */
public record ServiceProvider(
    CaseId id,
    Platform platform,
    String ownerId,
    Kind kind,
    String legalName,
    String licenceNumber,
    String industry,
    State state,
    String admittedBy,
    Instant admittedAt,
    @Nullable Instant endedAt,
    @Nullable String endedNote,
    @Nullable CaseId applicationId,
    long version) {

  /** Whether its service has ended, in good standing or not. */
  public boolean hasEnded() {
    return endedAt != null;
  }

  ServiceProvider in(State standing) {
    return new ServiceProvider(
        id,
        platform,
        ownerId,
        kind,
        legalName,
        licenceNumber,
        industry,
        standing,
        admittedBy,
        admittedAt,
        endedAt,
        endedNote,
        applicationId,
        version);
  }

  /** What it offers [K-sp]. */
  public enum Kind {
    /** For the merchants of a region. */
    LOCAL("优质本地服务商", "Local"),
    /** For brands. */
    BRAND("优质品牌服务商", "Brand"),
    /** With a base of its own. */
    CORE("核心服务商（基地）", "Core (base)"),
    /** Of the greatest weight to the platform. */
    STRATEGIC("战略核心服务商", "Strategic core");

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

    /** What it is called in one language. */
    public String in(Locale locale) {
      return locale.getLanguage().equals("en") ? en : zh;
    }
  }

  /** Where it stands. */
  public enum State {
    /** Admitted; it serves when its deposit is paid, and not while some of it is missing [K-sp]. */
    DEPOSIT_DUE,
    /** It serves. */
    ACTIVE,
    /** Its service ended in good standing. */
    ENDED,
    /** It was expelled for a violation. */
    EXPELLED
  }
}
