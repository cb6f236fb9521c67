package dev.merchantreview.engine;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of a model as the engine gets it: with its {@link VersionTag} in each process or decision,
 * or in the form, and what a diagram refers to bound by the tag of its file. Every other byte, and
 * every line's number, is as it was. It is read once, for what is in it and for the places.
 */
final class TaggedFile {

  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";
  private static final String EXTENSIONS = "extensionElements";
  private static final String NAME = "versionTag";
  private static final String BINDING = "bindingType";

  /** How the files bind, so that they can be deployed as they are, too. */
  private static final String BY_DEPLOYMENT = "deployment";

  private static final String TAG = "tag";
  private static final String EMPTY = "empty";

  /** Each tag of a well-formed file without a DOCTYPE, and whatever may contain what looks so. */
  private static final Pattern TAGS =
      Pattern.compile(
          "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>"
              + "|</?(?<tag>[^\\s/>!?]++)(?:[^\"'/>]++|\"[^\"]*+\"|'[^']*+')*+(?<empty>/)?>",
          Pattern.DOTALL);

  /** Each attribute of a tag. */
  private static final Pattern ATTRIBUTES =
      Pattern.compile("(?<name>[^\\s=\"'<>/]++)\\s*+=\\s*+(\"[^\"]*+\"|'[^']*+')");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Model.File file;
  private final String text;
  private final List<LinkedResources.Resource> resources = new ArrayList<>();
  private final List<Edit> edits = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();

  private TaggedFile(Model.File file) {
    this.file = file;
    this.text = text(file);
  }

  /**
   * @throws IllegalArgumentException when there is no place for a tag, or something is not bound by
   *     deployment; it has the file's name
   */
  static TaggedFile read(Model.File file) {
    TaggedFile read = new TaggedFile(file);
    if (file.name().endsWith(".form")) {
      read.form();
    } else {
      read.xml();
    }
    return read;
  }

  /** The file as it stands in the release. */
  Model.File file() {
    return file;
  }

  /** What is in it that a diagram can refer to. */
  List<LinkedResources.Resource> resources() {
    return List.copyOf(resources);
  }

  /**
   * What the engine gets.
   *
   * @param linked what may be referred to
   * @throws IllegalArgumentException when what is referred to is not there; it has the file's name
   */
  byte[] with(LinkedResources linked) {
    StringBuilder tagged = new StringBuilder(text);
    // From the end, so that the places before stay where they are.
    Stream.concat(edits.stream(), references.stream().map(one -> one.bound(file, linked)))
        .sorted(Comparator.comparingInt(Edit::from).reversed())
        .forEach(one -> tagged.replace(one.from(), one.to(), one.text()));
    return tagged.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Model.File file) {
    String text = new String(file.content(), StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), file.content())) {
      throw refused(file, "it is not UTF-8", null);
    }
    return text;
  }

  /**
   * A text to be put in.
   *
   * @param from how many UTF-16 units stand before it
   * @param to where what it replaces ends
   */
  private record Edit(int from, int to, String text) {

    static Edit insert(int at, String text) {
      return new Edit(at, at, text);
    }
  }

  /**
   * Something a diagram refers to.
   *
   * @param element that does
   * @param from where the attribute that says how it is bound begins, in UTF-16 units
   * @param to where that ends
   */
  private record Reference(LinkedResources.Kind kind, String id, String element, int from, int to) {

    Edit bound(Model.File file, LinkedResources linked) {
      String tag =
          linked
              .tag(kind, id)
              .orElseThrow(
                  () -> refused(file, "no file has the %s of %s".formatted(id, element), null));
      return new Edit(from, to, "%s=\"%s\" %s=\"%s\"".formatted(BINDING, NAME, NAME, tag));
    }
  }

  private void form() {
    JsonNode form;
    try {
      form = JSON.readTree(text);
    } catch (JacksonException cause) {
      throw refused(file, "it is no JSON", cause);
    }
    if (!form.isObject() || form.isEmpty()) {
      throw refused(file, "it is no JSON object that has something in it", null);
    }
    if (form.has(NAME)) {
      throw ownTag(file);
    }
    resources.add(
        new LinkedResources.Resource(LinkedResources.Kind.FORM, form.path("id").asString("")));
    edits.add(
        Edit.insert(text.indexOf('{') + 1, "\"" + NAME + "\": \"" + VersionTag.of(file) + "\","));
  }

  private void xml() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try {
      new Places(factory).find();
    } catch (XMLStreamException cause) {
      throw refused(file, "it is no XML", cause);
    }
    if (resources.isEmpty()) {
      throw refused(file, "it has no process and no decision", null);
    }
  }

  /** The places of the tags in a file, by one pass through it. */
  private final class Places {

    private final Matcher tags;
    private final XMLStreamReader reader;

    /** How many elements are open. */
    private int depth;

    /** Whether the element that was read last ends with its one tag, and its end was not read. */
    private boolean empty;

    /** Where the tag of the process or decision that is open goes; null outside of them. */
    private @Nullable Edit open;

    /** Whether what comes next in it comes after the tag. */
    private boolean settled;

    Places(XMLInputFactory factory) throws XMLStreamException {
      this.tags = TAGS.matcher(text);
      this.reader = factory.createXMLStreamReader(new StringReader(text));
    }

    void find() throws XMLStreamException {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            follow();
            begin();
          }
          case XMLStreamConstants.END_ELEMENT -> {
            follow();
            end();
          }
          case XMLStreamConstants.DTD -> throw refused(file, "it has a DOCTYPE", null);
          default -> {
            // Neither text nor comments move the place.
          }
        }
      }
    }

    private void begin() {
      depth++;
      String name = reader.getLocalName();
      if (name.equals(NAME) && ZEEBE.equals(reader.getNamespaceURI())) {
        throw ownTag(file);
      }
      if (ZEEBE.equals(reader.getNamespaceURI())) {
        refer(name);
      }
      if (depth == 2 && (name.equals("process") || name.equals("decision"))) {
        resources.add(
            new LinkedResources.Resource(
                name.equals("process")
                    ? LinkedResources.Kind.PROCESS
                    : LinkedResources.Kind.DECISION,
                String.valueOf(reader.getAttributeValue(null, "id"))));
        open = withExtensions();
        settled = false;
      } else if (depth == 3 && open != null && name.equals(EXTENSIONS)) {
        open = Edit.insert(here(), element());
        settled = true;
      } else if (depth == 3 && !isDescription(name)) {
        settled = true;
      }
    }

    /** An expression names the edition it means itself, by an id nothing else has. */
    private void refer(String element) {
      LinkedResources.Kind kind = LinkedResources.Kind.of(element).orElse(null);
      String id = kind == null ? null : reader.getAttributeValue(null, kind.attribute());
      if (kind == null || id == null || id.startsWith("=")) {
        return;
      }
      String binding = reader.getAttributeValue(null, BINDING);
      if (!BY_DEPLOYMENT.equals(binding)) {
        throw refused(
            file, "%s %s is bound by %s, not by deployment".formatted(element, id, binding), null);
      }
      Matcher attributes = ATTRIBUTES.matcher(tags.group());
      while (attributes.find()) {
        if (attributes.group("name").equals(BINDING)) {
          references.add(
              new Reference(
                  kind,
                  id,
                  element,
                  tags.start() + attributes.start(),
                  tags.start() + attributes.end()));
          return;
        }
      }
      throw new IllegalStateException(file.name() + ": no binding in " + tags.group());
    }

    private void end() {
      if (depth == 3 && open != null && !settled) {
        open = withExtensions();
      } else if (depth == 2 && open != null) {
        edits.add(open);
        open = null;
      }
      depth--;
    }

    /** BPMN and DMN want these before the extensions, and all else behind them. */
    private static boolean isDescription(String name) {
      return name.equals("documentation") || name.equals("description");
    }

    private Edit withExtensions() {
      String prefix = reader.getPrefix();
      String name = prefix == null || prefix.isEmpty() ? EXTENSIONS : prefix + ":" + EXTENSIONS;
      return Edit.insert(here(), "<" + name + ">" + element() + "</" + name + ">");
    }

    /** Says what its prefix means where the file does not: the files of decisions have none. */
    private String element() {
      String prefix = reader.getNamespaceContext().getPrefix(ZEEBE);
      return prefix == null || prefix.isEmpty()
          ? "<zeebe:%s xmlns:zeebe=\"%s\" value=\"%s\"/>"
              .formatted(NAME, ZEEBE, VersionTag.of(file))
          : "<%s:%s value=\"%s\"/>".formatted(prefix, NAME, VersionTag.of(file));
    }

    /**
     * Goes on to the tag of the element that was just read, in the text: the parser knows what it
     * is, but not reliably where (the JDK's miscounts what it reads in portions).
     */
    private void follow() {
      if (reader.isEndElement() && empty) {
        // Its one tag was that of its beginning.
        empty = false;
        return;
      }
      do {
        if (!tags.find()) {
          throw new IllegalStateException(file.name() + ": no tag of " + reader.getLocalName());
        }
      } while (tags.group(TAG) == null);
      String name = reader.getLocalName();
      if (!tags.group(TAG).equals(name) && !tags.group(TAG).endsWith(":" + name)) {
        throw new IllegalStateException(file.name() + ": " + tags.group() + " is not of " + name);
      }
      empty = tags.group(EMPTY) != null;
    }

    /** Behind the tag that was just read. */
    private int here() {
      if (reader.isStartElement() && empty) {
        throw refused(file, tags.group() + " has nothing in it", null);
      }
      return tags.end();
    }
  }

  private static IllegalArgumentException ownTag(Model.File file) {
    return refused(
        file,
        "it has one of its own; take it out, the service puts the file's SHA-256 there",
        null);
  }

  private static IllegalArgumentException refused(
      Model.File file, String why, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "No version tag can be put into " + file.name() + ": " + why, cause);
  }
}
