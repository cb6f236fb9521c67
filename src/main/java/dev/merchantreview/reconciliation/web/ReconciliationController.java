package dev.merchantreview.reconciliation.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.reconciliation.Finding;
import dev.merchantreview.reconciliation.Findings;
import dev.merchantreview.reconciliation.Resync;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cases whose state and engine disagree, and what to do about them. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Reconciliation", description = "对账: cases whose state and engine disagree")
class ReconciliationController {

  private final Findings findings;
  private final Resync resync;
  private final WorkingCalendar calendar;

  ReconciliationController(Findings findings, Resync resync, WorkingCalendar calendar) {
    this.findings = findings;
    this.resync = resync;
    this.calendar = calendar;
  }

  /**
   * A finding, in the caller's language.
   *
   * @param remedy what to do
   */
  record FindingView(
      String caseId,
      String caseState,
      Finding.Kind kind,
      String message,
      String remedy,
      String detail,
      OffsetDateTime foundAt) {}

  /** Open findings. */
  record FindingList(List<FindingView> items) {}

  /**
   * @param finding what disagreed; null when nothing did
   */
  record ResyncView(String caseId, @Nullable FindingView finding, boolean repaired) {}

  @GetMapping("/findings")
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(
      operationId = "listFindings",
      summary = "Cases whose state and engine disagree, each with its remedy")
  FindingList list(Locale locale) {
    return new FindingList(findings.open().stream().map(finding -> view(finding, locale)).toList());
  }

  @PostMapping("/cases/{id}/resync")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "resyncCase",
      summary = "Compare one case with the engine and repair what is safe")
  ResyncView resync(@PathVariable String id, Caller caller, Locale locale) {
    Resync.Result result =
        CaseId.of(id)
            .flatMap(caseId -> resync.resync(caseId, caller.actor()))
            .orElseThrow(() -> ApiProblem.notFound(id));
    return new ResyncView(
        id, result.finding() == null ? null : view(result.finding(), locale), result.repaired());
  }

  private FindingView view(Finding finding, Locale locale) {
    return new FindingView(
        finding.caseId().value(),
        finding.caseState(),
        finding.kind(),
        finding.kind().text(locale),
        finding.kind().remedy(locale),
        finding.detail(),
        finding.foundAt().atZone(calendar.zone()).toOffsetDateTime());
  }
}
