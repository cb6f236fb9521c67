package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/**
 * The modules and who uses whom, as docs/modules shows them, are those of the code. With {@code
 * -Dmerchant-review.documents=write} the documents are written anew instead.
 */
class ModuleDocumentsTest {

  private static final String ANEW =
      "./mvnw verify -Dit.test=ModuleDocumentsTest -Dmerchant-review.documents=write";
  private static final Path WRITTEN = Path.of("target/modules");
  private static final Path COMMITTED = Path.of("docs/modules.puml");
  private static final List<Path> DOCUMENTS =
      List.of(Path.of("docs/modules.md"), Path.of("docs/modules.zh-CN.md"));
  private static final Pattern COMPONENT = Pattern.compile("Component\\(([\\w.]+), \"([^\"]+)\"");
  private static final Pattern RELATION = Pattern.compile("Rel\\(([\\w.]+), ([\\w.]+), ");
  private static final Pattern DIAGRAM = Pattern.compile("(?s)```mermaid\n.*?```");

  private final ApplicationModules modules = ServiceModules.ALL;

  @Test
  void showTheModulesAsTheyAre() throws IOException {
    new Documenter(modules, Documenter.Options.defaults().withOutputFolder(WRITTEN.toString()))
        .writeModulesAsPlantUml();
    String whole = Files.readString(WRITTEN.resolve("components.puml"));
    if (System.getProperty("merchant-review.documents", "").equals("write")) {
      write(whole);
    }
    assertThat(Files.readString(COMMITTED).lines().sorted())
        .as(ANEW)
        .containsExactlyElementsOf(whole.lines().sorted().toList());
    for (Path document : DOCUMENTS) {
      assertThat(Files.readString(document)).as(ANEW).contains(drawn(whole));
    }
  }

  @Test
  void explainEachModule() throws IOException {
    for (Path document : DOCUMENTS) {
      String table = Files.readString(document);
      assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
          .allSatisfy(name -> assertThat(table).containsPattern("(?m)^\\|[^|]*`" + name + "`"));
    }
  }

  private static void write(String whole) throws IOException {
    Files.writeString(COMMITTED, whole.endsWith("\n") ? whole : whole + "\n");
    for (Path document : DOCUMENTS) {
      String text = Files.readString(document);
      Files.writeString(
          document, DIAGRAM.matcher(text).replaceFirst(Matcher.quoteReplacement(drawn(whole))));
    }
  }

  /** The same as a picture that forges draw, without arrows that follow from others. */
  private static String drawn(String whole) {
    Map<String, String> names = new TreeMap<>();
    for (MatchResult component : COMPONENT.matcher(whole).results().toList()) {
      names.put(component.group(1), component.group(2));
    }
    Map<String, Set<String>> uses = new TreeMap<>();
    for (MatchResult relation : RELATION.matcher(whole).results().toList()) {
      uses.computeIfAbsent(names.get(relation.group(1)), name -> new TreeSet<>())
          .add(names.get(relation.group(2)));
    }
    StringBuilder diagram = new StringBuilder("```mermaid\nflowchart TD\n");
    uses.forEach(
        (user, used) ->
            used.stream()
                .filter(one -> used.stream().noneMatch(other -> reaches(other, one, uses)))
                .forEach(one -> diagram.append("  " + node(user) + " --> " + node(one) + "\n")));
    return diagram.append("```").toString();
  }

  private static String node(String name) {
    return name.replace(" ", "") + "[" + name + "]";
  }

  private static boolean reaches(String from, String to, Map<String, Set<String>> uses) {
    Set<String> next = uses.getOrDefault(from, Set.of());
    return next.contains(to) || next.stream().anyMatch(one -> reaches(one, to, uses));
  }
}
