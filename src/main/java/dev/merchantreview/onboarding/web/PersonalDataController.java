package dev.merchantreview.onboarding.web;

import dev.merchantreview.onboarding.Unmasking;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.Role;
import dev.merchantreview.web.UnmaskingRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

  @PostMapping("/api/v1/store-applications/{id}/personal-data")
  @MayCall({Role.AUDITOR, Role.OPERATOR, Role.ADMIN})
  @Operation(
      summary = "Personal data unmasked, all or by field; asks for a purpose and is recorded")
  Unmasking.PersonalDetails unmask(
      @PathVariable String id, @RequestBody UnmaskingRequest request, Caller caller) {
    return unmasking.unmask(
        applications.visible(id, caller).id(), request.read(Unmasking.FIELDS, caller));
  }
}
