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
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  /** Every call may be answered with a problem. */
  @Bean
  OpenApiCustomizer problemAnswers() {
    Schema<?> error =
        new ObjectSchema()
            .addProperty("pointer", new StringSchema().description("JSON pointer into the body"))
            .addProperty("code", new StringSchema())
            .addProperty("message", new StringSchema());
    Schema<?> problem =
        new ObjectSchema()
            .description("RFC 9457 problem")
            .addProperty("type", new StringSchema().example("/problems/validation"))
            .addProperty("title", new StringSchema())
            .addProperty("status", new IntegerSchema())
            .addProperty("detail", new StringSchema())
            .addProperty("instance", new StringSchema())
            .addProperty("errors", new ArraySchema().items(error));
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
                  if (Idempotency.HEADER.equals(parameter.getName())) {
                    parameter.setRequired(true);
                    parameter.setDescription(
                        "One key for one request, 1 to 255 visible ASCII characters: the same again is"
                            + " answered as before");
                  }
                });
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
