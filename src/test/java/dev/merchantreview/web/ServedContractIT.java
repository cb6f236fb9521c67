package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.Contract;
import dev.merchantreview.shared.FieldError;
import dev.merchantreview.testing.ContractWalk;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What is answered is what the contract says, and what it says can be worked with. */
class ServedContractIT {

  /** No programme that is shipped is by invitation; {@code AddAProgrammeIT} adds one. */
  private static final String BY_INVITATION = "PUT /api/v1/programmes/{id}/invitations/{subject}";

  /** What a case has to go a way for that only the engine can lead it; the journeys go it. */
  private static final Set<String> NEEDS_THE_ENGINE =
      Set.of(
          "POST /api/v1/payout-notifications",
          "POST /api/v1/payout-findings/{id}/explanation",
          "POST /api/v1/cases/{id}/resync");

  /** Nothing, or a unit without saying of what. */
  private static final Set<String> UNSAID =
      Set.of(
          "",
          "In fen, 1/100 yuan",
          "Length in bytes",
          "RFC 3339 time with offset",
          "Date, YYYY-MM-DD");

  /** They come of what is no call, and of faults. */
  private static final Set<Refusal> NO_CALL_HAS =
      Set.of(
          ProblemType.METHOD_NOT_ALLOWED,
          ProblemType.NOT_IMPLEMENTED,
          ProblemType.INTERNAL,
          ProblemType.PAGE_EXPIRED);

  private final ServiceAlone service = ServiceAlone.get();
  private final Contract contract = Contract.of(service.serviceUrl());
  private final JsonNode document = contract.document();

  /** Each answer is held against the contract by the client. */
  @Test
  void everyCallIsAnsweredAsItSays() {
    ContractWalk walk = new ContractWalk(service);
    walk.walk();
    assertThat(walk.unexpected()).isEmpty();
    Set<String> missing = new LinkedHashSet<>();
    each(
        (name, call) -> {
          boolean alone =
              !NEEDS_THE_ENGINE.contains(name)
                  && !ContractWalk.ASKS_THE_ENGINE.contains(name)
                  && !name.equals(BY_INVITATION);
          for (String status : alone ? List.of("2xx", "4xx") : List.of("4xx")) {
            if (!contract.answered().contains(name + " " + status)) {
              missing.add(name + " " + status);
            }
          }
        });
    assertThat(missing).isEmpty();
  }

  @Test
  void saysUnderWhichLicenceItComes() {
    assertThat(document.at("/info/license/identifier").asString()).isEqualTo("Apache-2.0");
  }

  /** Nobody is told that a call is for him who is then refused, nor the other way round. */
  @Test
  void everyCallIsForWhomItSays() {
    List<String> wrong = new ArrayList<>();
    each(
        (name, call) -> {
          Set<String> told = new LinkedHashSet<>();
          call.path("x-roles").forEach(role -> told.add(role.asString()));
          for (String user : List.of("merchant", "operator", "auditor", "admin", "nobody")) {
            ApiClient.Answer answer = ask(name, call, user);
            boolean expected =
                user.equals("nobody")
                    ? answer.status() == 401
                    : told.isEmpty()
                        || told.contains(user.toUpperCase(Locale.ROOT)) != forbidden(answer);
            if (!expected) {
              wrong.add(name + " by " + user + ": " + answer.body() + ", told " + told);
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyTypeOfProblemIsNamedByACallThatHasIt() {
    Set<String> named = new LinkedHashSet<>();
    each(
        (name, call) ->
            call.path("responses")
                .forEach(
                    answer ->
                        named.addAll(
                            answer
                                .at("/content/application~1problem+json/examples")
                                .propertyNames())));
    assertThat(RefusalsTest.ALL)
        .filteredOn(type -> !NO_CALL_HAS.contains(type))
        .extracting(Refusal::slug)
        .containsExactlyInAnyOrderElementsOf(named);
  }

  /** The rules of a linter, for those who have none at hand. */
  @Test
  void everyCallIsDescribed() throws IOException {
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/api-docs.json"), document.toPrettyString());
    assertThat(document.path("openapi").asString()).startsWith("3.1");
    assertThat(document.at("/webhooks/notification/post/parameters").toString())
        .contains(
            "webhook-id", "webhook-timestamp", "webhook-signature", "X-Signature", "HMAC-SHA256");
    JsonNode told =
        document.at("/webhooks/notification/post/requestBody/content/application~1json");
    assertThat(told.path("example").propertyNames())
        .containsExactlyInAnyOrderElementsOf(
            document.at("/components/schemas/NotificationBody/properties").propertyNames());
    assertThat(document.path("servers")).isNotEmpty();
    Set<String> tags = new LinkedHashSet<>();
    document
        .path("tags")
        .forEach(
            tag -> {
              assertThat(tag.path("description").asString("")).as(tag.toString()).isNotBlank();
              tags.add(tag.path("name").asString());
            });
    Set<String> names = new LinkedHashSet<>();
    each(
        (name, call) -> {
          String id = call.path("operationId").asString();
          assertThat(id).as(name).matches("[a-z]+[A-Za-z]*");
          assertThat(names.add(id)).as("twice: " + id).isTrue();
          assertThat(call.path("summary").asString("")).as(name).isNotBlank();
          assertThat(call.path("description").asString("")).as(name).isNotBlank();
          assertThat(tags).as(name).contains(call.path("tags").path(0).asString());
          assertThat(call.path("responses").propertyNames())
              .as(name)
              .contains("400", "401", "415", "422", "431", "503")
              .anyMatch(status -> status.startsWith("2"))
              .doesNotContain("default", "500");
          call.path("responses")
              .forEach(
                  answer ->
                      answer
                          .path("headers")
                          .forEach(
                              header ->
                                  assertThat(header.has("schema")).as(name + header).isTrue()));
          call.path("parameters")
              .forEach(
                  parameter -> {
                    assertThat(parameter.has("schema")).as(name + parameter).isTrue();
                    if (parameter.path("name").asString().equals("Idempotency-Key")) {
                      assertThat(parameter.path("required").asBoolean()).as(name).isTrue();
                    }
                  });
        });
  }

  /** By its Javadoc, or by the glossary where its name means the same everywhere. */
  @Test
  void everyPropertyIsDescribed() {
    List<String> silent = new ArrayList<>();
    document
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .properties()
                    .forEach(
                        property -> {
                          if (!property.getValue().has("$ref")
                              && UNSAID.contains(
                                  property.getValue().path("description").asString(""))) {
                            silent.add(schema.getKey() + "." + property.getKey());
                          }
                        }));
    each(
        (name, call) ->
            call.path("parameters")
                .forEach(
                    parameter -> {
                      if (UNSAID.contains(parameter.path("description").asString(""))) {
                        silent.add(name + " " + parameter.path("name").asString());
                      }
                    }));
    assertThat(silent).isEmpty();
    assertThat(document.toString()).doesNotContain("<code>", "{@", "[K-", "[D-");
  }

  /** What is removed or renamed breaks somebody's client. */
  @Test
  void everyCallKeepsItsName() throws IOException {
    Map<String, String> names = new TreeMap<>();
    each((name, call) -> names.put(name, call.path("operationId").asString()));
    List<String> promised =
        Files.readAllLines(
            Path.of("src/test/resources/contract/calls.txt"), StandardCharsets.UTF_8);
    assertThat(names.entrySet().stream().map(call -> call.getValue() + " " + call.getKey()))
        .as("calls may be added to the file, never changed in it")
        .containsAll(promised);
  }

  /** An example is one that is taken, by the check every request goes through. */
  @Test
  void everyExampleIsTaken() {
    StrictJson json = service.bean(StrictJson.class);
    List<String> checked = new ArrayList<>();
    service
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (mapping, handler) ->
                mapping
                    .getPatternValues()
                    .forEach(
                        pattern -> {
                          String path = pattern.replaceAll(":[^}]*(?:\\{[^}]*}[^}]*)*}", "}");
                          mapping
                              .getMethodsCondition()
                              .getMethods()
                              .forEach(
                                  method -> {
                                    JsonNode body =
                                        document
                                            .path("paths")
                                            .path(path)
                                            .path(method.name().toLowerCase(Locale.ROOT))
                                            .at("/requestBody/content/application~1json");
                                    if (!body.isMissingNode()) {
                                      Class<?> type = type(handler);
                                      assertThat(body.has("example")).as(path).isTrue();
                                      checked.add(path + " " + flaws(json, body, type));
                                    }
                                  });
                        }));
    assertThat(checked).hasSizeGreaterThan(25).allMatch(one -> one.endsWith(" []"));
  }

  private static List<FieldError> flaws(StrictJson json, JsonNode body, Class<?> type) {
    try {
      json.read(body.path("example").toString().getBytes(StandardCharsets.UTF_8), type);
      return List.of();
    } catch (ApiProblem refused) {
      // The documents of an example are nobody's, and its subjects are not there.
      return refused.errors().stream()
          .filter(error -> !Set.of("UNKNOWN_DOCUMENT", "UNKNOWN_SUBJECT").contains(error.code()))
          .toList();
    }
  }

  private static Class<?> type(HandlerMethod handler) {
    for (MethodParameter parameter : handler.getMethodParameters()) {
      if (parameter.getParameterType().isAnnotationPresent(ApiRequest.class)) {
        return parameter.getParameterType();
      }
    }
    return handler
        .getMethodAnnotation(io.swagger.v3.oas.annotations.parameters.RequestBody.class)
        .content()[0]
        .schema()
        .implementation();
  }

  /** By the role alone; whose something is, is another matter. */
  private static boolean forbidden(ApiClient.Answer answer) {
    return answer.body().path("type").asString("").equals("/problems/forbidden");
  }

  private ApiClient.Answer ask(String name, JsonNode call, String user) {
    String[] parts = name.split(" ");
    ApiClient client = service.api(user);
    StringBuilder query = new StringBuilder("?");
    call.path("parameters")
        .forEach(
            parameter -> {
              if (parameter.path("in").asString().equals("query")
                  && parameter.path("required").asBoolean(false)) {
                query.append(parameter.path("name").asString()).append("=x&");
              }
            });
    HttpRequest.BodyPublisher body =
        call.has("requestBody")
            ? HttpRequest.BodyPublishers.ofString("{}")
            : HttpRequest.BodyPublishers.noBody();
    String path = parts[1].replace("{month}", "2026-01").replaceAll("\\{[^}]+}", "x-1") + query;
    HttpRequest.Builder request = client.request(path).method(parts[0], body);
    if (call.has("requestBody")) {
      request.header("Content-Type", "application/json");
    }
    return client.send(request);
  }

  private void each(BiConsumer<String, JsonNode> act) {
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        call ->
                            act.accept(
                                call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                call.getValue())));
  }
}
