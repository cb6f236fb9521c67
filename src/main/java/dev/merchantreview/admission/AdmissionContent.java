package dev.merchantreview.admission;

import dev.merchantreview.documents.DocumentReference;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant hands in. All of it is a company's: there is no personal data in it.
 *
 * @param industry the category whose merchants it would serve; empty for any
 * @param resources what it has; may be empty
 * @param trainsStreamers whether it trains and runs streamers
 * @param specialVatInvoices whether it issues special VAT invoices for services
 * @param brand what only brand providers tell; null for the others
 */
public record AdmissionContent(
    String legalName,
    String licenceNumber,
    String industry,
    Set<Resource> resources,
    boolean trainsStreamers,
    boolean specialVatInvoices,
    @Nullable BrandFigures brand,
    List<DocumentReference> documents) {

  /** What a provider brings along [K-sp]. */
  public enum Resource {
    /** Goods and who makes them. */
    SUPPLY_CHAIN("供应链资源", "Supply chain"),
    /** Who sells live. */
    STREAMERS("主播资源", "Streamers");

    private final String zh;
    private final String en;

    Resource(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    /** Both languages, for a form whose reader's language is unknown. */
    public String label() {
      return zh + " · " + en;
    }
  }

  /**
   * What brand providers tell of themselves [K-sp].
   *
   * @param generalTaxpayer whether it is a general taxpayer
   * @param registeredCapitalFen as it stands on the licence, in fen
   * @param teamSize how many people
   * @param ecommerceSince the first day of its e-commerce
   * @param ownLiveTeam whether it has a live-commerce team of its own
   * @param brandTurnoverFen of all partner brands together in a year, in fen
   * @param brands how many partner brands
   * @param badRecord whether there is a bad record
   * @param staffTie whether it has a tie to staff of the platform
   */
  public record BrandFigures(
      boolean generalTaxpayer,
      long registeredCapitalFen,
      int teamSize,
      LocalDate ecommerceSince,
      boolean ownLiveTeam,
      long brandTurnoverFen,
      int brands,
      boolean badRecord,
      boolean staffTie) {}
}
