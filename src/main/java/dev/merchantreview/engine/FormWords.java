package dev.merchantreview.engine;

import dev.merchantreview.shared.DeskLanguage;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a form into the language of the desk. A form is written once, in both: a label as {@code 中文
 * · English}, running text as a pair of {@code <span lang="zh">} and {@code <span lang="en">}. What
 * is deployed says one of them, and the other in small print: under a field as its description,
 * beside a text as {@code <small>}.
 */
final class FormWords {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Pattern PAIR =
      Pattern.compile("<span lang=\"zh\">(.*?)</span>\\s*<span lang=\"en\">(.*?)</span>");

  /** What has a description under it. */
  private static final Set<String> DESCRIBED =
      Set.of("radio", "select", "textfield", "textarea", "checkbox", "checklist", "number");

  private final DeskLanguage language;

  FormWords(DeskLanguage language) {
    this.language = language;
  }

  byte[] of(byte[] form) {
    ObjectNode tree = (ObjectNode) JSON.readTree(form);
    tree.path("components").forEach(this::translate);
    return JSON.writerWithDefaultPrettyPrinter()
        .writeValueAsString(tree)
        .concat("\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void translate(JsonNode node) {
    ObjectNode component = (ObjectNode) node;
    String type = component.path("type").asString();
    String label = component.path("label").asString("");
    if (!label.isEmpty()) {
      component.put("label", language.main(label));
      if (DESCRIBED.contains(type)) {
        component.put("description", described(component, label));
      }
    }
    component.path("values").forEach(value -> main((ObjectNode) value, "label"));
    main(component, "alt");
    replace(component, "content", "$1 <small lang=\"$3\" style=\"color:#6f6f6f\">$2</small>");
    // Markdown of a form has no small print.
    replace(component, "text", "$1 *$2*");
    component.path("components").forEach(this::translate);
  }

  /** The label and the choices in the other language, then the field's own description. */
  private String described(ObjectNode component, String label) {
    StringBuilder small = new StringBuilder(language.small(label));
    String between = small.isEmpty() ? "" : language.small("：", ": ");
    for (JsonNode value : component.path("values")) {
      small.append(between).append(language.small(value.path("label").asString("")));
      between = " / ";
    }
    String own = component.path("description").asString("");
    if (!own.isEmpty()) {
      small.insert(0, language.main(own) + (small.isEmpty() ? "" : " — "));
    }
    return small.toString();
  }

  private void main(ObjectNode node, String field) {
    if (node.has(field)) {
      node.put(field, language.main(node.path(field).asString()));
    }
  }

  private void replace(ObjectNode component, String field, String shape) {
    if (component.has(field)) {
      component.put(
          field,
          PAIR.matcher(component.path(field).asString())
              .replaceAll(
                  pair ->
                      Matcher.quoteReplacement(
                          shape
                              .replace("$1", language.main(pair.group(1), pair.group(2)))
                              .replace("$2", language.small(pair.group(1), pair.group(2)))
                              .replace("$3", language.small("zh", "en")))));
    }
  }
}
