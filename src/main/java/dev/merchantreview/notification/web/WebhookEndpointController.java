package dev.merchantreview.notification.web;

import dev.merchantreview.notification.Destination;
import dev.merchantreview.notification.WebhookEndpoints;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.ApiRequest;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.MayCall;
import dev.merchantreview.web.ProblemType;
import dev.merchantreview.web.Refuses;
import dev.merchantreview.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a merchant's system wants to be told. */
@RestController
@RequestMapping("/api/v1/webhook-endpoints/{merchantId}")
@Tag(name = "Notifications", description = "商家通知: signed webhooks")
class WebhookEndpointController {

  private final WebhookEndpoints endpoints;
  private final Destination destination;

  WebhookEndpointController(WebhookEndpoints endpoints, Destination destination) {
    this.endpoints = endpoints;
    this.destination = destination;
  }

  /** Where to. */
  @ApiRequest
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record EndpointRequest(@NotNull @Size(min = 8, max = 2000) String url) {}

  /**
   * @param secret what notifications are signed with, as Standard Webhooks writes it: {@code
   *     whsec_} and Base64; shown this once
   */
  record EndpointWithSecret(String merchantId, String url, String secret) {}

  @PutMapping
  @MayCall({Role.MERCHANT, Role.OPERATOR, Role.ADMIN})
  @Operation(summary = "Set the endpoint; answers a new secret, shown this once")
  @Refuses(ProblemType.NOT_YOUR_MERCHANT)
  EndpointWithSecret set(
      @PathVariable String merchantId, @RequestBody EndpointRequest request, Caller caller) {
    requireOwn(merchantId, caller);
    String url =
        switch (destination.judge(request.url())) {
          case Destination.Verdict.Usable(String normal) -> normal;
          case Destination.Verdict.Unusable(Destination.Fault fault) ->
              throw ApiProblem.validation(List.of(FieldError.of("/url", fault.name())));
        };
    return new EndpointWithSecret(merchantId, url, endpoints.set(merchantId, url));
  }

  @GetMapping
  @MayCall({Role.MERCHANT, Role.OPERATOR, Role.ADMIN})
  @Operation(summary = "The endpoint, without its secret")
  @Refuses(ProblemType.NOT_YOUR_MERCHANT)
  WebhookEndpoints.Endpoint get(@PathVariable String merchantId, Caller caller) {
    requireOwn(merchantId, caller);
    return endpoints.find(merchantId).orElseThrow(() -> ApiProblem.notFound(merchantId));
  }

  @DeleteMapping
  @MayCall({Role.MERCHANT, Role.OPERATOR, Role.ADMIN})
  @Operation(summary = "Stop notifications")
  @ApiResponse(responseCode = "204")
  @Refuses(ProblemType.NOT_YOUR_MERCHANT)
  ResponseEntity<Void> remove(@PathVariable String merchantId, Caller caller) {
    requireOwn(merchantId, caller);
    if (!endpoints.remove(merchantId)) {
      throw ApiProblem.notFound(merchantId);
    }
    return ResponseEntity.noContent().build();
  }

  private static void requireOwn(String merchantId, Caller caller) {
    if (!Recipients.mayManage(caller, merchantId)) {
      throw ApiProblem.notYourMerchant(merchantId);
    }
  }
}
