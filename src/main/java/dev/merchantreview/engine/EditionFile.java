package dev.merchantreview.engine;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What the engine gets of an edition of a decision table: the table under an id of the edition's
 * own. Under one id, whatever was deployed last would be the newest for everybody.
 */
final class EditionFile {

  private static final String DTDS = "http://apache.org/xml/features/disallow-doctype-decl";

  private EditionFile() {}

  /** The id of an edition in the engine: {@code store-deposit.2}. */
  static String decisionId(DecisionEditions.TableEdition edition) {
    return edition.table() + "." + edition.edition();
  }

  /**
   * The id under which an element of a diagram calls the table of one release by an expression:
   * {@code lucky-draw.1.3f2a9c417b0e}. Under the table's own id the release that was deployed last
   * would answer.
   *
   * @param sha256 of the released file
   */
  static String releasedId(String table, String sha256) {
    return table + "." + DecisionEditions.RELEASED + "." + VersionTag.of(sha256);
  }

  /** Its file's name there. */
  static String name(DecisionEditions.TableEdition edition) {
    return edition.table() + "@" + edition.edition() + ".dmn";
  }

  /**
   * @param content the edition's DMN file, whose decision has the table's id
   * @throws IllegalArgumentException when it is no such file
   */
  static byte[] of(DecisionEditions.TableEdition edition, String content) {
    return of(edition.table(), decisionId(edition), content);
  }

  /**
   * @param decisionId the id it gets, which begins with the table's and a dot
   * @param content the table's DMN file
   * @throws IllegalArgumentException when it is no such file
   */
  static byte[] of(String table, String decisionId, String content) {
    String suffix = decisionId.substring(table.length());
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(DTDS, true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(content)));
      Element definitions = Objects.requireNonNull(document.getDocumentElement());
      definitions.setAttribute("id", definitions.getAttribute("id") + suffix);
      rename(document, table, decisionId);
      StringWriter written = new StringWriter();
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, StandardCharsets.UTF_8.name());
      transformer.transform(new DOMSource(document), new StreamResult(written));
      return written.toString().getBytes(StandardCharsets.UTF_8);
    } catch (SAXException
        | IOException
        | TransformerException
        | ParserConfigurationException cause) {
      throw new IllegalArgumentException(decisionId + " cannot be read", cause);
    }
  }

  /** The decision, and what refers to it: requirements of others and the picture. */
  private static void rename(Document document, String from, String to) {
    NodeList elements = document.getElementsByTagNameNS("*", "*");
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      NamedNodeMap attributes = element.getAttributes();
      for (int j = 0; j < attributes.getLength(); j++) {
        Attr attribute = (Attr) attributes.item(j);
        boolean names =
            attribute.getName().equals("id") && element.getLocalName().equals("decision");
        if (names && attribute.getValue().equals(from)) {
          attribute.setValue(to);
        } else if (attribute.getName().equals("dmnElementRef")
            && attribute.getValue().equals(from)) {
          attribute.setValue(to);
        }
      }
      if (element.getLocalName().equals("decision") && element.getAttribute("id").equals(to)) {
        element.setAttribute(
            "name", element.getAttribute("name") + " " + to.substring(from.length() + 1));
      }
    }
  }
}
