package dev.merchantreview.admission.web;

import dev.merchantreview.admission.AdmissionState;
import dev.merchantreview.admission.ProviderAdmissions;
import dev.merchantreview.admission.ProviderApplication;
import dev.merchantreview.category.CategoryListRule;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Page;
import dev.merchantreview.shared.Platform;
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
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
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

/** Applications to be a service provider. */
@RestController
@RequestMapping(ProviderApplicationController.PATH)
@Tag(name = "Provider applications", description = "服务商准入: applied for by kind, judged by a person")
class ProviderApplicationController {

  static final String PATH = "/api/v1/provider-applications";

  private final ProviderAdmissions admissions;
  private final ProviderApplicationViews views;
  private final CategoryListRule categories;

  ProviderApplicationController(
      ProviderAdmissions admissions, ProviderApplicationViews views, CategoryListRule categories) {
    this.admissions = admissions;
    this.views = views;
    this.categories = categories;
  }

  /** Why an application is taken back. */
  @ApiRequest
  @Schema(
      name = "ProviderApplicationWithdrawalRequest",
      additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record WithdrawalRequest(
      @Nullable @Schema(format = ApiRequest.MULTI_LINE) @Size(max = 500) String reason) {}

  @PostMapping
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "submitProviderApplication",
      summary = "Apply to be a service provider of a kind")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  @Refuses(
      value = {ProblemType.NOT_YOUR_MERCHANT, ProblemType.DUPLICATE},
      own = AdmissionRefusal.class)
  ResponseEntity<ProviderApplicationView> submit(
      @RequestBody ProviderApplicationRequest request, Once once, Caller caller, Locale locale) {
    if (!caller.actsFor(request.merchantId())) {
      throw ApiProblem.notYourMerchant(request.merchantId());
    }
    return once.run(
        request,
        () ->
            switch (admissions.submit(
                request.platform(),
                request.merchantId(),
                request.kind(),
                request.content(),
                caller.actor())) {
              case ProviderAdmissions.SubmissionResult.Accepted(ProviderApplication accepted) ->
                  views.created(PATH, accepted, caller, locale);
              case ProviderAdmissions.SubmissionResult.Duplicate(@Nullable String existing) ->
                  throw existing == null
                      ? ApiProblem.of(AdmissionRefusal.COMPANY_APPLIED_ALREADY)
                      : ApiProblem.duplicate(existing);
              case ProviderAdmissions.SubmissionResult.TooEarly(LocalDate from) ->
                  throw ApiProblem.of(AdmissionRefusal.APPLIED_TOO_EARLY, from.toString())
                      .with("mayApplyFrom", from);
            });
  }

  @GetMapping("/{id}")
  @MayCall
  @Operation(operationId = "getProviderApplication", summary = "One application")
  ResponseEntity<ProviderApplicationView> get(
      @PathVariable String id, Caller caller, Locale locale) {
    return views.get(id, caller, locale);
  }

  @GetMapping
  @MayCall
  @Operation(operationId = "listProviderApplications", summary = "Applications, newest first")
  @Parameter(
      name = "platform",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Platform.class))
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = AdmissionState.class))
  @Parameter(name = "merchantId", in = ParameterIn.QUERY, description = "Who applied")
  @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200, 50 unless given")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
  Page<ProviderApplicationView> list(
      @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
      Caller caller,
      Locale locale) {
    Query query = new Query(parameters, Set.of("platform", "state", "merchantId"));
    Optional<Platform> platform = query.constant("platform", Platform.class);
    Optional<AdmissionState> state = query.constant("state", AdmissionState.class);
    Optional<String> merchantId = query.text("merchantId");
    return views.page(
        query,
        caller,
        locale,
        slice ->
            admissions.list(
                platform.orElse(null), state.orElse(null), merchantId.orElse(null), slice));
  }

  @PostMapping("/{id}/resubmission")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "resubmitProviderApplication",
      summary = "Hand in a whole new content for an application that was sent back")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<ProviderApplicationView> resubmit(
      @PathVariable String id,
      @RequestBody ProviderApplicationContentRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    ProviderApplication current = views.owned(id, caller);
    require(current, request);
    return once.run(
        request,
        () ->
            views.changed(
                admissions.resubmit(current.id(), request.content(), caller.actor(), expected),
                id,
                caller,
                locale));
  }

  @PostMapping("/{id}/withdrawal")
  @MayCall(Role.MERCHANT)
  @Operation(
      operationId = "withdrawProviderApplication",
      summary = "Take an application back, until there is a verdict")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<ProviderApplicationView> withdraw(
      @PathVariable String id,
      @RequestBody WithdrawalRequest request,
      Once once,
      ExpectedVersion expected,
      Caller caller,
      Locale locale) {
    ProviderApplication current = views.owned(id, caller);
    return once.run(
        request,
        () ->
            views.changed(
                admissions.withdraw(current.id(), request.reason(), caller.actor(), expected),
                id,
                caller,
                locale));
  }

  /** What has to fit the application: its platform's categories, its kind's figures. */
  private void require(ProviderApplication current, ProviderApplicationContentRequest request) {
    List<FieldError> errors =
        new ArrayList<>(
            ContentRules.brand(
                current.request().kind() == ServiceProvider.Kind.BRAND, request.brand() != null));
    if (request.industry() != null) {
      errors.addAll(
          categories.check(current.request().platform(), request.industry(), "/industry"));
    }
    if (!errors.isEmpty()) {
      throw ApiProblem.validation(errors);
    }
  }
}
