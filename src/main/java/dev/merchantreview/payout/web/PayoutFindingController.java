package dev.merchantreview.payout.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.payout.PayoutFinding;
import dev.merchantreview.payout.PayoutFindings;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import dev.merchantreview.web.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the bank's statement and the ledger disagree, and what people found out about it. */
@RestController
@RequestMapping("/api/v1/payout-findings")
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
   * @param detail what was seen on both sides
   * @param explanation what a person found out; null unless one ended it
   */
  record PayoutFindingView(
      String id,
      PayoutFinding.State state,
      String number,
      PayoutFinding.Kind kind,
      @Nullable String refundId,
      String message,
      String remedy,
      String detail,
      OffsetDateTime foundAt,
      @Nullable OffsetDateTime endedAt,
      @Nullable String explanation,
      @Nullable String explainedBy) {}

  /** What a person found out. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record ExplanationRequest(
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = PayoutFinding.Explanation.SHORTEST, max = PayoutFinding.Explanation.LONGEST)
          String explanation) {}

  @GetMapping
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(
      summary =
          "Payouts whose bank statement and ledger disagree or disagreed, newest first, each with what to do")
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = PayoutFinding.State.class))
  @Parameter(name = "number", in = ParameterIn.QUERY, description = "a payout's")
  @Parameter(name = "refundId", in = ParameterIn.QUERY)
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<PayoutFindingView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Locale locale) {
    Query query = new Query(parameters, Set.of("state", "number", "refundId"));
    Optional<PayoutFinding.State> state = query.constant("state", PayoutFinding.State.class);
    Optional<String> number = query.text("number");
    Optional<String> refundId = query.text("refundId");
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    return Page.of(
        findings.list(
            new PayoutFindings.Filter(
                state.orElse(null), number.orElse(null), refundId.orElse(null)),
            cursor,
            limit + 1),
        limit,
        finding -> new Page.Cursor(finding.foundAt(), finding.id()),
        finding -> view(finding, locale));
  }

  @PostMapping("/{id}/explanation")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Operation(summary = "End a finding by saying what it was; not for who agreed to the payout")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  @Refuses({ProblemType.WRONG_STATE, ProblemType.OWN_DECISION})
  ResponseEntity<PayoutFindingView> explain(
      @PathVariable String id,
      @RequestBody ExplanationRequest request,
      Once once,
      Caller caller,
      Locale locale) {
    return once.run(
        request,
        () ->
            switch (findings
                .explain(id, TypedText.stripped(request.explanation()), caller.actor())
                .orElseThrow(() -> ApiProblem.notFound(id))) {
              case PayoutFindings.ExplanationResult.Explained(PayoutFinding finding) ->
                  ResponseEntity.ok(view(finding, locale));
              case PayoutFindings.ExplanationResult.Ended(PayoutFinding.State state) ->
                  throw ApiProblem.wrongState(state.name(), Set.of());
              case PayoutFindings.ExplanationResult.OwnDecision(String number) ->
                  throw ApiProblem.ownDecision(number);
            });
  }

  private PayoutFindingView view(PayoutFinding finding, Locale locale) {
    PayoutFinding.Difference difference = finding.difference();
    PayoutFinding.Explanation explanation = finding.explanation();
    return new PayoutFindingView(
        finding.id(),
        finding.state(),
        difference.number(),
        difference.kind(),
        difference.refundId(),
        texts.text("payout-finding", difference.kind().name(), locale),
        texts.text("payout-remedy", difference.kind().name(), locale),
        difference.detail(),
        at(finding.foundAt()),
        finding.endedAt() == null ? null : at(finding.endedAt()),
        explanation == null ? null : explanation.words(),
        explanation == null ? null : explanation.by());
  }

  private OffsetDateTime at(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
