package dev.merchantreview.testing.unified;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations of the unified REST API that are served. */
public enum Operation {
  TOPOLOGY("GET", "/topology", null),
  SEARCH_INSTANCES("POST", "/process-instances/search", Kind.INSTANCE),
  GET_INSTANCE("GET", "/process-instances/{processInstanceKey}", Kind.INSTANCE),
  SEQUENCE_FLOWS("GET", "/process-instances/{processInstanceKey}/sequence-flows", Kind.FLOW),
  SEARCH_INCIDENTS_OF_INSTANCE(
      "POST", "/process-instances/{processInstanceKey}/incidents/search", Kind.INCIDENT),
  SEARCH_INCIDENTS("POST", "/incidents/search", Kind.INCIDENT),
  SEARCH_ELEMENTS("POST", "/element-instances/search", Kind.ELEMENT),
  SEARCH_VARIABLES("POST", "/variables/search", Kind.VARIABLE),
  SEARCH_USER_TASKS("POST", "/user-tasks/search", Kind.USER_TASK),
  UPDATE_USER_TASK("PATCH", "/user-tasks/{userTaskKey}", Kind.USER_TASK),
  SEARCH_DEFINITIONS("POST", "/process-definitions/search", Kind.DEFINITION),
  GET_XML("GET", "/process-definitions/{processDefinitionKey}/xml", Kind.DEFINITION),
  SEARCH_DECISIONS("POST", "/decision-instances/search", Kind.DECISION),
  SEARCH_USERS_OF_GROUP("POST", "/groups/{groupId}/users/search", null);

  /** What all paths begin with. */
  static final String BASE = "/v2";

  private final String method;
  private final String template;
  private final @Nullable Kind kind;
  private final Pattern path;

  Operation(String method, String template, @Nullable Kind kind) {
    this.method = method;
    this.template = template;
    this.kind = kind;
    this.path = Pattern.compile(BASE + template.replaceAll("\\{[^}]+}", "([^/]+)"));
  }

  String method() {
    return method;
  }

  /** The path in the published schema. */
  String template() {
    return template;
  }

  /** What kind of thing is asked for, if it is one that may come into sight late. */
  Optional<Kind> kind() {
    return Optional.ofNullable(kind);
  }

  /** Whether the path has a key in it, which is a number. */
  boolean hasKey() {
    return template.contains("Key}");
  }

  /** What stands in the path at the place of the template's only parameter. */
  String parameter(String ofPath) {
    Matcher matcher = path.matcher(ofPath);
    return matcher.matches() && matcher.groupCount() == 1 ? matcher.group(1) : "";
  }

  /** The operation that a request asks for. */
  static Optional<Operation> of(String method, String path) {
    return Arrays.stream(values())
        .filter(one -> one.method.equals(method) && one.path.matcher(path).matches())
        .min(java.util.Comparator.comparing(Operation::hasKey));
  }
}
