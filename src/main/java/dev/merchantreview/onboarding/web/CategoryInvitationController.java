package dev.merchantreview.onboarding.web;

import dev.merchantreview.onboarding.CategoryInvitations;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whom a platform invited to a category that is not open to everybody. */
@RestController
@RequestMapping("/api/v1/category-invitations")
@Tag(name = "Category invitations", description = "定向邀约: merchants invited to a category")
class CategoryInvitationController {

  private final CategoryInvitations invitations;

  CategoryInvitationController(CategoryInvitations invitations) {
    this.invitations = invitations;
  }

  /** Whom to invite, and to what. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record InvitationRequest(
      @NotNull Platform platform,
      @NotNull @Pattern(regexp = "^[A-Za-z0-9._-]{1,64}$") String merchantId,
      @NotNull @Size(min = 1, max = 40) String category) {}

  @PutMapping
  @MayCall(Role.ADMIN)
  @Operation(
      operationId = "inviteToCategory",
      summary = "Invite a merchant; inviting again changes nothing")
  CategoryInvitations.Invitation invite(@RequestBody InvitationRequest request, Caller caller) {
    return invitations.invite(
        request.platform(), request.merchantId(), request.category(), caller.name());
  }

  @GetMapping
  @MayCall
  @Operation(summary = "A merchant's invitations")
  @Refuses(ProblemType.NOT_YOUR_MERCHANT)
  List<CategoryInvitations.Invitation> list(
      @RequestParam Platform platform, @RequestParam String merchantId, Caller caller) {
    if (!caller.readsAll() && !caller.actsFor(merchantId)) {
      throw ApiProblem.notYourMerchant(merchantId);
    }
    return invitations.all(platform, merchantId);
  }
}
