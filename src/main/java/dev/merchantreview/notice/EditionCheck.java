package dev.merchantreview.notice;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.shared.FieldError;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Judges an edition before it is loaded: it is asked what the released table is asked, answers in
 * the same form, and each of its rows can be named.
 */
@Component
public class EditionCheck {

  /** More than the largest table here by far; ours. */
  static final int MOST_CHARACTERS = 400_000;

  private static final String DTDS = "http://apache.org/xml/features/disallow-doctype-decl";

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

  private final DecisionTables tables;

  EditionCheck(DecisionTables tables) {
    this.tables = tables;
  }

  /**
   * Everything that is wrong with an edition.
   *
   * @param table the table it is of
   * @param pointer where it stands
   */
  public List<FieldError> check(String table, String dmn, String pointer) {
    String released = tables.released(table).orElse(null);
    if (released == null) {
      return List.of(
          FieldError.of(pointer, "UNKNOWN_TABLE", table, String.join("、", tables.ids())));
    }
    if (dmn.length() > MOST_CHARACTERS) {
      return List.of(FieldError.of(pointer, "TOO_LONG"));
    }
    try {
      List<FieldError> errors = compared(table, form(dmn), form(released), pointer);
      if (errors.isEmpty()) {
        ReadTable.of(table, dmn);
      }
      return errors;
    } catch (SAXException | ReadTable.UnusableTableException unusable) {
      return List.of(
          FieldError.of(pointer, "EDITION_UNREADABLE", String.valueOf(unusable.getMessage())));
    }
  }

  /**
   * What two editions of a table have in common.
   *
   * @param decisions the ids of the decisions in the file
   * @param hitPolicy with the aggregation
   * @param rows the ids of the rows, empty for those without one
   */
  private record Form(
      List<String> decisions,
      String hitPolicy,
      Set<String> inputs,
      Set<String> outputs,
      List<String> rows) {}

  private static List<FieldError> compared(String table, Form form, Form released, String pointer) {
    if (!form.decisions().equals(List.of(table))) {
      return List.of(
          FieldError.of(
              pointer, "EDITION_OTHER_DECISION", table, String.join("、", form.decisions())));
    }
    List<FieldError> errors = new ArrayList<>();
    if (!form.hitPolicy().equals(released.hitPolicy())) {
      errors.add(
          FieldError.of(
              pointer, "EDITION_OTHER_HIT_POLICY", form.hitPolicy(), released.hitPolicy()));
    }
    // What is reckoned in a column may be reckoned otherwise; a plain name has to be one of these.
    Set<String> unknown = new TreeSet<>(form.inputs());
    unknown.removeIf(input -> !NAME.matcher(input).matches());
    unknown.removeAll(released.inputs());
    if (!unknown.isEmpty()) {
      errors.add(
          FieldError.of(
              pointer,
              "EDITION_OTHER_INPUTS",
              String.join("、", unknown),
              String.join("、", released.inputs())));
    }
    if (!form.outputs().equals(released.outputs())) {
      errors.add(
          FieldError.of(
              pointer,
              "EDITION_OTHER_OUTPUTS",
              String.join("、", form.outputs()),
              String.join("、", released.outputs())));
    }
    if (form.rows().contains("") || new HashSet<>(form.rows()).size() < form.rows().size()) {
      errors.add(FieldError.of(pointer, "EDITION_ROWS_WITHOUT_ID"));
    }
    return errors;
  }

  private static Form form(String dmn) throws SAXException {
    Document document = parsed(dmn);
    List<String> decisions =
        elements(document, "decision").stream().map(one -> one.getAttribute("id")).toList();
    List<Element> found = elements(document, "decisionTable");
    String hitPolicy =
        found.size() == 1
            ? (found.getFirst().getAttribute("hitPolicy")
                    + " "
                    + found.getFirst().getAttribute("aggregation"))
                .trim()
            : "";
    Set<String> inputs = new TreeSet<>();
    elements(document, "inputExpression").forEach(one -> inputs.add(one.getTextContent().trim()));
    Set<String> outputs = new TreeSet<>();
    elements(document, "output").forEach(one -> outputs.add(one.getAttribute("name")));
    return new Form(
        decisions,
        hitPolicy,
        inputs,
        outputs,
        elements(document, "rule").stream().map(one -> one.getAttribute("id")).toList());
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static Document parsed(String dmn) throws SAXException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(DTDS, true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // It would print what is wrong.
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new InputSource(new StringReader(dmn)));
    } catch (ParserConfigurationException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
