package dev.merchantreview.admission.web;

import dev.merchantreview.admission.AdmissionContent;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * What only brand providers tell.
 *
 * @param generalTaxpayer whether it is a general taxpayer
 * @param registeredCapitalFen in fen: 500,000 yuan are 50,000,000
 * @param teamSize how many people
 * @param ecommerceSince the first day of its e-commerce; not ahead
 * @param ownLiveTeam whether it has a live-commerce team of its own
 * @param brandTurnoverFen of all partner brands together in a year, in fen
 * @param brands how many partner brands
 * @param badRecord whether there is a bad record
 * @param staffTie whether there is a tie to staff of the platform
 */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record BrandFiguresRequest(
    @NotNull Boolean generalTaxpayer,
    @NotNull @Min(0) @Max(1_000_000_000_000_000L) Long registeredCapitalFen,
    @NotNull @Min(0) @Max(10_000_000) Integer teamSize,
    @NotNull LocalDate ecommerceSince,
    @NotNull Boolean ownLiveTeam,
    @NotNull @Min(0) @Max(1_000_000_000_000_000L) Long brandTurnoverFen,
    @NotNull @Min(0) @Max(1_000_000) Integer brands,
    @NotNull Boolean badRecord,
    @NotNull Boolean staffTie) {

  AdmissionContent.BrandFigures figures() {
    return new AdmissionContent.BrandFigures(
        generalTaxpayer,
        registeredCapitalFen,
        teamSize,
        ecommerceSince,
        ownLiveTeam,
        brandTurnoverFen,
        brands,
        badRecord,
        staffTie);
  }
}
