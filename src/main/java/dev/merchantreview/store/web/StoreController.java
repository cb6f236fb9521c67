package dev.merchantreview.store.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.rules.ProblemTables;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.store.Closure;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreClosing;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.store.StoreState;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Changes;
import dev.merchantreview.web.ETags;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.NextAction;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.Query;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

/** Stores, and closing them. */
@RestController
@RequestMapping("/api/v1/stores")
@Tag(name = "Stores", description = "店铺: open, closing, closed")
class StoreController {

  private final StoreRegister stores;
  private final StoreClosing closing;
  private final WorkingCalendar calendar;
  private final ProblemTable reasons;

  StoreController(
      StoreRegister stores, StoreClosing closing, WorkingCalendar calendar, ProblemTables tables) {
    this.stores = stores;
    this.closing = closing;
    this.calendar = calendar;
    this.reasons = tables.closures();
  }

  /** Why a store is to be closed. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record ClosureRequest(
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String reason) {}

  @GetMapping("/{id}")
  @MayCall
  @Operation(summary = "One store")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StoreView.class)))
  ResponseEntity<?> get(@PathVariable String id, Caller caller, Locale locale) {
    Store store = visible(id, caller);
    return ResponseEntity.ok().eTag(ETags.of(store.version())).body(view(store, caller, locale));
  }

  @GetMapping
  @MayCall
  @Operation(summary = "Stores, newest first")
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Platform.class))
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = StoreState.class))
  @Parameter(name = "merchantId", in = ParameterIn.QUERY)
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<StoreView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("platform", "state", "merchantId"));
    Optional<Platform> platform = query.constant("platform", Platform.class);
    Optional<StoreState> state = query.constant("state", StoreState.class);
    Optional<String> merchantId = query.text("merchantId");
    int limit = query.limit();
    Optional<Page.Cursor> cursor = query.cursor();
    query.check();
    return Page.of(
        stores.list(
            platform.orElse(null),
            state.orElse(null),
            merchantId.orElse(null),
            caller.readsAll() ? null : caller.merchants(),
            cursor,
            limit + 1),
        limit,
        store -> new Page.Cursor(store.opening().openedAt(), store.id().value()),
        store -> view(store, caller, locale));
  }

  @PostMapping("/{id}/closure")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Ask to close a store; a person reviews it")
  @ApiResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = StoreView.class)))
  ResponseEntity<?> close(
      @PathVariable String id,
      @RequestBody ClosureRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    Store store = owned(id, caller);
    return once.run(
        request,
        () ->
            accepted(
                Changes.made(
                    closing.request(
                        store.id(), TypedText.stripped(request.reason()), caller.actor(), expected),
                    id),
                caller,
                locale));
  }

  @PostMapping("/{id}/closure/withdrawal")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "withdrawStoreClosure",
      summary = "Take a closing back while nobody has decided")
  @ApiResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = StoreView.class)))
  ResponseEntity<?> withdraw(
      @PathVariable String id, Once once, ExpectedVersion expected, Caller caller, Locale locale) {
    Store store = owned(id, caller);
    return once.run(
        "",
        () ->
            accepted(
                Changes.made(closing.withdraw(store.id(), caller.actor(), expected), id),
                caller,
                locale));
  }

  private Store visible(String id, Caller caller) {
    return find(id)
        .filter(store -> caller.readsAll() || caller.actsFor(store.opening().merchantId()))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  private Store owned(String id, Caller caller) {
    return find(id)
        .filter(store -> caller.actsFor(store.opening().merchantId()))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  private Optional<Store> find(String id) {
    return CaseId.of(id).flatMap(stores::find);
  }

  private ResponseEntity<?> accepted(Store store, Caller caller, Locale locale) {
    return ResponseEntity.accepted()
        .eTag(ETags.of(store.version()))
        .body(view(store, caller, locale));
  }

  private StoreView view(Store store, Caller caller, Locale locale) {
    Store.Opening opening = store.opening();
    Closure closure = store.closure();
    return new StoreView(
        store.id().value(),
        store.state(),
        opening.platform(),
        opening.merchantId(),
        opening.storeType(),
        opening.name(),
        opening.applicationId().value(),
        Objects.requireNonNull(at(opening.openedAt())),
        at(store.closedAt()),
        at(store.reopenableFrom()),
        closure == null
            ? null
            : new StoreView.ClosureView(
                store.round(),
                closure.reason(),
                Objects.requireNonNull(at(closure.requestedAt())),
                closure.clock() == null ? null : at(closure.clock().dueAt()),
                closure.decidedBy() != null,
                closure.decision(),
                closure.decisionCode(),
                closure.decisionCode() == null
                    ? null
                    : reasons.message(closure.decisionCode(), locale)),
        Objects.requireNonNull(at(store.updatedAt())),
        caller.actsFor(opening.merchantId()) ? nextActions(store) : List.of());
  }

  private static List<NextAction> nextActions(Store store) {
    String path = "/api/v1/stores/" + store.id();
    return switch (store.state()) {
      case OPEN -> List.of(new NextAction("CLOSE", "POST", path + "/closure", null));
      case CLOSING ->
          List.of(new NextAction("WITHDRAW_CLOSURE", "POST", path + "/closure/withdrawal", null));
      case CLOSED ->
          List.of(new NextAction("REFUND_DEPOSIT", "POST", "/api/v1/deposit-refunds", null));
    };
  }

  private @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
