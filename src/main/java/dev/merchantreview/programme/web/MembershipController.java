package dev.merchantreview.programme.web;

import dev.merchantreview.programme.Membership;
import dev.merchantreview.programme.MembershipDesk;
import dev.merchantreview.programme.MembershipState;
import dev.merchantreview.programme.Memberships;
import dev.merchantreview.programme.Programme;
import dev.merchantreview.programme.ProgrammeSubjects;
import dev.merchantreview.programme.Programmes;
import dev.merchantreview.programme.Unmet;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Problem;
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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
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

/** Memberships of programmes. */
@RestController
@RequestMapping(MembershipController.PATH)
@Tag(name = "Memberships", description = "项目成员: applied for, checked, warned, closed")
class MembershipController {

  static final String PATH = "/api/v1/memberships";

  private final MembershipDesk desk;
  private final Memberships memberships;
  private final Programmes programmes;
  private final ProgrammeSubjects subjects;
  private final MembershipViews views;
  private final ProgrammeViews programmeViews;

  MembershipController(
      MembershipDesk desk,
      Memberships memberships,
      Programmes programmes,
      ProgrammeSubjects subjects,
      MembershipViews views,
      ProgrammeViews programmeViews) {
    this.desk = desk;
    this.memberships = memberships;
    this.programmes = programmes;
    this.subjects = subjects;
    this.views = views;
    this.programmeViews = programmeViews;
  }

  /**
   * An application.
   *
   * @param programme one of those {@code GET /programmes} lists
   * @param subjectId the store's id, or the platform's id of the merchant or streamer
   * @param agreement the version of the agreement that is accepted; required where there is one
   * @param statement what a person who decides should know
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record MembershipRequest(
      @NotNull @Pattern(regexp = "^[a-z][a-z0-9-]{1,59}$") String programme,
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String subjectId,
      @Nullable @Size(min = 1, max = 40) String agreement,
      @Nullable
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 1000)
          String statement) {}

  /**
   * What a member says to a warning.
   *
   * @param text what it has done, or will do, about what is unmet
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record WarningAnswer(
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 2000)
          String text) {}

  /**
   * An agreement that is accepted.
   *
   * @param version of today
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record AgreementRequest(@NotNull @Size(min = 1, max = 40) String version) {}

  /** Why a member leaves. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record LeaveRequest(
      @Nullable @Schema(format = ApiRequest.MULTI_LINE) @Size(max = 500) String reason) {}

  /**
   * Why the platform closes a membership.
   *
   * @param code of the table of reasons
   * @param reason what the member will read
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record MembershipClosureRequest(
      @NotNull @Pattern(regexp = "^[A-Z][A-Z_]{1,59}$") String code,
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String reason) {}

  @PostMapping
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "applyForMembership",
      summary = "Apply to a programme; what is unmet is named at once and nothing is kept")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  @Refuses(
      value = {ProblemType.DUPLICATE, ProblemType.RULE_UNUSABLE, ProblemType.NOT_YOURS},
      own = ProgrammeRefusal.class)
  ResponseEntity<MembershipView> apply(
      @RequestBody MembershipRequest request, Once once, Caller caller, Locale locale) {
    Programme programme = programme(request);
    String owner =
        subjects
            .ownerOf(programme.subject(), request.subjectId())
            .filter(caller::actsFor)
            .orElseThrow(() -> ApiProblem.notYours(request.subjectId()));
    List<FieldError> errors = errors(programme, request);
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
    String statement = request.statement();
    return once.run(
        request,
        () ->
            switch (desk.apply(
                programme,
                request.subjectId(),
                owner,
                request.agreement(),
                statement == null ? null : TypedText.stripped(statement),
                caller.actor())) {
              case MembershipDesk.Applied.Accepted(Membership made) ->
                  views.created(PATH, made, caller, locale);
              case MembershipDesk.Applied.Duplicate(String existing) ->
                  throw ApiProblem.duplicate(existing);
              case MembershipDesk.Applied.Lacking(List<Unmet> unmet) ->
                  throw ApiProblem.of(ProgrammeRefusal.NOT_ELIGIBLE, programme.label(locale))
                      .with("unmet", programmeViews.unmet(programme, unmet, locale));
            });
  }

  private Programme programme(MembershipRequest request) {
    return programmes
        .find(request.programme())
        .orElseThrow(
            () ->
                ApiProblem.validation(
                    List.of(
                        FieldError.of("/programme", "UNKNOWN_PROGRAMME", request.programme()))));
  }

  private List<FieldError> errors(Programme programme, MembershipRequest request) {
    List<FieldError> errors = new ArrayList<>();
    if (programme.admission().entry() == Programme.Entry.NONE) {
      errors.add(FieldError.of("/programme", "NOBODY_APPLIES", programme.id()));
    }
    if (subjects.isElsewhere(programme, request.subjectId())) {
      errors.add(
          FieldError.of(
              "/subjectId", "SUBJECT_ELSEWHERE", request.subjectId(), programme.platform().name()));
    }
    Programme.Agreement agreement = programme.admission().agreement();
    if (agreement != null && !agreement.version().equals(request.agreement())) {
      errors.add(FieldError.of("/agreement", "AGREEMENT_NOT_ACCEPTED", agreement.version()));
    }
    if (agreement == null && request.agreement() != null) {
      errors.add(FieldError.of("/agreement", "NO_AGREEMENT"));
    }
    return errors;
  }

  @GetMapping("/{id}")
  @MayCall
  @Operation(summary = "One membership")
  ResponseEntity<MembershipView> get(@PathVariable String id, Caller caller, Locale locale) {
    return views.get(id, caller, locale);
  }

  @GetMapping
  @MayCall
  @Operation(summary = "Memberships, newest first")
  @Parameter(name = "programme", in = ParameterIn.QUERY, description = "Its id")
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = MembershipState.class))
  @Parameter(name = "subject", in = ParameterIn.QUERY, description = "The subject's id")
  @Parameter(name = "merchantId", in = ParameterIn.QUERY)
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<MembershipView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("programme", "state", "subject", "merchantId"));
    Optional<String> programme = query.text("programme");
    Optional<MembershipState> state = query.constant("state", MembershipState.class);
    Optional<String> subject = query.text("subject");
    Optional<String> merchantId = query.text("merchantId");
    return views.page(
        query,
        caller,
        locale,
        slice ->
            memberships.list(
                programme.orElse(null),
                state.orElse(null),
                subject.orElse(null),
                merchantId.orElse(null),
                slice));
  }

  @PostMapping("/{id}/answer")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "answerWarning",
      summary = "Answer a warning before its time is over; a person decides about the answer")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  @Refuses(own = ProgrammeRefusal.class)
  ResponseEntity<MembershipView> answer(
      @PathVariable String id,
      @RequestBody WarningAnswer request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    Membership owned = views.owned(id, caller);
    return once.run(
        request,
        () -> {
          if (desk.isSubjectGone(owned)) {
            throw ApiProblem.of(ProgrammeRefusal.SUBJECT_GONE);
          }
          if (desk.isAnsweredTooLate(owned.id())) {
            throw ApiProblem.of(ProgrammeRefusal.ANSWER_TOO_LATE);
          }
          return views.changed(
              desk.answer(owned.id(), TypedText.stripped(request.text()), caller.actor(), expected),
              id,
              caller,
              locale);
        });
  }

  @PostMapping("/{id}/agreement")
  @MayCall(Role.MERCHANT)
  @Operation(operationId = "acceptAgreement", summary = "Accept the agreement of today")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<MembershipView> agree(
      @PathVariable String id,
      @RequestBody AgreementRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    Membership owned = views.owned(id, caller);
    Programme.Agreement agreement =
        programmes
            .find(owned.application().programme())
            .map(one -> one.admission().agreement())
            .orElse(null);
    if (agreement == null) {
      throw ApiProblem.validation(List.of(FieldError.of("/version", "NO_AGREEMENT")));
    }
    if (!agreement.version().equals(request.version())) {
      throw ApiProblem.validation(
          List.of(FieldError.of("/version", "AGREEMENT_NOT_ACCEPTED", agreement.version())));
    }
    return once.run(
        request,
        () ->
            views.changed(
                desk.agree(owned.id(), request.version(), caller.actor(), expected),
                id,
                caller,
                locale));
  }

  @PostMapping("/{id}/leave")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "leaveProgramme",
      summary = "Leave a programme, or take an application back; duties come first")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  @Refuses(own = ProgrammeRefusal.class)
  ResponseEntity<MembershipView> leave(
      @PathVariable String id,
      @RequestBody LeaveRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    Membership owned = views.owned(id, caller);
    return once.run(
        request,
        () -> {
          try {
            return views.changed(
                desk.leave(owned.id(), request.reason(), caller.actor(), expected),
                id,
                caller,
                locale);
          } catch (MembershipDesk.DutiesOpenException duties) {
            Programme programme = programmes.get(owned.application().programme());
            throw ApiProblem.of(ProgrammeRefusal.DUTIES_OPEN, programme.label(locale))
                .with("unmet", programmeViews.unmet(programme, duties.open(), locale));
          }
        });
  }

  @PostMapping("/{id}/closure")
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "closeMembership",
      summary = "The platform closes a membership, whatever its figures are")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<MembershipView> close(
      @PathVariable String id,
      @RequestBody MembershipClosureRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    Membership found = views.existing(id);
    Problem reason = new Problem("", request.code(), null, Problem.Source.AUDITOR);
    if (!desk.isReason(reason)) {
      throw ApiProblem.validation(
          List.of(FieldError.of("/code", "UNKNOWN_REASON", request.code(), desk.reasons())));
    }
    return once.run(
        request,
        () ->
            views.changed(
                desk.close(
                    found.id(),
                    reason,
                    TypedText.stripped(request.reason()),
                    caller.actor(),
                    expected),
                id,
                caller,
                locale));
  }
}
