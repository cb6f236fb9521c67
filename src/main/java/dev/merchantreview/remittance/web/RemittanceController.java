package dev.merchantreview.remittance.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.remittance.CreditOutcome;
import dev.merchantreview.remittance.ReceivedCredit;
import dev.merchantreview.remittance.Remittances;
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

/** What came in on the account for remittances, and what became of it. */
@RestController
@RequestMapping("/api/v1/remittances")
@Tag(
    name = "Remittances",
    description = "对公打款: what the bank reports, and what each amount counted for")
class RemittanceController {

  private final Remittances remittances;
  private final Texts texts;
  private final WorkingCalendar calendar;

  RemittanceController(Remittances remittances, Texts texts, WorkingCalendar calendar) {
    this.remittances = remittances;
    this.texts = texts;
    this.calendar = calendar;
  }

  /**
   * Money that came in.
   *
   * @param reference the bank's
   * @param payer masked
   * @param payerAccount masked
   * @param paidAt by the bank
   * @param message what it counted for, in the caller's language
   * @param caseId what it was for; null where nobody knows
   * @param returnedAt when somebody said that it was sent back; null until then
   * @param note what was said of that
   */
  record RemittanceCreditView(
      String id,
      ReceivedCredit.State state,
      String reference,
      long amountFen,
      String remark,
      String payer,
      String payerAccount,
      OffsetDateTime paidAt,
      OffsetDateTime receivedAt,
      CreditOutcome outcome,
      String message,
      @Nullable String caseId,
      @Nullable OffsetDateTime returnedAt,
      @Nullable String returnedBy,
      @Nullable String note) {}

  /**
   * That a credit was sent back.
   *
   * @param note under which number, or why it need not be
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record RemittanceReturn(
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = ReceivedCredit.LONGEST_NOTE)
          String note) {}

  @GetMapping
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(
      summary =
          "Remittances the bank reported, latest first, each with what it counted for; also those nobody can place")
  @Parameter(
      name = "outcome",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = CreditOutcome.class))
  @Parameter(name = "caseId", in = ParameterIn.QUERY)
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = ReceivedCredit.State.class))
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<RemittanceCreditView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Locale locale) {
    Query query = new Query(parameters, Set.of("outcome", "caseId", "state"));
    Optional<CreditOutcome> outcome = query.constant("outcome", CreditOutcome.class);
    Optional<String> caseId = query.text("caseId");
    Optional<ReceivedCredit.State> state = query.constant("state", ReceivedCredit.State.class);
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    return Page.of(
        remittances.list(
            new Remittances.Filter(outcome.orElse(null), caseId.orElse(null), state.orElse(null)),
            cursor,
            limit + 1),
        limit,
        credit -> new Page.Cursor(credit.receivedAt(), credit.id()),
        credit -> view(credit, locale));
  }

  @PostMapping("/{id}/return")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "returnRemittance",
      summary = "Put on record that a remittance was sent back; no money is moved by it")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  @Refuses(ProblemType.WRONG_STATE)
  ResponseEntity<RemittanceCreditView> sentBack(
      @PathVariable String id,
      @RequestBody RemittanceReturn request,
      Once once,
      Caller caller,
      Locale locale) {
    return once.run(
        request,
        () ->
            switch (remittances
                .returned(id, TypedText.stripped(request.note()), caller.actor())
                .orElseThrow(() -> ApiProblem.notFound(id))) {
              case Remittances.Return.Done(ReceivedCredit credit) ->
                  ResponseEntity.ok(view(credit, locale));
              case Remittances.Return.Before before ->
                  throw ApiProblem.wrongState(before.credit().state().name(), Set.of());
            });
  }

  private RemittanceCreditView view(ReceivedCredit credit, Locale locale) {
    ReceivedCredit.Returned returned = credit.returned();
    return new RemittanceCreditView(
        credit.id(),
        credit.state(),
        credit.reference(),
        credit.amountFen(),
        credit.remark(),
        credit.payer(),
        credit.payerAccount(),
        at(credit.paidAt()),
        at(credit.receivedAt()),
        credit.outcome(),
        texts.text("remittance", credit.outcome().name(), locale),
        credit.caseId(),
        returned == null ? null : at(returned.at()),
        returned == null ? null : returned.by(),
        returned == null ? null : returned.note());
  }

  private OffsetDateTime at(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
