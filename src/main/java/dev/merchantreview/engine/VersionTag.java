package dev.merchantreview.engine;

import dev.merchantreview.shared.Sha256;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whoever looks at a process, decision or form in the engine which file it is: the engine
 * gets the file with the beginning of the file's own SHA-256 as its version tag, and what a diagram
 * refers to bound by the tag of its file. Every other byte, and every line's number, is as it was.
 */
final class VersionTag {

  /** Enough hexadecimal digits that no two files of a project share them by chance. */
  private static final int DIGITS = 12;

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

  private VersionTag() {}

  /** The tag of a file as it stands in the release. */
  static String of(Model.File file) {
    return of(Sha256.hex(file.content()));
  }

  /** The same by the file's SHA-256. */
  static String of(String sha256) {
    return sha256.substring(0, DIGITS);
  }

  /**
   * What the engine gets of a file: the file with its tag in each process or decision, or in the
   * form, and with the tags of what it refers to.
   *
   * @param linked what may be referred to
   * @throws IllegalArgumentException when there is no place for a tag, or what is referred to is
   *     not there or bound otherwise; it has the file's name
   */
  static byte[] tagged(Model.File file, LinkedResources linked) {
    String text = text(file);
    StringBuilder tagged = new StringBuilder(text);
    List<Edit> edits =
        isForm(file) ? inForm(file, text, form(file, text)) : inXml(file, text, linked).edits;
    // From the end, so that the places before stay where they are.
    edits.stream()
        .sorted(Comparator.comparingInt(Edit::from).reversed())
        .forEach(one -> tagged.replace(one.from(), one.to(), one.text()));
    return tagged.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What is in a file that a diagram can refer to.
   *
   * @throws IllegalArgumentException when it cannot be read, which has the file's name
   */
  static List<LinkedResources.Resource> resources(Model.File file) {
    String text = text(file);
    return isForm(file)
        ? List.of(
            new LinkedResources.Resource(
                LinkedResources.Kind.FORM, form(file, text).path("id").asString("")))
        : List.copyOf(inXml(file, text, null).resources);
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

  private static boolean isForm(Model.File file) {
    return file.name().endsWith(".form");
  }

  private static JsonNode form(Model.File file, String text) {
    JsonNode form;
    try {
      form = JSON.readTree(text);
    } catch (JacksonException cause) {
      throw refused(file, "it is no JSON", cause);
    }
    if (!form.isObject() || form.isEmpty()) {
      throw refused(file, "it is no JSON object that has something in it", null);
    }
    return form;
  }

  private static List<Edit> inForm(Model.File file, String text, JsonNode form) {
    if (form.has(NAME)) {
      throw ownTag(file);
    }
    return List.of(Edit.insert(text.indexOf('{') + 1, "\"" + NAME + "\": \"" + of(file) + "\","));
  }

  /**
   * @param linked null when only what is in the file is asked
   */
  private static Places inXml(Model.File file, String text, @Nullable LinkedResources linked) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try {
      Places places = new Places(file, text, factory, linked);
      places.find();
      if (places.resources.isEmpty()) {
        throw refused(file, "it has no process and no decision", null);
      }
      return places;
    } catch (XMLStreamException cause) {
      throw refused(file, "it is no XML", cause);
    }
  }

  /** The places of the tags in a file, by one pass through it. */
  private static final class Places {

    private final Model.File file;
    private final Matcher tags;
    private final XMLStreamReader reader;
    private final @Nullable LinkedResources linked;
    private final List<Edit> edits = new ArrayList<>();
    private final List<LinkedResources.Resource> resources = new ArrayList<>();

    /** How many elements are open. */
    private int depth;

    /** Whether the element that was read last ends with its one tag, and its end was not read. */
    private boolean empty;

    /** Where the tag of the process or decision that is open goes; null outside of them. */
    private @Nullable Edit open;

    /** Whether what comes next in it comes after the tag. */
    private boolean settled;

    Places(Model.File file, String text, XMLInputFactory factory, @Nullable LinkedResources linked)
        throws XMLStreamException {
      this.file = file;
      this.linked = linked;
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
      if (linked != null && ZEEBE.equals(reader.getNamespaceURI())) {
        bind(name, linked);
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
    private void bind(String element, LinkedResources linked) {
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
      String tag =
          linked
              .tag(kind, id)
              .orElseThrow(
                  () -> refused(file, "no file has the %s of %s".formatted(id, element), null));
      Matcher attributes = ATTRIBUTES.matcher(tags.group());
      while (attributes.find()) {
        if (attributes.group("name").equals(BINDING)) {
          edits.add(
              new Edit(
                  tags.start() + attributes.start(),
                  tags.start() + attributes.end(),
                  "%s=\"%s\" %s=\"%s\"".formatted(BINDING, NAME, NAME, tag)));
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
          ? "<zeebe:%s xmlns:zeebe=\"%s\" value=\"%s\"/>".formatted(NAME, ZEEBE, of(file))
          : "<%s:%s value=\"%s\"/>".formatted(prefix, NAME, of(file));
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
