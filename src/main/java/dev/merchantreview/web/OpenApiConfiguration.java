package dev.merchantreview.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  /** Where the schemas are told apart, among what is done to the document. */
  static final int SCHEMAS = 0;

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  /** Every call may be answered with a problem. */
  @Bean
  OpenApiCustomizer problemAnswers() {
    Schema<?> error =
        answered("One thing that is wrong with what was sent")
            .addProperty(
                "pointer",
                new StringSchema()
                    .description(
                        "JSON pointer (RFC 6901) into the body; #query/, #header/ or #path/ and a name for"
                            + " what is not in it"))
            .addProperty("code", new StringSchema().description("Stable; for programs"))
            .addProperty("message", new StringSchema().description("In the caller's language"))
            .required(List.of("pointer", "code", "message"));
    Schema<?> problem =
        answered("A problem (RFC 9457)")
            .addProperty(
                "type",
                new StringSchema()
                    .format("uri-reference")
                    .description("Stable; what programs tell problems by")
                    .example("/problems/validation"))
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
                "rule", new StringSchema().description("Of reopening-period: the rule's code"))
            .addProperty(
                "reopenableFrom",
                new StringSchema()
                    .format("date-time")
                    .description("Of reopening-period: when another store may be opened"))
            .required(List.of("type", "title", "status", "detail"));
    ApiResponse response =
        new ApiResponse()
            .description("A problem")
            .content(
                new Content()
                    .addMediaType(
                        "application/problem+json",
                        new MediaType()
                            .schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    return document -> {
      document.getComponents().addSchemas("Problem", problem);
      document
          .getPaths()
          .values()
          .forEach(
              path ->
                  path.readOperations().forEach(call -> call.getResponses().setDefault(response)));
    };
  }

  private static Schema<?> answered(String description) {
    return new ObjectSchema().description(description);
  }

  /** Each parameter has a schema, and the key that is asked for in fact is so on paper. */
  @Bean
  OpenApiCustomizer parameters() {
    return document ->
        document.getPaths().values().stream()
            .flatMap(path -> path.readOperations().stream())
            .filter(call -> call.getParameters() != null)
            .flatMap(call -> call.getParameters().stream())
            .forEach(
                parameter -> {
                  if (parameter.getSchema() == null && parameter.getContent() == null) {
                    parameter.setSchema(new StringSchema());
                  }
                  bound(parameter);
                  if (Idempotency.HEADER.equals(parameter.getName())) {
                    parameter.setRequired(true);
                    parameter.setDescription(
                        "One key for one request, 1 to 255 visible ASCII characters: the same again is"
                            + " answered as before");
                  }
                });
  }

  /** Every text in an address has the bound {@link ParameterTexts} holds it to. */
  private static void bound(Parameter parameter) {
    Schema<?> schema = parameter.getSchema();
    boolean inAddress = "path".equals(parameter.getIn()) || "query".equals(parameter.getIn());
    if (inAddress && schema != null && isText(schema) && schema.getMaxLength() == null) {
      schema.setMaxLength(
          parameter.getName().equals("cursor")
              ? ParameterTexts.LONGEST_CURSOR
              : ParameterTexts.LONGEST);
    }
  }

  private static boolean isText(Schema<?> schema) {
    boolean text =
        "string".equals(schema.getType())
            || schema.getTypes() != null && schema.getTypes().contains("string");
    return text
        && schema.getEnum() == null
        && schema.getPattern() == null
        && schema.getFormat() == null;
  }

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Merchant Review")
                .version("v1")
                .description(
                    "Review processes of an e-commerce platform. Errors are RFC 9457 problems with all input"
                        + " errors at once; creating calls need an Idempotency-Key; texts follow Accept-Language"
                        + " (zh-CN, en)."))
        .addSecurityItem(new SecurityRequirement().addList("basic"))
        .addSecurityItem(new SecurityRequirement().addList("bearer"))
        .components(
            new Components()
                .addSecuritySchemes(
                    "basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
                .addSecuritySchemes(
                    "bearer",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")));
  }
}
