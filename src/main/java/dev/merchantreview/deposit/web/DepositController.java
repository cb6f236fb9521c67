package dev.merchantreview.deposit.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositNumbers;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Ledger;
import dev.merchantreview.deposit.Penalty;
import dev.merchantreview.deposit.PenaltyWaivers;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.CallerClock;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deposits: what is held, what was fined, what was paid back. */
@RestController
@RequestMapping("/api/v1/deposits/{storeId}")
@Tag(
    name = "Deposits",
    description = "保证金: a double-entry ledger, each line with what is behind it")
class DepositController {

  private static final String DEPOSIT = "deposit";
  private static final String WHICH =
      "Which of the holder's deposits, or its yearly fees; the store's deposit unless given";
  private static final String MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$";

  private final Deposits deposits;
  private final PenaltyWaivers waivers;
  private final DepositViews views;
  private final Statements statements;
  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final Clock clock;
  private final CallerClock callerClock;

  DepositController(
      Deposits deposits,
      PenaltyWaivers waivers,
      DepositViews views,
      Statements statements,
      Platforms platforms,
      WorkingCalendar calendar,
      Clock clock,
      CallerClock callerClock) {
    this.deposits = deposits;
    this.waivers = waivers;
    this.views = views;
    this.statements = statements;
    this.platforms = platforms;
    this.calendar = calendar;
    this.clock = clock;
    this.callerClock = callerClock;
  }

  /**
   * A fine.
   *
   * @param amountFen at least 1, and at most what the platform's profile allows
   * @param deposit which deposit it is taken from; the store's where it is left out
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record PenaltyRequest(
      @NotNull @Min(1) @Max(1_000_000_000_000L) Long amountFen,
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String ruleId,
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String note,
      @Nullable DepositPurpose deposit) {

    DepositPurpose purpose() {
      return deposit == null ? DepositPurpose.STORE : deposit;
    }
  }

  /** A fine that was imposed, and the deposit afterwards. */
  record Imposed(DepositView.PenaltyView penalty, DepositView deposit) {}

  @GetMapping
  @MayCall
  @Operation(summary = "Balances and ledger lines of a deposit, now or at a moment")
  @Parameter(
      name = "at",
      in = ParameterIn.QUERY,
      description = "RFC 3339, not after now; now unless given")
  @Parameter(
      name = DEPOSIT,
      in = ParameterIn.QUERY,
      description = WHICH,
      schema = @Schema(implementation = DepositPurpose.class))
  DepositView get(
      @PathVariable String storeId,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("at", DEPOSIT), Query.Kind.SINGLE);
    Optional<Instant> moment = query.past("at", callerClock.latestNow());
    Optional<DepositPurpose> purpose = query.constant(DEPOSIT, DepositPurpose.class);
    query.check();
    return views.view(
        views.visible(storeId, purpose.orElse(DepositPurpose.STORE), caller),
        moment.orElse(null),
        caller,
        locale);
  }

  /** The deposit a call names besides its holder. */
  private DepositAccount named(String storeId, Map<String, String> parameters, Caller caller) {
    Query query = new Query(parameters, Set.of(DEPOSIT), Query.Kind.SINGLE);
    Optional<DepositPurpose> purpose = query.constant(DEPOSIT, DepositPurpose.class);
    query.check();
    return views.visible(storeId, purpose.orElse(DepositPurpose.STORE), caller);
  }

  @GetMapping("/verification")
  @MayCall
  @Operation(summary = "Recompute the ledger: hashes, sums and balances")
  @Parameter(
      name = DEPOSIT,
      in = ParameterIn.QUERY,
      description = WHICH,
      schema = @Schema(implementation = DepositPurpose.class))
  Ledger.Verification verify(
      @PathVariable String storeId,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller) {
    return deposits.verify(named(storeId, parameters, caller));
  }

  @GetMapping("/statements/{month}.csv")
  @MayCall
  @Operation(operationId = "getDepositStatementCsv", summary = "A month's statement as CSV")
  @Parameter(
      name = DEPOSIT,
      in = ParameterIn.QUERY,
      description = WHICH,
      schema = @Schema(implementation = DepositPurpose.class))
  @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
  ResponseEntity<byte[]> csv(
      @PathVariable String storeId,
      @PathVariable @Pattern(regexp = MONTH) String month,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    DepositAccount account = named(storeId, parameters, caller);
    return file(
        statements.csv(account, month(month), caller, locale),
        new MediaType("text", "csv", StandardCharsets.UTF_8),
        "deposit-" + named(account) + "-" + month + ".csv");
  }

  @GetMapping("/statements/{month}.pdf")
  @MayCall
  @Operation(operationId = "getDepositStatementPdf", summary = "A month's statement as PDF")
  @Parameter(
      name = DEPOSIT,
      in = ParameterIn.QUERY,
      description = WHICH,
      schema = @Schema(implementation = DepositPurpose.class))
  @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/pdf"))
  ResponseEntity<byte[]> pdf(
      @PathVariable String storeId,
      @PathVariable @Pattern(regexp = MONTH) String month,
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    DepositAccount account = named(storeId, parameters, caller);
    return file(
        statements.pdf(account, month(month), caller, locale),
        MediaType.APPLICATION_PDF,
        "deposit-" + named(account) + "-" + month + ".pdf");
  }

  @PostMapping("/penalties")
  @MayCall(Role.ADMIN)
  @Operation(
      operationId = "imposePenalty",
      summary = "Impose a fine on one of the deposits; what that covers is taken at once")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  @Refuses(ProblemType.WRONG_STATE)
  ResponseEntity<Imposed> impose(
      @PathVariable String storeId,
      @RequestBody PenaltyRequest request,
      Once once,
      Caller caller,
      Locale locale) {
    if (!request.purpose().isDeposit()) {
      throw ApiProblem.validation(List.of(FieldError.of("/deposit", "NO_DEPOSIT")));
    }
    DepositAccount account = views.visible(storeId, request.purpose(), caller);
    long largest =
        platforms.get(account.holder().platform()).part(DepositNumbers.class).largestPenaltyFen();
    if (request.amountFen() > largest) {
      throw ApiProblem.validation(
          List.of(FieldError.of("/amountFen", "PENALTY_TOO_LARGE", largest)));
    }
    return once.run(
        request,
        () ->
            switch (deposits
                .impose(
                    storeId,
                    request.purpose(),
                    request.amountFen(),
                    request.ruleId(),
                    TypedText.stripped(request.note()),
                    caller.actor())
                .orElseThrow(() -> ApiProblem.notFound(storeId))) {
              case Deposits.PenaltyOutcome.Imposed imposed ->
                  ResponseEntity.status(HttpStatus.CREATED)
                      .body(
                          new Imposed(
                              views.view(imposed.penalty(), caller),
                              views.view(imposed.account(), null, caller, locale)));
              case Deposits.PenaltyOutcome.TooLate(String state) ->
                  throw ApiProblem.wrongState(state, Set.of());
            });
  }

  /** Why a fine does not stand in the way of paying the deposit back. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record WaiverRequest(
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String reason) {}

  @PostMapping("/penalties/{penaltyId}/waiver")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Refuses({ProblemType.DUPLICATE, ProblemType.OWN_DECISION, ProblemType.WRONG_STATE})
  @Operation(
      operationId = "waivePenalty",
      summary =
          "Waive a fine for the refund, with a reason; who gave a verdict on a refund of this deposit"
              + " cannot, and who waived gives none")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<DepositView.PenaltyView> waive(
      @PathVariable String storeId,
      @PathVariable String penaltyId,
      @RequestBody WaiverRequest request,
      Once once,
      Caller caller) {
    views.visible(storeId, caller);
    return once.run(
        request,
        () ->
            switch (waivers
                .waive(storeId, penaltyId, TypedText.stripped(request.reason()), caller.actor())
                .orElseThrow(() -> ApiProblem.notFound(penaltyId))) {
              case PenaltyWaivers.WaiverOutcome.Waived(Penalty penalty) ->
                  ResponseEntity.status(HttpStatus.CREATED).body(views.view(penalty, caller));
              case PenaltyWaivers.WaiverOutcome.Already(Penalty penalty) ->
                  throw ApiProblem.duplicate(penalty.id());
              case PenaltyWaivers.WaiverOutcome.OwnDecision() ->
                  throw ApiProblem.ownDecision(penaltyId);
              case PenaltyWaivers.WaiverOutcome.TooLate(String state) ->
                  throw ApiProblem.wrongState(state, Set.of());
            });
  }

  /** Only a month that has begun: there is nothing to state of a month to come. */
  private YearMonth month(String text) {
    YearMonth month = YearMonth.parse(text);
    if (month.isAfter(YearMonth.from(clock.instant().atZone(calendar.zone())))) {
      throw ApiProblem.validation(List.of(FieldError.of("#path/month", "IN_FUTURE")));
    }
    return month;
  }

  private static String named(DepositAccount account) {
    String holder = account.holder().caseId().value();
    return account.purpose() == DepositPurpose.STORE
        ? holder
        : holder + "-" + account.purpose().name().toLowerCase(Locale.ROOT);
  }

  private static ResponseEntity<byte[]> file(byte[] content, MediaType type, String name) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }
}
