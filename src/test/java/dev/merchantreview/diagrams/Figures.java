package dev.merchantreview.diagrams;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.yaml.snakeyaml.Yaml;

/**
 * The figures in the notes of diagrams, as they are shipped. A note names where each comes from, in
 * braces: {@code {filing.pending-days}} is a platform's setting, as a range where platforms differ;
 * {@code {figures.followers.fresh-days}} is what a figure's definition says; {@code
 * {filing.late=REFUSE}} is the platforms that have this setting; and {@code
 * {pk-threshold#Rule_PkLevelTooLow_in1}} is the figure in a cell of a decision table.
 *
 * @param platforms what is set, by its whole name, for each platform
 */
record Figures(List<Map<String, String>> platforms) {

  private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");
  private static final Pattern COMPARISON = Pattern.compile("(?:<|>=) ([0-9.]+)");
  private static final Map<String, String> ENGLISH_NAMES =
      Map.of(
          "DOUYIN", "Douyin",
          "KUAISHOU", "Kuaishou",
          "WECHAT", "WeChat",
          "XIAOHONGSHU", "Xiaohongshu");

  static Figures shipped() throws IOException {
    List<Map<String, String>> platforms = new ArrayList<>();
    Map<String, String> defined = definitions();
    try (Stream<Path> files = Files.list(Path.of("config/platforms"))) {
      for (Path file : files.sorted().toList()) {
        Map<String, String> settings = new TreeMap<>(defined);
        gather("", new Yaml().load(Files.readString(file)), settings);
        platforms.add(settings);
      }
    }
    return new Figures(List.copyOf(platforms));
  }

  /** What {@code config/figures} says of each figure: the same for all platforms. */
  private static Map<String, String> definitions() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("config/figures"))) {
      for (Path file : files.sorted().toList()) {
        Map<String, List<Map<String, Object>>> content = new Yaml().load(Files.readString(file));
        for (Map<String, Object> figure : content.getOrDefault("figures", List.of())) {
          gather("figures." + figure.get("name"), figure, settings);
        }
      }
    }
    return settings;
  }

  private static void gather(String name, Object value, Map<String, String> settings) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inner) -> gather(name.isEmpty() ? "" + key : name + "." + key, inner, settings));
    } else {
      settings.put(name, String.valueOf(value));
    }
  }

  /** What a note names, each as often as it does, in alphabetical order. */
  static List<String> named(String note) {
    return PLACE.matcher(note).results().map(found -> found.group(1)).sorted().toList();
  }

  /** What a note says besides what it names. */
  static String words(String note) {
    return PLACE.matcher(note).replaceAll("");
  }

  /** A note with its figures. */
  String filled(String note, DiagramPicture.Language language) {
    return PLACE
        .matcher(note)
        .replaceAll(
            (MatchResult found) -> Matcher.quoteReplacement(figure(found.group(1), language)));
  }

  private String figure(String named, DiagramPicture.Language language) {
    if (named.contains("#")) {
      return cell(named);
    }
    String[] setting = named.split("=", 2);
    return setting.length == 2 ? having(setting[0], setting[1], language) : number(named);
  }

  private String number(String setting) {
    TreeSet<BigDecimal> values = new TreeSet<>();
    platforms.forEach(platform -> values.add(new BigDecimal(get(platform, setting))));
    String least = written(values.getFirst());
    return values.size() == 1 ? least : least + "–" + written(values.getLast());
  }

  private String having(String setting, String value, DiagramPicture.Language language) {
    boolean chinese = language == DiagramPicture.Language.CHINESE;
    List<String> names =
        platforms.stream()
            .filter(platform -> get(platform, setting).equals(value))
            .map(
                platform ->
                    chinese
                        ? get(platform, "name")
                        : ENGLISH_NAMES.getOrDefault(get(platform, "platform"), "?"))
            .toList();
    if (names.isEmpty() || names.contains("?")) {
      throw new IllegalArgumentException(
          setting + " is " + value + " nowhere, or of one without a name");
    }
    return String.join(chinese ? "、" : ", ", names);
  }

  private static String get(Map<String, String> platform, String setting) {
    String value = platform.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("no setting " + setting);
    }
    return value;
  }

  private static String cell(String named) {
    String text = cells(named.substring(0, named.indexOf('#'))).get(named);
    if (text == null) {
      throw new IllegalArgumentException("no comparison with one figure in " + named);
    }
    return written(new BigDecimal(text));
  }

  /** The figures a decision table compares with, by what a note names them by. */
  static Map<String, String> cells(String table) {
    Map<String, String> cells = new TreeMap<>();
    for (Element entry : entries(table)) {
      Matcher comparison = COMPARISON.matcher(entry.getTextContent().strip());
      if (comparison.matches()) {
        cells.put(table + "#" + entry.getAttribute("id"), comparison.group(1));
      }
    }
    return cells;
  }

  private static List<Element> entries(String table) {
    try {
      return DiagramFile.elements(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(Path.of("bpmn/rules", table + ".dmn").toFile())
              .getElementsByTagName("inputEntry"));
    } catch (IOException | SAXException | ParserConfigurationException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static String written(BigDecimal figure) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(figure);
  }
}
