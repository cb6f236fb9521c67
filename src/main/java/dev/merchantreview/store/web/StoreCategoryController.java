package dev.merchantreview.store.web;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreCategories;
import dev.merchantreview.store.StoreCategory;
import dev.merchantreview.store.StoreReviewProblems;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Categories taken away from stores and given back. The category stands in the body: names of
 * categories have signs a path cannot have.
 */
@RestController
@RequestMapping("/api/v1/stores/{id}")
@Tag(name = "Stores")
class StoreCategoryController {

  private final StoreCategories categories;
  private final StoreReviewProblems reasons;
  private final StoreViews views;

  StoreCategoryController(
      StoreCategories categories, StoreReviewProblems reasons, StoreViews views) {
    this.categories = categories;
    this.reasons = reasons;
    this.views = views;
  }

  /**
   * What is taken away.
   *
   * @param category as the platform calls it: one the store has, or a part of one
   * @param code one of the reasons of {@code config/problems/store-review.yaml} to reject
   * @param reason in words the merchant reads
   * @param noticeId the rule notice it is because of; null where it is none
   * @param caseId the case it is because of; null where it is none
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record CategoryLoss(
      @NotNull @Size(min = 1, max = 40) String category,
      @NotNull @Pattern(regexp = "^[A-Z_]{1,64}$") String code,
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String reason,
      @Nullable @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String noticeId,
      @Nullable @Pattern(regexp = "^[a-z]{2}_[0-9a-z]{16}$") String caseId) {}

  /**
   * What is given back.
   *
   * @param category as the platform calls it
   * @param reason in words the merchant reads
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record CategoryRestoration(
      @NotNull @Size(min = 1, max = 40) String category,
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String reason) {}

  @PostMapping("/category-losses")
  @MayCall(Role.ADMIN)
  @Refuses(
      value = {ProblemType.OWN_DECISION, ProblemType.WRONG_STATE},
      own = CategoryRefusal.class)
  @Operation(
      operationId = "takeCategory",
      summary =
          "Take a category away from a store: sale permits of its goods say no at once. Not by who acts"
              + " for its merchant")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  ResponseEntity<StoreView> lose(
      @PathVariable String id,
      @RequestBody CategoryLoss request,
      Once once,
      Caller caller,
      Locale locale) {
    Store store = judged(id, caller);
    List<String> codes = reasons.rejections().stream().map(ProblemTable.Code::code).toList();
    if (!codes.contains(request.code())) {
      throw ApiProblem.validation(
          List.of(
              FieldError.of("/code", "UNKNOWN_REASON", request.code(), String.join(", ", codes))));
    }
    return once.run(
        request,
        () ->
            answered(
                categories.lose(
                    store.id(),
                    request.category(),
                    new StoreCategory.Ground(
                        request.code(),
                        TypedText.stripped(request.reason()),
                        request.noticeId(),
                        request.caseId() == null ? null : new CaseId(request.caseId())),
                    caller.actor()),
                id,
                request.category(),
                CategoryRefusal.CATEGORY_LOST_ALREADY,
                caller,
                locale));
  }

  @PostMapping("/category-restorations")
  @MayCall(Role.ADMIN)
  @Refuses(
      value = {ProblemType.OWN_DECISION, ProblemType.WRONG_STATE},
      own = CategoryRefusal.class)
  @Operation(
      operationId = "restoreCategory",
      summary =
          "Give a store back a category it lost, as on an appeal: its permits return. Not by who took it,"
              + " nor by who acts for its merchant")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  ResponseEntity<StoreView> restore(
      @PathVariable String id,
      @RequestBody CategoryRestoration request,
      Once once,
      Caller caller,
      Locale locale) {
    Store store = judged(id, caller);
    return once.run(
        request,
        () ->
            answered(
                categories.restore(
                    store.id(),
                    request.category(),
                    TypedText.stripped(request.reason()),
                    caller.actor()),
                id,
                request.category(),
                CategoryRefusal.CATEGORY_NOT_LOST,
                caller,
                locale));
  }

  private Store judged(String id, Caller caller) {
    Store store = views.existing(id);
    if (caller.actsFor(store.ownerId())) {
      throw ApiProblem.ownDecision(id);
    }
    return store;
  }

  private ResponseEntity<StoreView> answered(
      Optional<StoreCategories.Outcome> outcome,
      String id,
      String category,
      CategoryRefusal already,
      Caller caller,
      Locale locale) {
    return switch (outcome.orElseThrow(() -> ApiProblem.notFound(id))) {
      case StoreCategories.Outcome.Done done -> views.get(id, caller, locale);
      case StoreCategories.Outcome.Already before -> throw ApiProblem.of(already, id, category);
      case StoreCategories.Outcome.NotHeld none ->
          throw ApiProblem.of(CategoryRefusal.CATEGORY_NOT_HELD, id, category);
      case StoreCategories.Outcome.Closed(Store store) ->
          throw ApiProblem.wrongState(store.state().name(), Set.of());
      case StoreCategories.Outcome.OwnDecision own -> throw ApiProblem.ownDecision(id);
    };
  }
}
