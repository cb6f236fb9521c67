package dev.merchantreview.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the diagrams of a model may refer to: each process, decision and form in it, and the version
 * tag of the file that has it.
 */
final class LinkedResources {

  /** What a diagram refers to, and how. */
  enum Kind {
    PROCESS("calledElement", "processId"),
    DECISION("calledDecision", "decisionId"),
    FORM("formDefinition", "formId");

    private final String element;
    private final String attribute;

    Kind(String element, String attribute) {
      this.element = element;
      this.attribute = attribute;
    }

    /** The attribute that names it. */
    String attribute() {
      return attribute;
    }

    /** What an element of Zeebe's refers to; empty when it refers to nothing. */
    static Optional<Kind> of(String element) {
      return Arrays.stream(values()).filter(kind -> kind.element.equals(element)).findFirst();
    }
  }

  /** Something a diagram can refer to. */
  record Resource(Kind kind, String id) {}

  private final Map<Resource, String> tags = new HashMap<>();

  private LinkedResources() {}

  /**
   * @param files of one model
   * @throws IllegalArgumentException when two of them have the same
   */
  static LinkedResources of(List<TaggedFile> files) {
    LinkedResources linked = new LinkedResources();
    for (TaggedFile file : files) {
      String tag = VersionTag.of(file.file());
      for (Resource resource : file.resources()) {
        if (linked.tags.put(resource, tag) != null) {
          throw new IllegalArgumentException(
              "%s has %s %s, which another file has"
                  .formatted(file.file().name(), resource.kind(), resource.id()));
        }
      }
    }
    return linked;
  }

  /** The tag of the file that has it; empty when none has. */
  Optional<String> tag(Kind kind, String id) {
    return Optional.ofNullable(tags.get(new Resource(kind, id)));
  }
}
