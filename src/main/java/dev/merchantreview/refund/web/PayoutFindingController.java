package dev.merchantreview.refund.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.refund.PayoutFinding;
import dev.merchantreview.refund.PayoutFindings;
import dev.merchantreview.web.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the bank's statement and the ledger disagree. */
@RestController
@Tag(name = "Payouts")
class PayoutFindingController {

  private final PayoutFindings findings;
  private final Texts texts;
  private final WorkingCalendar calendar;

  PayoutFindingController(PayoutFindings findings, Texts texts, WorkingCalendar calendar) {
    this.findings = findings;
    this.texts = texts;
    this.calendar = calendar;
  }

  /**
   * A finding, in the caller's language.
   *
   * @param remedy what to do
   */
  record PayoutFindingView(
      String number,
      PayoutFinding.Kind kind,
      @Nullable String refundId,
      String message,
      String remedy,
      String detail,
      OffsetDateTime foundAt) {}

  /** Open findings. */
  record PayoutFindingList(List<PayoutFindingView> items) {}

  @GetMapping("/api/v1/payout-findings")
  @Operation(summary = "Payouts whose bank statement and ledger disagree, each with what to do")
  PayoutFindingList list(Locale locale) {
    return new PayoutFindingList(
        findings.open().stream()
            .map(
                finding ->
                    new PayoutFindingView(
                        finding.number(),
                        finding.kind(),
                        finding.refundId(),
                        texts.text("payout-finding", finding.kind().name(), locale),
                        texts.text("payout-remedy", finding.kind().name(), locale),
                        finding.detail(),
                        finding.foundAt().atZone(calendar.zone()).toOffsetDateTime()))
            .toList());
  }
}
