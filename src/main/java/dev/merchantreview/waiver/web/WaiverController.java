package dev.merchantreview.waiver.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.waiver.Waiver;
import dev.merchantreview.waiver.WaiverSubject;
import dev.merchantreview.waiver.Waivers;
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
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Waivers of what rules hold against cases. */
@RestController
@RequestMapping("/api/v1/waivers")
@Tag(
    name = "Waivers",
    description = "豁免: what a rule holds against a case counts no more, until a day")
class WaiverController {

  private final Waivers waivers;
  private final WorkingCalendar calendar;

  WaiverController(Waivers waivers, WorkingCalendar calendar) {
    this.waivers = waivers;
    this.calendar = calendar;
  }

  /**
   * Whom it is for.
   *
   * @param id the merchant's id, the licence's number, or the id of the store
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record SubjectRequest(
      @NotNull WaiverSubject.Kind kind,
      @NotNull
          @Schema(
              description =
                  "The merchant's id, the licence's number, or the store's id. A registration abroad has"
                      + " its country before it (ISO 3166-1 alpha-2) and one blank: US 12-3456")
          @Pattern(regexp = "^(?:[A-Za-z0-9._-]{1,64}|[A-Z]{2} [0-9A-Z][0-9A-Z ./-]{1,31})$")
          String id) {}

  /**
   * A waiver.
   *
   * @param rule the code of the problem, one of those the platform's profile lists
   * @param category the one it is for, where the rule is about categories
   * @param endsOn the last day it counts
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record WaiverGrant(
      @NotNull Platform platform,
      @NotNull @Valid SubjectRequest subject,
      @NotNull @Pattern(regexp = "^[A-Z_]{1,64}$") String rule,
      @Nullable @Size(min = 1, max = 40) String category,
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = Waiver.LONGEST_REASON)
          String reason,
      @NotNull LocalDate endsOn) {}

  /** Why it is taken back. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record WaiverRevocation(
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = Waiver.LONGEST_REASON)
          String reason) {}

  /**
   * A waiver as it is shown.
   *
   * @param endsOn the last day it counts
   * @param revokedAt when it was taken back; null unless it was
   * @param revocationReason why
   */
  record RuleWaiverView(
      String id,
      Waiver.State state,
      Platform platform,
      WaiverSubject subject,
      String rule,
      @Nullable String category,
      String reason,
      String grantedBy,
      OffsetDateTime grantedAt,
      LocalDate endsOn,
      @Nullable OffsetDateTime revokedAt,
      @Nullable String revokedBy,
      @Nullable String revocationReason) {}

  @PostMapping
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Refuses(ProblemType.OWN_DECISION)
  @Operation(
      operationId = "grantWaiver",
      summary =
          "Waive a rule for a merchant, licence or store until a day; not for who handed in or reviews"
              + " an open case of theirs, and who granted it reviews none it serves")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<RuleWaiverView> grant(@RequestBody WaiverGrant request, Once once, Caller caller) {
    return once.run(
        request,
        () ->
            switch (waivers.grant(draft(request), caller.actor())) {
              case Waivers.Grant.Granted(Waiver waiver) ->
                  ResponseEntity.status(HttpStatus.CREATED).body(view(waiver));
              case Waivers.Grant.Wrong(List<FieldError> errors) ->
                  throw ApiProblem.validation(errors);
              case Waivers.Grant.OwnDecision own ->
                  throw ApiProblem.ownDecision(request.subject().id());
            });
  }

  private static Waivers.Draft draft(WaiverGrant request) {
    return new Waivers.Draft(
        request.platform(),
        new WaiverSubject(request.subject().kind(), request.subject().id()),
        request.rule(),
        request.category(),
        TypedText.stripped(request.reason()),
        request.endsOn());
  }

  @GetMapping
  @MayCall({Role.OPERATOR, Role.AUDITOR, Role.ADMIN})
  @Operation(operationId = "listWaivers", summary = "Waivers, latest granted first")
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Platform.class))
  @Parameter(
      name = "subject",
      in = ParameterIn.QUERY,
      description = "a merchant's id, a licence's number or a store's id")
  @Parameter(name = "rule", in = ParameterIn.QUERY)
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Waiver.State.class))
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<RuleWaiverView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters) {
    Query query = new Query(parameters, Set.of("platform", "subject", "rule", "state"));
    Optional<Platform> platform = query.constant("platform", Platform.class);
    Optional<String> subject = query.text("subject");
    Optional<String> rule = query.text("rule");
    Optional<Waiver.State> state = query.constant("state", Waiver.State.class);
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    return Page.of(
        waivers.list(
            new Waivers.Filter(
                platform.orElse(null), subject.orElse(null), rule.orElse(null), state.orElse(null)),
            cursor,
            limit + 1),
        limit,
        waiver -> new Page.Cursor(waiver.grantedAt(), waiver.id()),
        this::view);
  }

  @PostMapping("/{id}/revocation")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Refuses(ProblemType.WRONG_STATE)
  @Operation(
      operationId = "revokeWaiver",
      summary = "Take a waiver back: from now on it counts no more; what was decided stays decided")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  ResponseEntity<RuleWaiverView> revoke(
      @PathVariable String id, @RequestBody WaiverRevocation request, Once once, Caller caller) {
    return once.run(
        request,
        () ->
            switch (waivers
                .revoke(id, TypedText.stripped(request.reason()), caller.actor())
                .orElseThrow(() -> ApiProblem.notFound(id))) {
              case Waivers.Revoked.Done(Waiver waiver) -> ResponseEntity.ok(view(waiver));
              case Waivers.Revoked.Over(Waiver.State state) ->
                  throw ApiProblem.wrongState(state.name(), Set.of());
            });
  }

  private RuleWaiverView view(Waiver waiver) {
    Waiver.Revocation revocation = waiver.revocation();
    return new RuleWaiverView(
        waiver.id(),
        waiver.stateOn(waivers.today()),
        waiver.platform(),
        waiver.subject(),
        waiver.rule(),
        waiver.category(),
        waiver.reason(),
        waiver.grantedBy(),
        at(waiver.grantedAt()),
        waiver.endsOn(),
        revocation == null ? null : at(revocation.at()),
        revocation == null ? null : revocation.by(),
        revocation == null ? null : revocation.reason());
  }

  private OffsetDateTime at(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
