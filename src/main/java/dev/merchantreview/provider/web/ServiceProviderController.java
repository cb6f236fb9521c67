package dev.merchantreview.provider.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.provider.BindingProposal;
import dev.merchantreview.provider.Bindings;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Changes;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Service providers. */
@RestController
@RequestMapping("/api/v1/service-providers")
@Tag(
    name = "Service providers",
    description = "服务商: their deposits are paid and refunded like stores'")
class ServiceProviderController {

  private static final String MERCHANT = "^[A-Za-z0-9._-]{1,64}$";

  private final ServiceProviders providers;
  private final Bindings bindings;
  private final BindingProposalViews views;
  private final WorkingCalendar calendar;

  ServiceProviderController(
      ServiceProviders providers,
      Bindings bindings,
      BindingProposalViews views,
      WorkingCalendar calendar) {
    this.providers = providers;
    this.bindings = bindings;
    this.views = views;
    this.calendar = calendar;
  }

  /**
   * Another deposit for one provider.
   *
   * @param requiredFen what it has to hold from now on
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record DepositRequest(
      @NotNull @Min(1) @Max(1_000_000_000_000L) Long requiredFen,
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String reason) {}

  /** Why the service ends. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record EndRequest(
      @NotNull Boolean expelled,
      @NotNull
          @Pattern(regexp = TypedText.VISIBLE)
          @Schema(format = ApiRequest.MULTI_LINE)
          @Size(min = 1, max = 500)
          String note) {}

  /**
   * A provider as the API shows it.
   *
   * @param state {@code DEPOSIT_DUE} until the whole deposit is paid; only an {@code ACTIVE} one
   *     can be bound
   * @param industry the category whose merchants it serves; null for any
   * @param applicationId the application it came from; null for those admitted before there were
   *     any
   * @param merchants those bound to it now
   */
  record ProviderView(
      String id,
      ServiceProvider.State state,
      Platform platform,
      String ownerId,
      ServiceProvider.Kind kind,
      String legalName,
      String licenceNumber,
      @Nullable String industry,
      OffsetDateTime admittedAt,
      @Nullable OffsetDateTime endedAt,
      @Nullable String endedNote,
      @Nullable String applicationId,
      List<String> merchants) {}

  @GetMapping("/{id}")
  @MayCall
  @Operation(summary = "One service provider")
  ProviderView get(@PathVariable String id, Caller caller) {
    return CaseId.of(id)
        .flatMap(providers::find)
        .filter(provider -> caller.readsAll() || caller.actsFor(provider.ownerId()))
        .map(this::view)
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  @PutMapping("/{id}/merchants/{merchantId}")
  @MayCall({Role.MERCHANT, Role.OPERATOR, Role.ADMIN})
  @Operation(
      operationId = "bindMerchant",
      summary =
          "Ask a merchant to be bound to a provider whose deposit is paid; it is bound once it agrees")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  @Refuses({ProblemType.WRONG_STATE, ProblemType.DUPLICATE})
  ResponseEntity<BindingProposalView> propose(
      @PathVariable String id,
      @PathVariable @Pattern(regexp = MERCHANT) String merchantId,
      Caller caller) {
    ServiceProvider provider =
        CaseId.of(id)
            .flatMap(providers::find)
            .filter(
                one ->
                    caller.has(Role.OPERATOR)
                        || caller.has(Role.ADMIN)
                        || caller.actsFor(one.ownerId()))
            .orElseThrow(() -> ApiProblem.notFound(id));
    return switch (bindings
        .propose(provider.id(), merchantId, caller.actor())
        .orElseThrow(() -> ApiProblem.notFound(id))) {
      case Bindings.ProposalResult.Asked(BindingProposal proposal) ->
          ResponseEntity.accepted().body(views.view(proposal, caller));
      case Bindings.ProposalResult.NotServing(ServiceProvider.State state) ->
          throw ApiProblem.wrongState(state.name(), Set.of());
      case Bindings.ProposalResult.AlreadyBound already -> throw ApiProblem.duplicate(id);
    };
  }

  @PutMapping("/{id}/deposit")
  @MayCall(Role.ADMIN)
  @Operation(
      operationId = "setServiceProviderDeposit",
      summary = "Set another deposit for one provider; what is missing is demanded")
  @Refuses(ProblemType.WRONG_STATE)
  ProviderView setDeposit(
      @PathVariable String id, @RequestBody DepositRequest request, Caller caller) {
    return view(
        Changes.made(
            CaseId.of(id)
                .flatMap(
                    found ->
                        providers.setDeposit(
                            found,
                            request.requiredFen(),
                            TypedText.stripped(request.reason()),
                            caller.actor())),
            id));
  }

  @DeleteMapping("/{id}/merchants/{merchantId}")
  @MayCall(Role.ADMIN)
  @Operation(operationId = "unbindMerchant", summary = "Unbind a merchant")
  @Refuses(ProblemType.WRONG_STATE)
  ProviderView unbind(
      @PathVariable String id,
      @PathVariable @Pattern(regexp = MERCHANT) String merchantId,
      Caller caller) {
    return view(
        Changes.made(
            CaseId.of(id).flatMap(found -> bindings.unbind(found, merchantId, caller.actor())),
            id));
  }

  @PostMapping("/{id}/end")
  @MayCall(Role.ADMIN)
  @Operation(summary = "End its service, or expel it; its merchants are unbound")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  @Refuses(ProblemType.WRONG_STATE)
  ResponseEntity<ProviderView> end(
      @PathVariable String id, @RequestBody EndRequest request, Once once, Caller caller) {
    return once.run(
        request,
        () ->
            ResponseEntity.ok(
                view(
                    Changes.made(
                        CaseId.of(id)
                            .flatMap(
                                found ->
                                    providers.end(
                                        found,
                                        request.expelled(),
                                        TypedText.stripped(request.note()),
                                        caller.actor())),
                        id))));
  }

  private ProviderView view(ServiceProvider provider) {
    return new ProviderView(
        provider.id().value(),
        provider.state(),
        provider.platform(),
        provider.ownerId(),
        provider.kind(),
        provider.legalName(),
        provider.licenceNumber(),
        provider.industry().isEmpty() ? null : provider.industry(),
        provider.admittedAt().atZone(calendar.zone()).toOffsetDateTime(),
        provider.endedAt() == null
            ? null
            : provider.endedAt().atZone(calendar.zone()).toOffsetDateTime(),
        provider.endedNote(),
        provider.applicationId() == null ? null : provider.applicationId().value(),
        providers.merchantsOf(provider.id()));
  }
}
