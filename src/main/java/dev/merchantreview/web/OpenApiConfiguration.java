package dev.merchantreview.web;

import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.HmacSignature;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The contract that is served: what all calls have in common. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {

  /** Where the schemas are told apart, among what is done to the document. */
  public static final int SCHEMAS = 0;

  /** Where headers are completed: all calls and their schemas are known by then. */
  static final int HEADERS = 1;

  /** The header that carries a signature. */
  public static final String SIGNATURE = HmacSignature.HEADER;

  /** What the contract calls the scheme of signed calls. */
  public static final String SIGNATURE_SCHEME = "signature";

  /** How a body is signed, in both directions. */
  public static final String RECIPE =
      "t=<unix seconds>,v1=<hex of HMAC-SHA256(secret, \"<t>.<raw body>\")>: the time, a dot and the"
          + " body's bytes as they are sent, signed with the secret both sides know. A receiver"
          + " computes it anew over the bytes it got, compares in constant time, and refuses a time"
          + " more than five minutes away.";

  private static final String DESCRIPTION =
      """
      Review processes of an e-commerce platform: store applications, product filings, closings and deposit refunds.

      - Money is a whole number of fen (1/100 yuan) and its name ends in `Fen`. Times are RFC 3339 with an offset, dates `YYYY-MM-DD`, ids opaque texts.
      - Every creating POST needs an `Idempotency-Key`; what was accepted is kept before it is answered.
      - Errors are RFC 9457 problems, `application/problem+json`, with everything that is wrong with a request at once. Programs tell them by `type` and `code`; texts are for people and follow `Accept-Language` (zh-CN, en).
      - An optional field may be left out or null. Answers may get new fields; clients ignore what they do not know.
      - A change can be made on a condition: answers carry an `ETag`, changes take `If-Match` with the tag as it was sent, compared strongly (RFC 9110, 8.8.3.2). A proxy that compresses answers makes `"2"` the weak `W/"2"`, which never matches: take the `W/` away, or read with `Accept-Encoding: identity`.
      - 503, and 429 for whoever asks for more than its share, say by `Retry-After` when to try again.
      """;

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Caller.class, Once.class, ExpectedVersion.class);
  }

  /** What problems look like. */
  private static Schema<?> problem() {
    Schema<?> error =
        answered("One thing that is wrong with what was sent")
            .addProperty(
                "pointer",
                new StringSchema()
                    .description(
                        "JSON pointer (RFC 6901) into the body; #query/, #header/ or #path/ and a name for"
                            + " what is not in it"))
            .addProperty("code", new StringSchema().description("Stable; for programs"))
            .addProperty("message", new StringSchema().description("In the caller's language"));
    error.setRequired(List.of("pointer", "code", "message"));
    Schema<?> problem =
        answered("A problem (RFC 9457)")
            .addProperty(
                "type",
                new StringSchema()
                    .format("uri-reference")
                    .description(
                        "Stable; what programs tell problems by, as in /problems/validation"))
            .addProperty("title", new StringSchema().description("In the caller's language"))
            .addProperty("status", new IntegerSchema().description("The HTTP status again"))
            .addProperty("detail", new StringSchema().description("In the caller's language"))
            .addProperty("instance", new StringSchema().description("The path that was called"))
            .addProperty(
                "errors",
                new ArraySchema().items(error).description("Everything that is wrong, at once"))
            .addProperty(
                "state", new StringSchema().description("Of wrong-state: the state it is in"))
            .addProperty(
                "allowed",
                new ArraySchema()
                    .items(new StringSchema())
                    .description("Of wrong-state: the states that would allow it"))
            .addProperty(
                "existing", new StringSchema().description("Of duplicate: the case in the way"))
            .addProperty(
                "unmet",
                new ArraySchema()
                    .items(new Schema<>().$ref("#/components/schemas/UnmetView"))
                    .description("Of not-eligible and duties-open: all that is unmet"))
            .addProperty(
                "rule", new StringSchema().description("Of reopening-period: the rule's code"))
            .addProperty(
                "reopenableFrom",
                new StringSchema()
                    .format("date-time")
                    .description("Of reopening-period: when another store may be opened"))
            .addProperty(
                "mayApplyFrom",
                new StringSchema()
                    .format("date")
                    .description("Of applied-too-early: the first day to apply again"));
    problem.setRequired(List.of("type", "title", "status", "detail"));
    return problem;
  }

  private static Schema<?> answered(String description) {
    return new ObjectSchema().description(description);
  }

  /**
   * @param publicUrl where callers find the service
   */
  @Bean
  OpenAPI openApi(PublicUrl publicUrl) {
    return new OpenAPI()
        .info(
            new Info()
                .title("Merchant Review")
                .version("v1")
                .summary("Review processes of an e-commerce platform")
                .description(DESCRIPTION)
                .license(new License().name("Apache License 2.0").identifier("Apache-2.0")))
        .servers(List.of(new Server().url(publicUrl.of("")).description("This service")))
        .addSecurityItem(new SecurityRequirement().addList("basic"))
        .addSecurityItem(new SecurityRequirement().addList("bearer"))
        .components(
            new Components()
                .addSchemas("Problem", problem())
                .addSecuritySchemes(
                    "basic",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("basic")
                        .description("Users of the local profile only; elsewhere tokens"))
                .addSecuritySchemes(
                    "bearer",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description(
                            "OAuth 2 access token; a claim lists the caller's roles, another the"
                                + " merchants it acts for"))
                .addSecuritySchemes(
                    SIGNATURE_SCHEME,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name(SIGNATURE)
                        .description(RECIPE)));
  }
}
