package dev.merchantreview.notice;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What stands in the DMN file of a decision table.
 *
 * @param decisions the ids of the decisions in it
 * @param hitPolicy with the aggregation
 * @param columns the expressions of its input columns
 * @param outputs the names of its output columns
 */
record TableFile(
    List<String> decisions,
    String hitPolicy,
    List<String> columns,
    List<String> outputs,
    List<Row> rows) {

  private static final String DTDS = "http://apache.org/xml/features/disallow-doctype-decl";

  /**
   * A row.
   *
   * @param number counts from 1
   * @param id empty where it has none
   * @param tests what it says in each input column
   * @param says what it says in each output column
   */
  record Row(int number, String id, List<String> tests, List<String> says) {}

  /**
   * @throws SAXException when it is no XML
   */
  static TableFile of(String dmn) throws SAXException {
    Document document = parsed(dmn);
    Element root = document.getDocumentElement();
    List<Element> tables = elements(root, "decisionTable");
    List<Row> rows = new ArrayList<>();
    for (Element rule : elements(root, "rule")) {
      rows.add(
          new Row(
              rows.size() + 1,
              rule.getAttribute("id"),
              texts(rule, "inputEntry"),
              texts(rule, "outputEntry")));
    }
    return new TableFile(
        elements(root, "decision").stream().map(one -> one.getAttribute("id")).toList(),
        tables.stream()
            .map(one -> one.getAttribute("hitPolicy") + " " + one.getAttribute("aggregation"))
            .map(String::trim)
            .collect(Collectors.joining("、")),
        texts(root, "inputExpression"),
        elements(root, "output").stream().map(one -> one.getAttribute("name")).toList(),
        List.copyOf(rows));
  }

  private static List<String> texts(Element in, String name) {
    return elements(in, name).stream()
        .map(one -> String.valueOf(one.getTextContent()).trim())
        .toList();
  }

  private static List<Element> elements(Element in, String name) {
    NodeList found = in.getElementsByTagNameNS("*", name);
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
