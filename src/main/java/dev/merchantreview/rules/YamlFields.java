package dev.merchantreview.rules;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The keys of one map of a file. Each is read once; what is not of the kind that is asked for, and
 * every key nobody asks for, is a flaw with its line.
 */
public final class YamlFields {

  /** What people call the map that is the whole file. */
  public static final String TOP = "the file";

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
  public YamlFields(String file, MappingNode map, String name, Flaws flaws) {
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

  /**
   * Reads a file; empty when it is not even a map, which is a flaw.
   *
   * @param begin what such a file begins with
   */
  public static Optional<YamlFields> read(Resource resource, String begin, Flaws flaws)
      throws IOException {
    String file = String.valueOf(resource.getFilename());
    String text = resource.getContentAsString(StandardCharsets.UTF_8);
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root instanceof MappingNode map) {
        return Optional.of(new YamlFields(file, map, TOP, flaws));
      }
      flaws.add(file, 1, "this is no map; begin with \"%s …\"".formatted(begin));
    } catch (MarkedYAMLException wrong) {
      flaws.add(
          file,
          wrong.getProblemMark(),
          "this is no YAML (%s); mend it".formatted(wrong.getProblem()));
    } catch (YAMLException wrong) {
      flaws.add(file, 1, "this is no YAML (%s); mend it".formatted(wrong.getMessage()));
    }
    return Optional.empty();
  }

  /** The file it is in. */
  public String file() {
    return file;
  }

  private String below(String part) {
    return name.equals(TOP) ? part : name + ", " + part;
  }

  public int line() {
    return map.getStartMark().getLine() + 1;
  }

  /** The line a key stands on; that of the map for one that is not there. */
  public int line(String key) {
    Node node = keys.get(key);
    return node == null ? line() : node.getStartMark().getLine() + 1;
  }

  public void wrong(String key, String what) {
    flaws.add(file, line(key), what);
  }

  public Optional<Node> node(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key));
  }

  public Optional<String> text(String key) {
    return node(key).flatMap(node -> text(key, node));
  }

  /** A text that has to be there; a missing one is a flaw, and empty. */
  public String required(String key) {
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

  public Optional<Boolean> flag(String key) {
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

  /** A number from one to another. */
  public Optional<BigDecimal> number(String key, BigDecimal least, BigDecimal most) {
    return text(key)
        .flatMap(
            text -> {
              try {
                BigDecimal number = new BigDecimal(text);
                if (number.compareTo(least) >= 0 && number.compareTo(most) <= 0) {
                  return Optional.of(number);
                }
              } catch (NumberFormatException noNumber) {
                // Said below, together with a number out of range.
              }
              wrong(
                  key,
                  "%s: %s is %s; write a number from %s to %s"
                      .formatted(name, key, text, least.toPlainString(), most.toPlainString()));
              return Optional.empty();
            });
  }

  /** A whole number from one to another. */
  public Optional<Integer> whole(String key, int least, int most) {
    return text(key)
        .flatMap(
            text -> {
              Optional<Integer> number = parsed(text, least, most);
              if (number.isEmpty()) {
                wrong(
                    key,
                    "%s: %s is %s; write a whole number from %d to %d"
                        .formatted(name, key, text, least, most));
              }
              return number;
            });
  }

  /** A list of whole numbers from one to another. */
  public Optional<List<Integer>> wholes(String key, int least, int most) {
    return texts(key)
        .map(
            texts -> {
              List<Integer> numbers = new ArrayList<>();
              for (String text : texts) {
                parsed(text, least, most)
                    .ifPresentOrElse(
                        numbers::add,
                        () ->
                            wrong(
                                key,
                                "%s: %s has %s; write whole numbers from %d to %d"
                                    .formatted(name, key, text, least, most)));
              }
              return List.copyOf(numbers);
            });
  }

  private static Optional<Integer> parsed(String text, int least, int most) {
    return Optional.of(text)
        .filter(one -> one.matches("0|[1-9][0-9]{0,8}"))
        .map(Integer::valueOf)
        .filter(number -> number >= least && number <= most);
  }

  /** A day, YYYY-MM-DD. */
  public Optional<LocalDate> day(String key) {
    return text(key)
        .flatMap(
            text -> {
              try {
                return Optional.of(LocalDate.parse(text));
              } catch (DateTimeException noDay) {
                wrong(key, "%s: %s is %s; write a day as 2026-01-31".formatted(name, key, text));
                return Optional.empty();
              }
            });
  }

  /** A list of texts, each once. */
  public Optional<List<String>> texts(String key) {
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

  public <E extends Enum<E>> Optional<E> constant(String key, Class<E> type) {
    return text(key).flatMap(text -> constant(key, text, type));
  }

  /** A list of constants in their order; the empty list says none. */
  public <E extends Enum<E>> Optional<Set<E>> constants(String key, Class<E> type) {
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
  public Optional<YamlFields> fields(String key) {
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
  public Optional<List<YamlFields>> maps(String key, String what) {
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
  public void finish() {
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
