package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.shared.DeskLanguage;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.testing.TaggedFiles;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeVersionTag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

/** Where the version tag goes, and that nothing else changes. */
class TaggedFileTest {

  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/";

  private static List<Model.File> ofTheRelease() {
    return Model.built(DeskLanguage.ZH).files();
  }

  private static Stream<Model.File> processes() {
    return ofTheRelease().stream().filter(file -> file.name().endsWith(".bpmn"));
  }

  private static Stream<Model.File> decisions() {
    return ofTheRelease().stream().filter(file -> file.name().endsWith(".dmn"));
  }

  private static Stream<Model.File> forms() {
    return ofTheRelease().stream().filter(file -> file.name().endsWith(".form"));
  }

  private static Model.File file(String name, String text) {
    return new Model.File(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static final LinkedResources LINKED =
      LinkedResources.of(ofTheRelease().stream().map(TaggedFile::read).toList());

  private static String tagged(Model.File file) {
    return new String(TaggedFile.read(file).with(LINKED), StandardCharsets.UTF_8);
  }

  private static String shaOf(String kind, String id) {
    return Sha256.hex(
            ofTheRelease().stream()
                .filter(file -> file.name().equals(id + kind))
                .findFirst()
                .orElseThrow()
                .content())
        .substring(0, 12);
  }

  private static Document document(String text) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    try (InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
      return factory.newDocumentBuilder().parse(in);
    } catch (IOException | ParserConfigurationException | SAXException cause) {
      throw new IllegalStateException(text, cause);
    }
  }

  private static List<Element> all(Document document, String namespace, String name) {
    var found = document.getElementsByTagNameNS(namespace, name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static List<String> children(Node parent) {
    return IntStream.range(0, parent.getChildNodes().getLength())
        .mapToObj(parent.getChildNodes()::item)
        .filter(Element.class::isInstance)
        .map(Node::getLocalName)
        .toList();
  }

  /** Each has the tag once, in extensions that it has once and that stand where they have to. */
  private static void assertTagged(
      Model.File file, String namespace, String kind, String description) {
    Document document = document(tagged(file));
    List<Element> tags = all(document, ZEEBE, "versionTag");
    List<Element> owners = all(document, namespace, kind);
    assertThat(owners).isNotEmpty().hasSameSizeAs(tags);
    assertThat(owners)
        .allSatisfy(
            owner -> {
              assertThat(tags.stream().map(tag -> tag.getParentNode().getParentNode()))
                  .containsOnlyOnce(owner);
              assertThat(children(owner).stream().dropWhile(description::equals).findFirst())
                  .contains("extensionElements");
              assertThat(children(owner)).containsOnlyOnce("extensionElements");
            });
    assertThat(tags)
        .allSatisfy(
            tag -> {
              assertThat(tag.getParentNode().getNamespaceURI()).isEqualTo(namespace);
              assertThat(tag.getAttribute("value"))
                  .hasSize(12)
                  .isEqualTo(Sha256.hex(file.content()).substring(0, 12));
            });
  }

  private static void assertNothingElseChanged(Model.File file) {
    String text = tagged(file);
    assertThat(TaggedFiles.withoutTag(text).getBytes(StandardCharsets.UTF_8))
        .isEqualTo(file.content());
    assertThat(text.lines().count())
        .isEqualTo(new String(file.content(), StandardCharsets.UTF_8).lines().count());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void everyProcessHasItsTagAndIsADiagramOfZeebe(Model.File file) {
    assertTagged(file, BPMN, "process", "documentation");
    assertNothingElseChanged(file);
    // Reading holds it against the schema of BPMN, with the order of the elements.
    assertThat(
            Bpmn.readModelFromStream(new ByteArrayInputStream(TaggedFile.read(file).with(LINKED)))
                .getModelElementsByType(Process.class))
        .hasSize(1)
        .allSatisfy(
            process ->
                assertThat(
                        Objects.requireNonNull(
                                process.getSingleExtensionElement(ZeebeVersionTag.class))
                            .getValue())
                    .isEqualTo(VersionTag.of(file)));
    assertThat(Diagram.read(tagged(file)))
        .isEqualTo(Diagram.read(new String(file.content(), StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void everyDecisionHasItsTag(Model.File file) {
    assertTagged(file, DMN, "decision", "description");
    assertNothingElseChanged(file);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormHasItsTag(Model.File file) {
    assertThat(JsonMapper.builder().build().readTree(tagged(file)).path("versionTag").asString())
        .hasSize(12)
        .isEqualTo(Sha256.hex(file.content()).substring(0, 12));
    assertThat(tagged(file).split("\"versionTag\"", -1)).hasSize(2);
    assertNothingElseChanged(file);
  }

  @Test
  void theReleaseHasProcessesDecisionsAndForms() {
    assertThat(List.of(processes().count(), decisions().count(), forms().count()))
        .containsExactly(8L, 20L, 7L);
  }

  /** What a diagram shows and asks is that of its release, whatever is deployed after it. */
  @ParameterizedTest
  @MethodSource("processes")
  void everyReferenceOfADiagramIsBoundByTheTagOfTheFileItMeans(Model.File file) {
    Document before = document(new String(file.content(), StandardCharsets.UTF_8));
    Document deployed = document(tagged(file));
    Map<String, String> bound = new TreeMap<>();
    Map<String, String> expected = new TreeMap<>();
    for (var one :
        Map.of(
                "formDefinition", List.of("formId", ".form"),
                "calledDecision", List.of("decisionId", ".dmn"),
                "calledElement", List.of("processId", ".bpmn"))
            .entrySet()) {
      for (Element reference : all(deployed, ZEEBE, one.getKey())) {
        bound.put(
            one.getKey() + " " + reference.getAttribute(one.getValue().getFirst()),
            reference.getAttribute("bindingType") + " " + reference.getAttribute("versionTag"));
      }
      for (Element reference : all(before, ZEEBE, one.getKey())) {
        String id = reference.getAttribute(one.getValue().getFirst());
        expected.put(
            one.getKey() + " " + id,
            // An expression names what it means itself, by an id that nothing else has.
            id.startsWith("=") ? " " : "versionTag " + shaOf(one.getValue().getLast(), id));
      }
    }
    assertThat(bound).isEqualTo(expected);
  }

  /** All but the sessions of a PK, which ask nobody. */
  @Test
  void theReleaseRefersToSomething() {
    assertThat(
            processes()
                .filter(file -> tagged(file).contains("bindingType=\"versionTag\" versionTag=\""))
                .map(Model.File::name))
        .containsExactlyInAnyOrder(
            "deposit-refund.bpmn",
            "programme-membership.bpmn",
            "provider-admission.bpmn",
            "store-closure.bpmn",
            "store-onboarding.bpmn",
            "store-review.bpmn",
            "streamer-filing.bpmn");
    assertThat(processes().map(TaggedFileTest::tagged))
        .noneMatch(text -> text.contains("bindingType=\"deployment\""));
  }

  /** Where [] stands the binding was and is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<z:formDefinition formId='refund-review' []/>",
        "<z:formDefinition [] formId='refund-review'/>",
        "<z:formDefinition\r\n []\tformId=\"refund-review\" ></z:formDefinition>",
        "<z:formDefinition x=' bindingType=\"deployment\"' formId='refund-&#114;eview' []/>",
        "<!-- <z:formDefinition formId='refund-review' bindingType='deployment'/> --><z:formDefinition formId='refund-review' []/>",
        "<f:formDefinition xmlns:f='http://camunda.org/schema/zeebe/1.0' formId='refund-review' []/>",
        "<b:formDefinition formId='refund-review' bindingType='deployment'/><z:formDefinition formId='refund-review' []/>",
        "<z:formDefinition formKey='camunda-forms:bpmn:f'/>",
        "<z:calledDecision decisionId='=tableOfTheDay' bindingType='latest'/>",
      })
  void aReferenceIsBoundWhereverItsBindingStands(String within) {
    String text =
        process(
            "<b:process id='p'><b:userTask><b:extensionElements>%s</b:extensionElements></b:userTask></b:process>"
                .formatted(within));
    Model.File file = file("x.bpmn", text.replace("[]", "bindingType = 'deployment'"));
    assertThat(
            tagged(file)
                .replaceFirst(
                    "<b:extensionElements><z:versionTag [^>]*/></b:extensionElements>", ""))
        .isEqualTo(
            text.replace(
                "[]",
                "bindingType=\"versionTag\" versionTag=\"%s\""
                    .formatted(shaOf(".form", "refund-review"))));
  }

  @Test
  void whatTwoFilesHaveIsRefused() {
    String text = process("<b:process id='p'></b:process>");
    assertThatThrownBy(() -> Model.of(List.of(file("x.bpmn", text), file("y.bpmn", text))))
        .hasMessageContaining("y.bpmn has PROCESS p, which another file has");
  }

  private static String process(String within) {
    return "<b:definitions xmlns:b='%s' xmlns:z='%s'>%s</b:definitions>"
        .formatted(BPMN, ZEEBE, within);
  }

  /** Where {} stands its tag goes, where [] stands extensions with it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b:process id='p'>[]<b:startEvent id='s'/></b:process>",
        "<b:process id='a > b'>[]\r\n <!-- c -->\r\n <b:startEvent id='s'/></b:process>",
        "<b:process id='p'>[]</b:process>",
        "<?b:process > ?><b:process\r\n\tid='/>' name=\"'>\" >[]</b:process >",
        "<b:process id='p'> <b:documentation>d</b:documentation>[] <b:laneSet/></b:process>",
        "<b:process id='p'><b:documentation/><b:documentation><![CDATA[<]]></b:documentation>[]</b:process>",
        "<b:process id='p'>\n<b:extensionElements>{}<z:other/></b:extensionElements><b:laneSet/></b:process>",
        "<b:process id='p'><b:documentation>d</b:documentation><b:extensionElements>{}</b:extensionElements></b:process>",
        "<b:process id='p'>[]<b:userTask><b:documentation/><b:extensionElements><z:x/></b:extensionElements></b:userTask></b:process>",
        "<b:collaboration/><b:process id='p'>[]<b:laneSet/></b:process>\r\n<b:process id='q'>[]</b:process>",
        "<!-- <b:process> --><b:message><b:documentation/></b:message><b:process id='p'>[]<b:laneSet/></b:process>",
      })
  void aProcessHasItsTagBehindItsDocumentation(String within) {
    Model.File file = file("x.bpmn", process(within.replaceAll("\\[]|\\{}", "")));
    String tag = "<z:versionTag value=\"" + VersionTag.of(file) + "\"/>";
    assertThat(tagged(file))
        .isEqualTo(
            process(
                within
                    .replace("[]", "<b:extensionElements>" + tag + "</b:extensionElements>")
                    .replace("{}", tag)));
    assertTagged(file, BPMN, "process", "documentation");
  }

  @Test
  void eachOfSeveralDecisionsHasTheTag() {
    String text =
        "<definitions xmlns='%s'><decision id='a'><description>d</description>{}<variable/></decision>"
                .formatted(DMN)
            + "<inputData/><decision id='b'>{}<variable/></decision></definitions>";
    Model.File file = file("x.dmn", text.replace("{}", ""));
    assertThat(tagged(file))
        .isEqualTo(
            text.replace(
                "{}",
                "<extensionElements><zeebe:versionTag xmlns:zeebe=\"%s\" value=\"%s\"/></extensionElements>"
                    .formatted(ZEEBE, VersionTag.of(file))));
    assertTagged(file, DMN, "decision", "description");
  }

  /** The parser reads a file in portions; the place is counted over all of them. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "字", "𠮷", "\r\n", "&amp;", "<!-- \r -->"})
  void thePlaceDoesNotDependOnWhatStandsBefore(String filler) {
    for (int times = 0; times < 18_000; times += 331) {
      String before = "<b:message><b:documentation>" + filler.repeat(times);
      String text =
          process(before + "</b:documentation></b:message><b:process id='p'>{}</b:process>");
      Model.File file = file("x.bpmn", text.replace("{}", ""));
      assertThat(tagged(file).indexOf("<b:extensionElements>")).isEqualTo(text.indexOf("{}"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.bpmn | <d xmlns:z='http://camunda.org/schema/zeebe/1.0'><process><extensionElements><z:versionTag value='1'/></extensionElements></process></d> | it has one of its own",
        "x.dmn | <d><decision><extensionElements><versionTag xmlns='http://camunda.org/schema/zeebe/1.0' value='1'/></extensionElements></decision></d> | it has one of its own",
        "x.form | {\"id\": \"f\", \"version\\u0054ag\": \"1\"} | it has one of its own",
        "x.form | {} | it is no JSON object",
        "x.form | [1] | it is no JSON object",
        "x.form | {\"id\": | it is no JSON",
        "x.bpmn | <d><process/></d> | <process/> has nothing in it",
        "x.bpmn | <d><process><extensionElements/></process></d> | <extensionElements/> has nothing in it",
        "x.bpmn | <d xmlns:z='http://camunda.org/schema/zeebe/1.0'><process><z:formDefinition formId='f' bindingType='deployment'/></process></d> | no file has the f of formDefinition",
        "x.bpmn | <d xmlns:z='http://camunda.org/schema/zeebe/1.0'><process><z:calledDecision decisionId='t' bindingType='latest'/></process></d> | calledDecision t is bound by latest",
        "x.bpmn | <d xmlns:z='http://camunda.org/schema/zeebe/1.0'><process><z:calledElement processId='q'/></process></d> | calledElement q is bound by null",
        "x.bpmn | <d/> | it has no process and no decision",
        "x.dmn | <d> | it is no XML",
        "x.dmn | <!DOCTYPE d [<!ENTITY e '<d>'>]><d><decision></decision></d> | it has a DOCTYPE",
      })
  void aFileWithoutAPlaceForItIsRefusedByName(String name, String text, String why) {
    assertThatThrownBy(() -> Model.of(List.of(file(name, text))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(why);
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() {
    byte[] latin = "<d><process>\u00e9</process></d>".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Model.of(List.of(new Model.File("x.bpmn", latin))))
        .hasMessageContaining("it is not UTF-8");
  }
}
