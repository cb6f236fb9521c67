package dev.merchantreview.storereview.web;

import dev.merchantreview.documents.DocumentReference;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.storereview.StoreReview;
import dev.merchantreview.storereview.StoreReviewDesk;
import dev.merchantreview.storereview.StoreReviewState;
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

/** Reviews of stores a rule notice touches. */
@RestController
@RequestMapping("/api/v1/store-reviews")
@Tag(
    name = "Store reviews",
    description = "店铺重新审核: a store keeps the categories a notice touches, or loses them")
class StoreReviewController {

  private final StoreReviewDesk desk;
  private final StoreReviewViews views;

  StoreReviewController(StoreReviewDesk desk, StoreReviewViews views) {
    this.desk = desk;
    this.views = views;
  }

  /**
   * The papers of a store.
   *
   * @param documents all that is to be looked at
   * @param words what the merchant says with them; null for nothing
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record StorePapers(
      @NotNull @Size(min = 1, max = 50) List<@NotNull DocumentReference> documents,
      @Nullable
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String words) {}

  @GetMapping("/{id}")
  @MayCall
  @Operation(operationId = "getStoreReview", summary = "One review of a store")
  ResponseEntity<StoreReviewView> get(@PathVariable String id, Caller caller, Locale locale) {
    return views.get(id, caller, locale);
  }

  @GetMapping
  @MayCall
  @Operation(operationId = "listStoreReviews", summary = "Reviews of stores, newest first")
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Platform.class))
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = StoreReviewState.class))
  @Parameter(name = "storeId", in = ParameterIn.QUERY)
  @Parameter(
      name = "noticeId",
      in = ParameterIn.QUERY,
      description = "The rule notice it is because of")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<StoreReviewView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("platform", "state", "storeId", "noticeId"));
    Optional<Platform> platform = query.constant("platform", Platform.class);
    Optional<StoreReviewState> state = query.constant("state", StoreReviewState.class);
    Optional<String> storeId = query.text("storeId");
    Optional<String> noticeId = query.text("noticeId");
    return views.page(
        query,
        caller,
        locale,
        slice ->
            desk.list(
                platform.orElse(null),
                state.orElse(null),
                storeId.orElse(null),
                noticeId.orElse(null),
                slice));
  }

  @PostMapping("/{id}/papers")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "handInStorePapers",
      summary = "Hand in the papers that are waited for; a person looks at them")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<StoreReviewView> handIn(
      @PathVariable String id,
      @RequestBody StorePapers request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    StoreReview review = views.owned(id, caller);
    return once.run(
        request,
        () ->
            views.changed(
                desk.handIn(
                    review.id(),
                    request.documents(),
                    request.words() == null ? null : TypedText.stripped(request.words()),
                    caller.actor(),
                    expected),
                id,
                caller,
                locale));
  }
}
