package dev.merchantreview.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * Says of each call which problems it can be answered with. Most follow from its form, as they do
 * in the code: a call with an {@code Idempotency-Key} may find it in use, one with an id may find
 * nothing. What else a call refuses is named by {@link Refuses}.
 */
@Component
class OperationProblems implements OperationCustomizer {

  private static final Locale LANGUAGE = Locale.ENGLISH;
  private static final Set<ProblemType> OF_EVERY_CALL =
      EnumSet.of(
          ProblemType.UNREADABLE,
          ProblemType.UNAUTHENTICATED,
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          ProblemType.VALIDATION,
          ProblemType.HEADERS_TOO_LARGE,
          ProblemType.TOO_MANY_REQUESTS,
          ProblemType.UNAVAILABLE);

  private final MessageSource messages;

  OperationProblems(MessageSource messages) {
    this.messages = messages;
  }

  @Override
  public Operation customize(Operation call, HandlerMethod handler) {
    Map<HttpStatus, List<Refusal>> byStatus =
        types(call, handler).stream()
            .collect(Collectors.groupingBy(Refusal::status, TreeMap::new, Collectors.toList()));
    byStatus.forEach(
        (status, types) ->
            call.getResponses().addApiResponse(String.valueOf(status.value()), answer(types)));
    return call;
  }

  private static Set<Refusal> types(Operation call, HandlerMethod handler) {
    Set<ProblemType> types = EnumSet.copyOf(OF_EVERY_CALL);
    boolean body = call.getRequestBody() != null;
    boolean key = has(call, Idempotency.HEADER);
    if (has(call, OpenApiConfiguration.SIGNATURE)) {
      types.add(ProblemType.BAD_SIGNATURE);
    } else {
      types.add(ProblemType.FORBIDDEN);
    }
    if (call.getResponses().values().stream().anyMatch(answer -> answer.getContent() != null)) {
      types.add(ProblemType.NOT_ACCEPTABLE);
    }
    if (parameters(call).anyMatch(parameter -> "path".equals(parameter.getIn()))) {
      types.add(ProblemType.NOT_FOUND);
      types.add(ProblemType.NO_SUCH_PATH);
    }
    if (body) {
      types.add(ProblemType.TOO_LARGE);
    }
    if (key) {
      types.addAll(
          EnumSet.of(
              ProblemType.IDEMPOTENCY_KEY_IN_USE,
              ProblemType.IDEMPOTENCY_ANSWER_ERASED,
              ProblemType.IDEMPOTENCY_KEY_REUSED));
    }
    if (has(call, HttpHeaders.IF_MATCH)) {
      types.add(ProblemType.PRECONDITION_FAILED);
      if (key) {
        types.add(ProblemType.WRONG_STATE);
      }
    }
    Refuses own = handler.getMethodAnnotation(Refuses.class);
    if (own != null) {
      types.addAll(List.of(own.value()));
    }
    Set<Refusal> all = new LinkedHashSet<>(types);
    if (own != null) {
      Stream.of(own.own()).map(Class::getEnumConstants).flatMap(Stream::of).forEach(all::add);
    }
    return all;
  }

  static Stream<Parameter> parameters(Operation call) {
    return Stream.ofNullable(call.getParameters()).flatMap(Collection::stream);
  }

  static boolean has(Operation call, String header) {
    return parameters(call).anyMatch(parameter -> header.equals(parameter.getName()));
  }

  private ApiResponse answer(List<Refusal> types) {
    MediaType body = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
    types.forEach(type -> body.addExamples(type.slug(), example(type)));
    ApiResponse answer =
        new ApiResponse()
            .description(types.stream().map(this::title).collect(Collectors.joining("; or: ")))
            .content(new Content().addMediaType("application/problem+json", body));
    HttpStatus status = types.getFirst().status();
    if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
      answer.addHeaderObject(
          HttpHeaders.RETRY_AFTER,
          header("Seconds after which it is worth asking again").required(true));
    }
    if (status == HttpStatus.UNAUTHORIZED) {
      answer.addHeaderObject(HttpHeaders.WWW_AUTHENTICATE, header("How to authenticate"));
    }
    return answer;
  }

  static Header header(String description) {
    return new Header().description(description).schema(new StringSchema());
  }

  private Example example(Refusal type) {
    return new Example()
        .value(
            Map.of(
                "type", "/problems/" + type.slug(),
                "title", title(type),
                "status", type.status().value(),
                "detail", title(type),
                "instance", "/api/v1/…"));
  }

  private String title(Refusal type) {
    return messages.getMessage(type.titleCode(), null, LANGUAGE);
  }
}
