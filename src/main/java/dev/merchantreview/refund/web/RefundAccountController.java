package dev.merchantreview.refund.web;

import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.ApiProblem;
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

/** The whole account of a refund, for who has to compare it with its proof. */
@RestController
@Tag(name = "Deposit refunds")
class RefundAccountController {

  private final Refunds refunds;

  RefundAccountController(Refunds refunds) {
    this.refunds = refunds;
  }

  @PostMapping("/api/v1/deposit-refunds/{id}/personal-data")
  @MayCall({Role.AUDITOR, Role.OPERATOR, Role.ADMIN})
  @Operation(summary = "The account unmasked, all or by field; the reading is put on record first")
  PayoutAccount read(
      @PathVariable String id, @RequestBody UnmaskingRequest request, Caller caller) {
    return CaseId.of(id)
        .flatMap(found -> refunds.unmask(found, request.read(Refunds.PERSONAL_FIELDS, caller)))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }
}
