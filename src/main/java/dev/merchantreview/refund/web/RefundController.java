package dev.merchantreview.refund.web;

import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.refund.BlockerChecks;
import dev.merchantreview.refund.BlockerRule;
import dev.merchantreview.refund.Claim;
import dev.merchantreview.refund.DepositRefund;
import dev.merchantreview.refund.Holder;
import dev.merchantreview.refund.Holders;
import dev.merchantreview.refund.RefundState;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.List;
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

/** Deposit refunds. */
@RestController
@RequestMapping("/api/v1/deposit-refunds")
@Tag(name = "Deposit refunds", description = "保证金退还: once, to the right account, in time")
class RefundController {

  private final Refunds refunds;
  private final Holders holders;
  private final BlockerChecks checks;
  private final RefundViews views;
  private final Deposits deposits;

  RefundController(
      Refunds refunds,
      Holders holders,
      BlockerChecks checks,
      RefundViews views,
      Deposits deposits) {
    this.refunds = refunds;
    this.holders = holders;
    this.checks = checks;
    this.views = views;
    this.deposits = deposits;
  }

  /** Why a refund is taken back. */
  @ApiRequest
  @Schema(
      name = "RefundWithdrawalRequest",
      additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record WithdrawalRequest(
      @Nullable @Schema(format = ApiRequest.MULTI_LINE) @Size(max = 500) String reason) {}

  /**
   * What would stand in the way.
   *
   * @param passed whether the refund would go to finance
   * @param secondReview whether another person would have to agree
   */
  @Schema(name = "RefundPreCheck")
  record PreCheck(
      boolean passed,
      long refundableFen,
      boolean secondReview,
      List<RefundView.BlockerView> blockers,
      List<CheckView> checks) {}

  /**
   * What one rule found.
   *
   * @param name of the rule, in the caller's language
   * @param version the rule, decision table or register it was applied by
   * @param inputs what it looked at, personal data masked
   */
  @Schema(name = "RefundCheckView")
  record CheckView(
      String rule,
      String name,
      RuleResult.CheckOutcome outcome,
      String version,
      Map<String, Object> inputs) {}

  @PostMapping("/pre-check")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Everything that would stand in the way; nothing is kept")
  @Refuses({ProblemType.NOT_FOUND, ProblemType.RULE_UNUSABLE})
  PreCheck preCheck(@RequestBody RefundRequest request, Caller caller, Locale locale) {
    Holder holder = owned(request.holderId(), caller);
    List<DepositPurpose> asked = request.deposits();
    Claim claim =
        new Claim(
            holder,
            asked == null ? refunds.meant(holder) : asked.stream().distinct().sorted().toList());
    BlockerChecks.OutsideFacts outside = checks.ask(claim);
    List<RuleResult> results = checks.apply(claim, request.content(), outside);
    List<RefundView.BlockerView> blockers =
        results.stream()
            .flatMap(result -> result.problems().stream())
            .map(problem -> views.blocker(problem, locale))
            .toList();
    return new PreCheck(
        blockers.isEmpty(),
        outside.heldFen(),
        outside.second().required(),
        blockers,
        results.stream()
            .map(
                result ->
                    new CheckView(
                        result.rule(),
                        BlockerRule.valueOf(result.rule()).label(locale),
                        result.outcome(),
                        result.version(),
                        result.inputs()))
            .toList());
  }

  @PostMapping
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Ask for a deposit back; the amount is the ledger's")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  @Refuses({ProblemType.DUPLICATE, ProblemType.WRONG_STATE, ProblemType.NOT_FOUND})
  ResponseEntity<RefundView> submit(
      @RequestBody RefundRequest request, Once once, Caller caller, Locale locale) {
    Holder holder = owned(request.holderId(), caller);
    return once.run(
        request,
        () ->
            switch (refunds.submit(holder, request.deposits(), request.content(), caller.actor())) {
              case Refunds.RefundRequestResult.Accepted(DepositRefund refund) ->
                  views.created("/api/v1/deposit-refunds", refund, caller, locale);
              case Refunds.RefundRequestResult.Duplicate(String existing) ->
                  throw ApiProblem.duplicate(existing);
              case Refunds.RefundRequestResult.NothingHeld nothing ->
                  throw ApiProblem.wrongState("PAID_BACK", Set.of());
            });
  }

  @GetMapping("/{id}")
  @MayCall
  @Operation(summary = "One refund")
  ResponseEntity<RefundView> get(@PathVariable String id, Caller caller, Locale locale) {
    return views.get(id, caller, locale);
  }

  @GetMapping
  @MayCall
  @Operation(summary = "Refunds, newest first")
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Platform.class))
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = RefundState.class))
  @Parameter(
      name = "storeId",
      in = ParameterIn.QUERY,
      description = "or an application's or a service provider's id")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<RefundView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("platform", "state", "storeId"));
    Optional<Platform> platform = query.constant("platform", Platform.class);
    Optional<RefundState> state = query.constant("state", RefundState.class);
    Optional<String> storeId = query.text("storeId");
    return views.page(
        query,
        caller,
        locale,
        slice ->
            refunds.list(platform.orElse(null), state.orElse(null), storeId.orElse(null), slice));
  }

  @PostMapping("/{id}/resubmission")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Hand in a whole new content for a refund that was sent back")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<RefundView> resubmit(
      @PathVariable String id,
      @RequestBody RefundContentRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    DepositRefund current = views.owned(id, caller);
    return once.run(
        request,
        () ->
            views.changed(
                refunds.resubmit(current.id(), request.content(), caller.actor(), expected),
                id,
                caller,
                locale));
  }

  @PostMapping("/{id}/withdrawal")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Take a refund back, until its payout begins")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<RefundView> withdraw(
      @PathVariable String id,
      @RequestBody WithdrawalRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    DepositRefund current = views.owned(id, caller);
    return once.run(
        request,
        () ->
            views.changed(
                refunds.withdraw(current.id(), request.reason(), caller.actor(), expected),
                id,
                caller,
                locale));
  }

  /** A holder of the caller's that has, or had, a deposit, whatever for. */
  private Holder owned(String holderId, Caller caller) {
    return CaseId.of(holderId)
        .flatMap(holders::find)
        .filter(holder -> caller.actsFor(holder.ownerId()))
        .filter(holder -> !deposits.all(holderId).isEmpty())
        .orElseThrow(() -> ApiProblem.notFound(holderId));
  }
}
