package dev.merchantreview.onboarding.web;

import dev.merchantreview.onboarding.ContractSignatures;
import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.HmacSignature;
import dev.merchantreview.shared.TypedText;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.ProviderNotices;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.SignedCall;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the contract signing provider tells that a contract was signed. */
@RestController
@Tag(name = "Store applications")
class ContractSignatureController {

  private final ApplicationViews applications;
  private final ContractSignatures signatures;
  private final ProviderNotices notices;
  private final ProviderSecrets secrets;
  private final Clock clock;

  ContractSignatureController(
      ApplicationViews applications,
      ContractSignatures signatures,
      ProviderNotices notices,
      ProviderSecrets secrets,
      Clock clock) {
    this.applications = applications;
    this.signatures = signatures;
    this.notices = notices;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** A contract was signed. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record ContractSignature(
      @NotNull @Pattern(regexp = "^[\\x21-\\x7E]{1,100}$") String contractId,
      @NotNull OffsetDateTime signedAt,
      @NotNull @Pattern(regexp = TypedText.VISIBLE) @Size(min = 1, max = 100) String signer) {}

  @PostMapping(
      path = "/api/v1/store-applications/{id}/contract-signature",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @SignedCall
  @Operation(
      operationId = "recordContractSignature",
      summary = "The contract was signed; signed by the provider, or by an administrator")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ContractSignature.class)))
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  @Refuses(ProblemType.WRONG_STATE)
  ResponseEntity<NoticeReceipt> signed(
      @PathVariable String id,
      @RequestHeader(name = HmacSignature.HEADER, required = false) @Nullable String signature,
      InputStream body,
      Caller caller)
      throws IOException {
    ProviderNotices.Notice<ContractSignature> notice =
        notices.read(
            body, signature, caller, secrets.contractSigningProvider(), ContractSignature.class);
    ContractSignature told = notice.content();
    Instant signedAt = told.signedAt().toInstant();
    if (signedAt.isAfter(clock.instant().plus(secrets.tolerance()))) {
      throw ApiProblem.validation(List.of(FieldError.of("/signedAt", "IN_FUTURE")));
    }
    StoreApplication current = applications.existing(id);
    return switch (signatures
        .sign(current.id(), told.contractId(), signedAt, told.signer(), notice.by())
        .orElseThrow(() -> ApiProblem.notFound(id))) {
      case ContractSignatures.SignatureResult.Signed(StoreApplication application) ->
          ResponseEntity.accepted().body(NoticeReceipt.of(application));
      case ContractSignatures.SignatureResult.Refused(String state, Set<String> allowed) ->
          throw ApiProblem.wrongState(state, allowed);
      case ContractSignatures.SignatureResult.OtherContract other ->
          throw ApiProblem.validation(List.of(FieldError.of("/contractId", "OTHER_CONTRACT")));
    };
  }
}
