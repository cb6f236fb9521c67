package dev.merchantreview.notification.web;

import dev.merchantreview.notification.NotificationBody;
import dev.merchantreview.notification.NotificationKinds;
import dev.merchantreview.notification.WebhookSignature;
import dev.merchantreview.web.OpenApiConfiguration;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says in the contract what endpoints of merchants are called with, and what their answers do. */
@Component
@Order(OpenApiConfiguration.SCHEMAS)
class WebhookContract implements OpenApiCustomizer {

  private static final String SCHEME = "webhookSignature";
  private static final String RECIPE =
      "`v1,` and the Base64 of HMAC-SHA256(key, \"<webhook-id>.<webhook-timestamp>.<raw body>\"); the"
          + " key is what the secret has in Base64 behind `whsec_`. For a while after a new secret was"
          + " set there is one of the secret before too, behind a blank: one that matches is enough."
          + " Refuse a time more than five minutes away.";
  private static final String UNTIL =
      "Sent until %s, for receivers set up before Standard Webhooks came; do not build on it. ";

  private final NotificationKinds kinds;
  private final OffsetDateTime formerHeadersUntil;

  WebhookContract(
      NotificationKinds kinds,
      @Value("${merchant-review.notifications.former-headers-until}")
          OffsetDateTime formerHeadersUntil) {
    this.kinds = kinds;
    this.formerHeadersUntil = formerHeadersUntil;
  }

  @Override
  public void customise(OpenAPI document) {
    ResolvedSchema body =
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(new AnnotatedType(NotificationBody.class).resolveAsRef(true));
    body.referencedSchemas.forEach(document.getComponents()::addSchemas);
    Objects.requireNonNull(
            body.referencedSchemas.get(NotificationBody.class.getSimpleName()),
            "the contract describes no body of a notification")
        .addProperty(
            "type",
            new StringSchema()
                ._enum(List.copyOf(kinds.all()))
                .description("What kind of thing happened"));
    document
        .getComponents()
        .addSecuritySchemes(
            SCHEME,
            new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name(WebhookSignature.SIGNATURE)
                .description(RECIPE));
    document.setWebhooks(
        Map.of(
            "notification",
            new PathItem()
                .post(
                    new Operation()
                        .operationId("notification")
                        .addTagsItem("Notifications")
                        .summary("Something happened to a case of the merchant")
                        .description(
                            """
                            Sent to the endpoint set by `PUT /api/v1/webhook-endpoints/{merchantId}`, signed with the secret \
                            that call answered as [Standard Webhooks](https://www.standardwebhooks.com) 1.0.0 has it: verify it \
                            with one of its libraries. A delivery that is not answered with 2xx is tried again for days, so one \
                            may arrive twice: `webhook-id` tells. Redirects are not followed.""")
                        .security(List.of(new SecurityRequirement().addList(SCHEME)))
                        .addParametersItem(
                            header(
                                WebhookSignature.ID,
                                "The notification's id, the same in every delivery"))
                        .addParametersItem(
                            header(
                                WebhookSignature.TIMESTAMP,
                                "When this delivery was tried, in seconds since 1970"))
                        .addParametersItem(header(WebhookSignature.SIGNATURE, RECIPE))
                        .addParametersItem(
                            former(OpenApiConfiguration.SIGNATURE, OpenApiConfiguration.RECIPE))
                        .addParametersItem(
                            former(WebhookSignature.FORMER_ID, "The same as `webhook-id`"))
                        .requestBody(
                            new RequestBody()
                                .required(true)
                                .content(
                                    new Content()
                                        .addMediaType(
                                            "application/json",
                                            new MediaType().schema(body.schema))))
                        .responses(
                            new ApiResponses()
                                .addApiResponse("2XX", answer("Taken; not sent again"))
                                .addApiResponse(
                                    "410", answer("Nothing is sent to this endpoint any more"))
                                .addApiResponse(
                                    "default",
                                    answer(
                                        "Sent again later, not before Retry-After if there is one"))))));
  }

  private HeaderParameter former(String name, String description) {
    HeaderParameter header = header(name, UNTIL.formatted(formerHeadersUntil) + description);
    header.required(false).deprecated(true);
    return header;
  }

  private static HeaderParameter header(String name, String description) {
    HeaderParameter header = new HeaderParameter();
    header.name(name).required(true).description(description).schema(new StringSchema());
    return header;
  }

  private static ApiResponse answer(String description) {
    return new ApiResponse().description(description);
  }
}
