package dev.merchantreview.onboarding.web;

import dev.merchantreview.onboarding.AccountChecks;
import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.HmacSignature;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Once;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.ProviderNotices;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import dev.merchantreview.web.SignedCall;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The merchant's part in verifying the settlement account. */
@RestController
@RequestMapping("/api/v1/store-applications/{id}")
@Tag(name = "Store applications")
class AccountVerificationController {

  private final ApplicationViews applications;
  private final AccountChecks checks;
  private final ProviderNotices notices;
  private final ProviderSecrets secrets;

  AccountVerificationController(
      ApplicationViews applications,
      AccountChecks checks,
      ProviderNotices notices,
      ProviderSecrets secrets) {
    this.applications = applications;
    this.checks = checks;
    this.notices = notices;
    this.secrets = secrets;
  }

  /**
   * @param amountFen what arrived on the account
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record ReceivedAmount(@NotNull @Min(1) @Max(1_000_000_000_000L) Long amountFen) {}

  /**
   * @param confirmationId the identity provider's id of the confirmation; one that counted is
   *     answered the same again, and counts for no other verification
   * @param transfer the verification that was confirmed, by the {@code transfer} of {@code
   *     accountVerification}; may be left out while that is the case's first
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record RepresentativeConfirmation(
      @NotNull @Pattern(regexp = "^[\\x21-\\x7E]{1,100}$") String confirmationId,
      @Nullable @Min(1) Integer transfer) {}

  @PostMapping("/account-verification")
  @MayCall(Role.MERCHANT)
  @Operation(summary = "Name the amount that arrived; every wrong amount counts")
  @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
  ResponseEntity<AccountChecks.Answer> answer(
      @PathVariable String id,
      @RequestBody ReceivedAmount received,
      Once once,
      ExpectedVersion expected,
      Caller caller) {
    StoreApplication current = applications.owned(id, caller);
    return once.run(
        received,
        () ->
            switch (checks
                .answer(current.id(), received.amountFen(), caller.actor(), expected)
                .orElseThrow(() -> ApiProblem.notFound(id))) {
              case Change.Made<AccountChecks.Answer>(AccountChecks.Answer answer) ->
                  ResponseEntity.ok(answer);
              case Change.Refused<AccountChecks.Answer>(String state, Set<String> allowed) ->
                  throw ApiProblem.wrongState(state, allowed);
              case Change.Unchanged<AccountChecks.Answer> unchanged ->
                  throw new IllegalStateException("an answer always changes something");
            });
  }

  @PostMapping(path = "/representative-confirmation", consumes = MediaType.APPLICATION_JSON_VALUE)
  @SignedCall
  @Operation(
      operationId = "confirmRepresentative",
      summary =
          "The legal representative confirmed; signed by the identity provider, or by an administrator")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = RepresentativeConfirmation.class)))
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  @Refuses(ProblemType.WRONG_STATE)
  ResponseEntity<NoticeReceipt> confirm(
      @PathVariable String id,
      @RequestHeader(name = HmacSignature.HEADER, required = false) @Nullable String signature,
      InputStream body,
      Caller caller)
      throws IOException {
    ProviderNotices.Notice<RepresentativeConfirmation> notice =
        notices.read(
            body, signature, caller, secrets.identityProvider(), RepresentativeConfirmation.class);
    StoreApplication current = applications.existing(id);
    RepresentativeConfirmation told = notice.content();
    return switch (checks
        .confirm(current.id(), told.confirmationId(), told.transfer(), notice.by())
        .orElseThrow(() -> ApiProblem.notFound(id))) {
      case AccountChecks.ConfirmationResult.Confirmed(StoreApplication application) ->
          ResponseEntity.accepted().body(NoticeReceipt.of(application));
      case AccountChecks.ConfirmationResult.Refused(String state, Set<String> allowed) ->
          throw ApiProblem.wrongState(state, allowed);
      case AccountChecks.ConfirmationResult.UsedBefore used ->
          throw ApiProblem.validation(List.of(FieldError.of("/confirmationId", "USED_BEFORE")));
      case AccountChecks.ConfirmationResult.OtherVerification other ->
          throw ApiProblem.validation(List.of(FieldError.of("/transfer", "OTHER_VERIFICATION")));
      case AccountChecks.ConfirmationResult.Unnamed unnamed ->
          throw ApiProblem.validation(List.of(FieldError.of("/transfer", "REQUIRED")));
    };
  }
}
