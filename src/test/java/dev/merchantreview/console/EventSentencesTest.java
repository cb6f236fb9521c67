package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever can be put on record has a sentence in both languages. */
class EventSentencesTest {

  private static final Path CODE = Path.of("src/main/java/dev/merchantreview");
  private static final Pattern ACTION = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)\"");

  /** The calls that an event's action is given to, in whatever file. */
  private static final Pattern RECORDING =
      Pattern.compile(
          "(?:CaseEvent\\.(?:created|moved|noted)|new CaseEvent|Step\\.Done(?:<>)?|CaseDoor\\.done"
              + "|\\.(?:note|changed|decided|record)|[^.\\w](?:record|note|changed|told|withdrawn|done))\\(");

  private static Properties bundle(String language) throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        Files.newBufferedReader(
            Path.of("src/main/resources/console/timeline_" + language + ".properties"))) {
      texts.load(reader);
    }
    return texts;
  }

  /** Every action, and where it is put on record. */
  private static Map<String, Set<String>> recorded() throws IOException {
    Map<String, Set<String>> actions = new TreeMap<>();
    try (Stream<Path> files = Files.walk(CODE)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        String code = Files.readString(file);
        if (file.toString().contains("/console/")) {
          continue;
        }
        Matcher call = RECORDING.matcher(code);
        while (call.find()) {
          for (String argument : arguments(code, call.end())) {
            Matcher action = ACTION.matcher(argument);
            while (action.find()) {
              actions
                  .computeIfAbsent(action.group(1), first -> new TreeSet<>())
                  .add(file.getFileName().toString());
            }
          }
        }
      }
    }
    return actions;
  }

  /** The arguments that are no calls of their own: an event's details hold other codes. */
  private static List<String> arguments(String code, int from) {
    List<String> arguments = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    StringBuilder argument = new StringBuilder();
    boolean nested = false;
    boolean text = false;
    for (int i = from; i < code.length(); i++) {
      char sign = code.charAt(i);
      if (sign == '"' && code.charAt(i - 1) != '\\') {
        text = !text;
      }
      if (!text && (sign == '(' || sign == '{')) {
        open.push(i);
        nested = true;
      } else if (!text && (sign == ')' || sign == '}')) {
        if (open.isEmpty()) {
          break;
        }
        open.pop();
      } else if (!text && sign == ',' && open.isEmpty()) {
        if (!nested) {
          arguments.add(argument.toString());
        }
        argument.setLength(0);
        nested = false;
        continue;
      }
      argument.append(sign);
    }
    if (!nested) {
      arguments.add(argument.toString());
    }
    return arguments;
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh_CN"})
  void tellsEveryActionThatIsPutOnRecord(String language) throws IOException {
    Properties texts = bundle(language);
    Map<String, Set<String>> actions = recorded();
    // What the code is read for, so that a scan that finds nothing does not pass.
    assertThat(actions)
        .containsKeys(
            "SUBMITTED", "ACCOUNT_AMOUNT_WRONG", "PK_PLANNED", "MIGRATION_REFUSED", "WITHDRAWN")
        .hasSizeGreaterThan(70);
    assertThat(actions)
        .allSatisfy(
            (action, where) ->
                assertThat(texts.getProperty("timeline." + action))
                    .as("%s of %s", action, where)
                    .isNotBlank());
  }

  @Test
  void tellsNothingThatIsNeverPutOnRecord() throws IOException {
    Set<String> told = new TreeSet<>();
    for (String key : bundle("en").stringPropertyNames()) {
      String action = key.substring("timeline.".length());
      if (action.matches("[A-Z0-9_]+")) {
        told.add(action);
      }
    }
    assertThat(recorded().keySet()).containsAll(told);
  }

  @Test
  void namesTheSameInBothLanguages() throws IOException {
    Properties english = bundle("en");
    Properties chinese = bundle("zh_CN");
    assertThat(english.stringPropertyNames()).isEqualTo(chinese.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(names(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(names(english.getProperty(key)));
    }
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = Pattern.compile("\\{([A-Za-z]+)}").matcher(text);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }
}
