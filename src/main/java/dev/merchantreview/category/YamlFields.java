package dev.merchantreview.category;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The keys of one map of a file. Each is read once; what is not of the kind that is asked for, and
 * every key nobody asks for, is a flaw with its line.
 */
final class YamlFields {

  /** What people call the map that is the whole file. */
  static final String TOP = "the file";

  private final String file;
  private final MappingNode map;
  private final String name;
  private final Flaws flaws;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param name what people call the map
   */
  YamlFields(String file, MappingNode map, String name, Flaws flaws) {
    this.file = file;
    this.map = map;
    this.name = name;
    this.flaws = flaws;
    for (NodeTuple entry : map.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (values.put(key, entry.getValueNode()) != null) {
        flaws.add(file, entry.getKeyNode(), "%s has %s twice; leave one".formatted(name, key));
      }
      keys.put(key, entry.getKeyNode());
    }
  }

  private String below(String part) {
    return name.equals(TOP) ? part : name + ", " + part;
  }

  int line() {
    return map.getStartMark().getLine() + 1;
  }

  /** The line a key stands on; that of the map for one that is not there. */
  int line(String key) {
    Node node = keys.get(key);
    return node == null ? line() : node.getStartMark().getLine() + 1;
  }

  void wrong(String key, String what) {
    flaws.add(file, line(key), what);
  }

  Optional<Node> node(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key));
  }

  Optional<String> text(String key) {
    return node(key).flatMap(node -> text(key, node));
  }

  /** A text that has to be there; a missing one is a flaw, and empty. */
  String required(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      flaws.add(file, line(), "%s has no %s; write it".formatted(name, key));
      return "";
    }
    return node.flatMap(value -> text(key, value)).orElse("");
  }

  private Optional<String> text(String key, Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    flaws.add(file, node, "%s: %s is no text; write one".formatted(name, key));
    return Optional.empty();
  }

  Optional<Boolean> flag(String key) {
    return text(key)
        .flatMap(
            text ->
                switch (text) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> {
                    wrong(key, "%s: %s is %s; write true or false".formatted(name, key, text));
                    yield Optional.empty();
                  }
                });
  }

  /** A list of texts, each once. */
  Optional<List<String>> texts(String key) {
    return node(key)
        .map(
            node -> {
              List<String> texts = new ArrayList<>();
              for (Node item : items(key, node)) {
                text(key, item)
                    .ifPresent(
                        text -> {
                          if (texts.contains(text)) {
                            flaws.add(
                                file,
                                item,
                                "%s: %s names %s twice; leave one".formatted(name, key, text));
                          } else {
                            texts.add(text);
                          }
                        });
              }
              return List.copyOf(texts);
            });
  }

  <E extends Enum<E>> Optional<E> constant(String key, Class<E> type) {
    return text(key).flatMap(text -> constant(key, text, type));
  }

  /** A list of constants in their order; the empty list says none. */
  <E extends Enum<E>> Optional<Set<E>> constants(String key, Class<E> type) {
    return texts(key)
        .map(
            texts -> {
              Set<E> found = new LinkedHashSet<>();
              texts.forEach(text -> constant(key, text, type).ifPresent(found::add));
              return found;
            });
  }

  private <E extends Enum<E>> Optional<E> constant(String key, String text, Class<E> type) {
    Optional<E> found =
        Arrays.stream(type.getEnumConstants()).filter(one -> one.name().equals(text)).findFirst();
    if (found.isEmpty()) {
      wrong(
          key,
          "%s: %s knows no %s; write one of %s"
              .formatted(name, key, text, Arrays.toString(type.getEnumConstants())));
    }
    return found;
  }

  /** A map below a key. */
  Optional<YamlFields> fields(String key) {
    return node(key)
        .flatMap(
            node -> {
              if (node instanceof MappingNode below) {
                return Optional.of(new YamlFields(file, below, below(key), flaws));
              }
              flaws.add(file, node, "%s: %s is no map; write keys below it".formatted(name, key));
              return Optional.empty();
            });
  }

  /**
   * A list of maps below a key.
   *
   * @param what what people call one of them
   */
  Optional<List<YamlFields>> maps(String key, String what) {
    return node(key)
        .map(
            node -> {
              List<YamlFields> maps = new ArrayList<>();
              for (Node item : items(key, node)) {
                if (item instanceof MappingNode below) {
                  maps.add(new YamlFields(file, below, below(what + nameOf(below)), flaws));
                } else {
                  flaws.add(file, item, "%s: this is no map; write \"- name: …\"".formatted(key));
                }
              }
              return maps;
            });
  }

  private static String nameOf(MappingNode map) {
    return map.getValue().stream()
        .filter(
            entry ->
                entry.getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals("name")
                    && entry.getValueNode() instanceof ScalarNode)
        .map(entry -> " " + ((ScalarNode) entry.getValueNode()).getValue())
        .findFirst()
        .orElse("");
  }

  private List<Node> items(String key, Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    flaws.add(file, node, "%s: %s is no list; write [one, another]".formatted(name, key));
    return List.of();
  }

  /** Every key nobody asked for is a flaw; called when all are read. */
  void finish() {
    Set<String> unknown = new HashSet<>(values.keySet());
    unknown.removeAll(known);
    unknown.stream()
        .sorted()
        .forEach(
            key ->
                wrong(
                    key,
                    "%s has the unknown key %s; take it out, or write one of %s"
                        .formatted(name, key, String.join(", ", known))));
  }
}
