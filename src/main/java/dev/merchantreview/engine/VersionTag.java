package dev.merchantreview.engine;

import dev.merchantreview.shared.Sha256;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
 * gets the file with the beginning of the file's own SHA-256 as its version tag, and every other
 * byte, and every line's number, as it was.
 */
final class VersionTag {

  /** Enough hexadecimal digits that no two files of a project share them by chance. */
  private static final int DIGITS = 12;

  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";
  private static final String EXTENSIONS = "extensionElements";
  private static final String NAME = "versionTag";

  private static final String TAG = "tag";
  private static final String EMPTY = "empty";

  /** Each tag of a well-formed file without a DOCTYPE, and whatever may contain what looks so. */
  private static final Pattern TAGS =
      Pattern.compile(
          "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>"
              + "|</?(?<tag>[^\\s/>!?]++)(?:[^\"'/>]++|\"[^\"]*+\"|'[^']*+')*+(?<empty>/)?>",
          Pattern.DOTALL);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private VersionTag() {}

  /** The tag of a file as it stands in the release. */
  static String of(Model.File file) {
    return Sha256.hex(file.content()).substring(0, DIGITS);
  }

  /**
   * What the engine gets of a file: the file with its tag in each process or decision, or in the
   * form.
   *
   * @throws IllegalArgumentException when there is no place for the tag, which has the file's name
   */
  static byte[] tagged(Model.File file) {
    String text = new String(file.content(), StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), file.content())) {
      throw refused(file, "it is not UTF-8", null);
    }
    StringBuilder tagged = new StringBuilder(text);
    // From the end, so that the places before stay where they are.
    for (Insertion one : (isForm(file) ? inForm(file, text) : inXml(file, text)).reversed()) {
      tagged.insert(one.at(), one.text());
    }
    return tagged.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A text to be put in.
   *
   * @param at how many UTF-16 units stand before it
   */
  private record Insertion(int at, String text) {}

  private static boolean isForm(Model.File file) {
    return file.name().endsWith(".form");
  }

  private static List<Insertion> inForm(Model.File file, String text) {
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
    return List.of(new Insertion(text.indexOf('{') + 1, "\"" + NAME + "\": \"" + of(file) + "\","));
  }

  private static List<Insertion> inXml(Model.File file, String text) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try {
      List<Insertion> found = new Places(file, text, factory).find();
      if (found.isEmpty()) {
        throw refused(file, "it has no process and no decision", null);
      }
      return found;
    } catch (XMLStreamException cause) {
      throw refused(file, "it is no XML", cause);
    }
  }

  /** The places of the tags in a file, by one pass through it. */
  private static final class Places {

    private final Model.File file;
    private final Matcher tags;
    private final XMLStreamReader reader;
    private final List<Insertion> found = new ArrayList<>();

    /** How many elements are open. */
    private int depth;

    /** Whether the element that was read last ends with its one tag, and its end was not read. */
    private boolean empty;

    /** Where the tag of the process or decision that is open goes; null outside of them. */
    private @Nullable Insertion open;

    /** Whether what comes next in it comes after the tag. */
    private boolean settled;

    Places(Model.File file, String text, XMLInputFactory factory) throws XMLStreamException {
      this.file = file;
      this.tags = TAGS.matcher(text);
      this.reader = factory.createXMLStreamReader(new StringReader(text));
    }

    List<Insertion> find() throws XMLStreamException {
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
      return found;
    }

    private void begin() {
      depth++;
      String name = reader.getLocalName();
      if (name.equals(NAME) && ZEEBE.equals(reader.getNamespaceURI())) {
        throw ownTag(file);
      }
      if (depth == 2 && (name.equals("process") || name.equals("decision"))) {
        open = withExtensions();
        settled = false;
      } else if (depth == 3 && open != null && name.equals(EXTENSIONS)) {
        open = new Insertion(here(), element());
        settled = true;
      } else if (depth == 3 && !isDescription(name)) {
        settled = true;
      }
    }

    private void end() {
      if (depth == 3 && open != null && !settled) {
        open = withExtensions();
      } else if (depth == 2 && open != null) {
        found.add(open);
        open = null;
      }
      depth--;
    }

    /** BPMN and DMN want these before the extensions, and all else behind them. */
    private static boolean isDescription(String name) {
      return name.equals("documentation") || name.equals("description");
    }

    private Insertion withExtensions() {
      String prefix = reader.getPrefix();
      String name = prefix == null || prefix.isEmpty() ? EXTENSIONS : prefix + ":" + EXTENSIONS;
      return new Insertion(here(), "<" + name + ">" + element() + "</" + name + ">");
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
