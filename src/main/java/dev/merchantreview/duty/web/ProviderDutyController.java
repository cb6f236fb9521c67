package dev.merchantreview.duty.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.duty.DutyAppeals;
import dev.merchantreview.duty.ProviderDuties;
import dev.merchantreview.duty.ProviderDuty;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Changes;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.NextAction;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Merchants see what they have to do until when, and appeal against a loss. */
@RestController
@RequestMapping(ProviderDutyController.PATH)
@Tag(
    name = "Provider duties",
    description = "绑定服务商的要求: a store's merchant has a service provider until a day")
class ProviderDutyController {

  static final String PATH = "/api/v1/provider-duties";

  private final ProviderDuties duties;
  private final DutyAppeals appeals;
  private final WorkingCalendar calendar;

  ProviderDutyController(ProviderDuties duties, DutyAppeals appeals, WorkingCalendar calendar) {
    this.duties = duties;
    this.appeals = appeals;
    this.calendar = calendar;
  }

  /**
   * What the merchant says against a loss.
   *
   * @param words why the category should not be lost
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record DutyAppeal(
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String words) {}

  /**
   * What a person answers.
   *
   * @param reason in words the merchant reads
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record DutyAppealRefusal(
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String reason) {}

  @GetMapping("/{id}")
  @MayCall
  @Operation(operationId = "getProviderDuty", summary = "One duty")
  ProviderDutyView get(@PathVariable String id, Caller caller) {
    return view(visible(id, caller), caller);
  }

  @GetMapping
  @MayCall
  @Operation(
      operationId = "listProviderDuties",
      summary = "Who has to have a service provider until when, newest first")
  @Parameter(name = "merchantId", in = ParameterIn.QUERY, description = "Of this merchant")
  @Parameter(name = "storeId", in = ParameterIn.QUERY, description = "Of this store")
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = ProviderDuty.State.class))
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<ProviderDutyView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters, Caller caller) {
    Query query = new Query(parameters, Set.of("merchantId", "storeId", "state"));
    Optional<String> merchant = query.text("merchantId");
    Optional<String> store = query.text("storeId");
    Optional<ProviderDuty.State> state = query.constant("state", ProviderDuty.State.class);
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    List<ProviderDuty> found =
        duties.list(
            store.orElse(null),
            merchant.orElse(null),
            state.orElse(null),
            new Page.Slice(caller.readsAll() ? null : caller.merchants(), cursor, limit + 1));
    return Page.of(
        found,
        limit,
        one -> new Page.Cursor(one.createdAt(), one.id().value()),
        one -> view(one, caller));
  }

  @PostMapping("/{id}/appeal")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "appealProviderDuty",
      summary = "The merchant appeals, once, against the loss of its category; a person answers")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  @Refuses({ProblemType.NOT_YOURS, ProblemType.WRONG_STATE})
  ResponseEntity<ProviderDutyView> appeal(
      @PathVariable String id, @RequestBody DutyAppeal request, Once once, Caller caller) {
    ProviderDuty duty = visible(id, caller);
    if (!caller.actsFor(duty.merchantId())) {
      throw ApiProblem.notYours(id);
    }
    return once.run(
        request,
        () ->
            changed(
                () -> duties.appeal(duty.id(), TypedText.stripped(request.words()), caller.actor()),
                id,
                caller));
  }

  @PostMapping("/{id}/appeal-refusal")
  @MayCall(Role.ADMIN)
  @Operation(
      operationId = "refuseProviderDutyAppeal",
      summary =
          "Refuse an appeal; it is granted by giving the store its category back. Not by who acts for the"
              + " merchant")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  @Refuses({ProblemType.OWN_DECISION, ProblemType.WRONG_STATE})
  ResponseEntity<ProviderDutyView> refuse(
      @PathVariable String id, @RequestBody DutyAppealRefusal request, Once once, Caller caller) {
    ProviderDuty duty = visible(id, caller);
    if (caller.actsFor(duty.merchantId())) {
      throw ApiProblem.ownDecision(id);
    }
    return once.run(
        request,
        () ->
            changed(
                () ->
                    duties.refuseAppeal(
                        duty.id(), TypedText.stripped(request.reason()), caller.actor()),
                id,
                caller));
  }

  private ResponseEntity<ProviderDutyView> changed(
      Supplier<Optional<Change<ProviderDuty>>> change, String id, Caller caller) {
    return ResponseEntity.ok(view(Changes.made(change.get(), id), caller));
  }

  private ProviderDuty visible(String id, Caller caller) {
    return CaseId.of(id)
        .flatMap(duties::find)
        .filter(one -> caller.readsAll() || caller.actsFor(one.merchantId()))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  private ProviderDutyView view(ProviderDuty duty, Caller caller) {
    ProviderDuty.Appeal appeal = duty.appeal();
    boolean mayAppeal =
        duty.state() == ProviderDuty.State.UNMET && caller.actsFor(duty.merchantId());
    return new ProviderDutyView(
        duty.id().value(),
        duty.state(),
        duty.platform(),
        duty.storeId().value(),
        duty.merchantId(),
        duty.category(),
        duty.industry(),
        duty.noticeId(),
        duty.lastDay(),
        duty.createdAt().atZone(calendar.zone()).toOffsetDateTime(),
        at(duty.remindedAt()),
        at(duty.endedAt()),
        appeal == null
            ? null
            : new ProviderDutyView.AppealView(
                appeal.words(),
                appeal.at().atZone(calendar.zone()).toOffsetDateTime(),
                at(appeals.dueAt(duty)),
                appeal.answer(),
                at(appeal.answeredAt())),
        mayAppeal
            ? List.of(new NextAction("APPEAL", "POST", PATH + "/" + duty.id() + "/appeal", null))
            : List.of());
  }

  private @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
