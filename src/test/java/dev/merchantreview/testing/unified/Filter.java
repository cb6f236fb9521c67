package dev.merchantreview.testing.unified;

import dev.merchantreview.testing.unified.Recorded.Definition;
import dev.merchantreview.testing.unified.Recorded.Element;
import dev.merchantreview.testing.unified.Recorded.Incident;
import dev.merchantreview.testing.unified.Recorded.Variable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Whether an item is one of those a search asks for, by the rules of the API's filters. */
final class Filter {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.+");
  private static final Map<String, String> CANDIDATES =
      Map.of("candidateGroup", "candidateGroups", "candidateUser", "candidateUsers");
  private static final Set<String> VARIABLES =
      Set.of("variables", "processInstanceVariables", "localVariables");

  private final Kind kind;
  private final RecordedData data;

  Filter(Kind kind, RecordedData data) {
    this.kind = kind;
    this.data = data;
  }

  /**
   * @throws UnsupportedOperationException where the filter has a property that no test needed so
   *     far, so that none is passed over
   */
  boolean admits(ObjectNode item, JsonNode filter) {
    return filter.properties().stream()
        .allMatch(asked -> admits(item, asked.getKey(), asked.getValue()));
  }

  private boolean admits(ObjectNode item, String property, JsonNode asked) {
    if (isNothing(asked)) {
      return true;
    }
    if (property.equals("$or")) {
      return asked.valueStream().anyMatch(one -> admits(item, one));
    }
    if (property.equals("tags")) {
      return asked
          .valueStream()
          .allMatch(one -> any(item.path("tags").valueStream().toList(), one));
    }
    if (VARIABLES.contains(property)) {
      return asked.valueStream().allMatch(one -> hasVariable(item, property, one));
    }
    return meets(values(item, property), asked);
  }

  /** The client sends the lists it was not given as empty ones, of operators as well. */
  private static boolean isNothing(JsonNode asked) {
    return asked.isNull() || asked.isArray() && asked.isEmpty();
  }

  private List<JsonNode> values(ObjectNode item, String property) {
    if (CANDIDATES.containsKey(property)) {
      return item.path(CANDIDATES.get(property)).valueStream().toList();
    }
    if (kind == Kind.INSTANCE) {
      switch (property) {
        case "elementId":
          return text(elements(item).map(Element::elementId));
        case "elementInstanceState":
          return text(elements(item).map(Element::state));
        case "errorMessage":
          return text(
              data.find(Kind.INCIDENT).stream()
                  .map(Incident.class::cast)
                  .filter(one -> isOf(item, one.instanceKey()) && one.state().equals("ACTIVE"))
                  .map(Incident::message));
        default:
      }
    }
    if (kind == Kind.ELEMENT && property.equals("elementInstanceScopeKey")) {
      return List.of(item.path("processInstanceKey"));
    }
    if (kind == Kind.DEFINITION && property.equals("isLatestVersion")) {
      return List.of(
          JSON.valueToTree(
              data.find(Kind.DEFINITION).stream()
                  .map(Definition.class::cast)
                  .filter(one -> one.processId().equals(text(item, "processDefinitionId")))
                  .allMatch(one -> one.version() <= item.path("version").asInt())));
    }
    JsonNode value = item.path(property);
    if (value.isMissingNode()) {
      throw new UnsupportedOperationException("filter of " + kind + " by " + property);
    }
    return value.isNull() ? List.of() : List.of(value);
  }

  private Stream<Element> elements(ObjectNode item) {
    return data.find(Kind.ELEMENT).stream()
        .map(Element.class::cast)
        .filter(one -> isOf(item, one.instanceKey()));
  }

  private boolean hasVariable(ObjectNode item, String property, JsonNode asked) {
    String scope =
        switch (property) {
          case "localVariables" -> text(item, "elementInstanceKey");
          case "processInstanceVariables" -> text(item, "processInstanceKey");
          default -> "";
        };
    return data.find(Kind.VARIABLE).stream()
        .map(Variable.class::cast)
        .filter(one -> isOf(item, one.instanceKey()))
        .filter(one -> scope.isEmpty() || scope.equals(Long.toString(one.scopeKey())))
        .filter(one -> one.name().equals(text(asked, "name")))
        .anyMatch(one -> meets(List.of(StringNode.valueOf(one.value())), asked.path("value")));
  }

  private static boolean isOf(ObjectNode item, long instanceKey) {
    return text(item, "processInstanceKey").equals(Long.toString(instanceKey));
  }

  private static String text(JsonNode node, String property) {
    return node.path(property).asString("");
  }

  private static List<JsonNode> text(Stream<String> texts) {
    return texts.<JsonNode>map(StringNode::valueOf).toList();
  }

  private static boolean meets(List<JsonNode> values, JsonNode asked) {
    if (!asked.isObject()) {
      return any(values, asked);
    }
    return asked.properties().stream()
        .filter(one -> !isNothing(one.getValue()))
        .allMatch(one -> meets(values, one.getKey(), one.getValue()));
  }

  private static boolean meets(List<JsonNode> values, String operator, JsonNode asked) {
    return switch (operator) {
      case "$eq" -> any(values, asked);
      case "$neq" -> !any(values, asked);
      case "$exists" -> asked.asBoolean() != values.isEmpty();
      case "$in" -> asked.valueStream().anyMatch(one -> any(values, one));
      case "$notIn" -> asked.valueStream().noneMatch(one -> any(values, one));
      case "$like" ->
          values.stream().anyMatch(one -> like(asked.asString()).matcher(one.asString()).matches());
      case "$gt" -> values.stream().anyMatch(one -> compare(one, asked) > 0);
      case "$gte" -> values.stream().anyMatch(one -> compare(one, asked) >= 0);
      case "$lt" -> values.stream().anyMatch(one -> compare(one, asked) < 0);
      case "$lte" -> values.stream().anyMatch(one -> compare(one, asked) <= 0);
      default -> throw new UnsupportedOperationException("filter with " + operator);
    };
  }

  private static boolean any(List<JsonNode> values, JsonNode asked) {
    return values.stream().anyMatch(one -> compare(one, asked) == 0);
  }

  /** {@code *} is any text, {@code ?} any character, and a backslash takes their meaning. */
  private static Pattern like(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char one = pattern.charAt(i);
      if (one == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(pattern.substring(i, i + 1)));
      } else if (one == '*') {
        regex.append(".*");
      } else if (one == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(one)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** Numbers and keys by their size, times by their moment, all else as text. */
  static int compare(JsonNode one, JsonNode other) {
    String first = one.asString();
    String second = other.asString();
    if (NUMBER.matcher(first).matches() && NUMBER.matcher(second).matches()) {
      return new BigDecimal(first).compareTo(new BigDecimal(second));
    }
    if (!TIME.matcher(first).matches() || !TIME.matcher(second).matches()) {
      return first.compareTo(second);
    }
    try {
      return OffsetDateTime.parse(first)
          .toInstant()
          .compareTo(OffsetDateTime.parse(second).toInstant());
    } catch (DateTimeException noTimes) {
      return first.compareTo(second);
    }
  }
}
