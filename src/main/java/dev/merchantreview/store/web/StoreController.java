package dev.merchantreview.store.web;

import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreClosing;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.store.StoreState;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.Query;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final StoreViews views;

  StoreController(StoreRegister stores, StoreClosing closing, StoreViews views) {
    this.stores = stores;
    this.closing = closing;
    this.views = views;
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
  ResponseEntity<StoreView> get(@PathVariable String id, Caller caller, Locale locale) {
    return views.get(id, caller, locale);
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
    return views.page(
        query,
        caller,
        locale,
        slice ->
            stores.list(platform.orElse(null), state.orElse(null), merchantId.orElse(null), slice));
  }

  @PostMapping("/{id}/closure")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Ask to close a store; a person reviews it")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<StoreView> close(
      @PathVariable String id,
      @RequestBody ClosureRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    Store store = views.owned(id, caller);
    return once.run(
        request,
        () ->
            views.changed(
                closing.request(
                    store.id(), TypedText.stripped(request.reason()), caller.actor(), expected),
                id,
                caller,
                locale));
  }

  @PostMapping("/{id}/closure/withdrawal")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "withdrawStoreClosure",
      summary = "Take a closing back while nobody has decided")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<StoreView> withdraw(
      @PathVariable String id, Once once, ExpectedVersion expected, Caller caller, Locale locale) {
    Store store = views.owned(id, caller);
    return once.run(
        "",
        () ->
            views.changed(
                closing.withdraw(store.id(), caller.actor(), expected), id, caller, locale));
  }
}
