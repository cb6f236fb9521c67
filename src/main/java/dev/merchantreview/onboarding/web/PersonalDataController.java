package dev.merchantreview.onboarding.web;

import dev.merchantreview.onboarding.Unmasking;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shows a reviewer what is masked everywhere else, for a purpose, and on record. */
@RestController
@Tag(name = "Store applications")
class PersonalDataController {

  private final ApplicationViews applications;
  private final Unmasking unmasking;

  PersonalDataController(ApplicationViews applications, Unmasking unmasking) {
    this.applications = applications;
    this.unmasking = unmasking;
  }

  /**
   * @param purpose why it has to be seen; kept in the history
   */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record UnmaskingRequest(
      @NotNull @Pattern(regexp = "\\S") @Size(min = 5, max = 500) String purpose) {}

  @PostMapping("/api/v1/store-applications/{id}/personal-data")
  @Operation(summary = "Personal data unmasked; asks for a purpose and is recorded")
  Unmasking.PersonalDetails unmask(
      @PathVariable String id, @RequestBody UnmaskingRequest request, Caller caller) {
    return unmasking.unmask(
        applications.visible(id, caller).id(), request.purpose(), caller.actor());
  }
}
