package dev.merchantreview.duty.web;

import dev.merchantreview.duty.ProviderDuties;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.TypedText;
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
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The platform binds a merchant that has a duty to have a provider and did not bind itself. */
@RestController
@RequestMapping("/api/v1/service-providers/{id}/merchants/{merchantId}/assignment")
@Tag(name = "Service providers")
class AssignmentController {

  private final ProviderDuties duties;
  private final ServiceProviders providers;

  AssignmentController(ProviderDuties duties, ServiceProviders providers) {
    this.duties = duties;
    this.providers = providers;
  }

  /**
   * Why this provider.
   *
   * @param reason in words the merchant reads
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record AssignmentRequest(
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String reason) {}

  /**
   * A merchant and the provider it is bound to.
   *
   * @param providerName what the provider is called
   */
  record AssignedView(String serviceProviderId, String providerName, String merchantId) {}

  @PostMapping
  @MayCall({Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "assignMerchant",
      summary =
          "Bind a merchant that was reminded of its duty to have a provider, instead of taking its category"
              + " away. Not by who acts for either")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  @Refuses(
      value = {ProblemType.OWN_DECISION, ProblemType.WRONG_STATE, ProblemType.DUPLICATE},
      own = AssignmentRefusal.class)
  ResponseEntity<AssignedView> assign(
      @PathVariable String id,
      @PathVariable @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String merchantId,
      @RequestBody AssignmentRequest request,
      Once once,
      Caller caller) {
    ServiceProvider provider =
        CaseId.of(id).flatMap(providers::find).orElseThrow(() -> ApiProblem.notFound(id));
    if (caller.actsFor(provider.ownerId()) || caller.actsFor(merchantId)) {
      throw ApiProblem.ownDecision(id);
    }
    return once.run(
        request,
        () ->
            switch (duties
                .assign(
                    provider.id(), merchantId, TypedText.stripped(request.reason()), caller.actor())
                .orElseThrow(() -> ApiProblem.notFound(id))) {
              case ProviderDuties.Assignment.Done(ServiceProvider bound) ->
                  ResponseEntity.ok(
                      new AssignedView(bound.id().value(), bound.legalName(), merchantId));
              case ProviderDuties.Assignment.NotDue none ->
                  throw ApiProblem.of(AssignmentRefusal.ASSIGNMENT_NOT_DUE, merchantId);
              case ProviderDuties.Assignment.NotServing(ServiceProvider.State state) ->
                  throw ApiProblem.wrongState(state.name(), Set.of());
              case ProviderDuties.Assignment.Served(CaseId other) ->
                  throw ApiProblem.duplicate(other.value());
            });
  }
}
