package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.review.ReviewStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/add-a-case-type.md says what is so, of the type the tests have and of the service's own. */
class AddACaseTypeTest {

  private static final Path BADGE = Path.of("src/test/java/dev/badge");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private final String document = read(Path.of("docs/add-a-case-type.md"));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new AssertionError(cause);
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The cells of a column of the table of pieces. */
  private Stream<String> column(int number) {
    return document
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
        .skip(1)
        .map(line -> line.split("\\|")[number + 1])
        .flatMap(cell -> QUOTED.matcher(cell).results().map(found -> found.group(1)));
  }

  @Test
  void namesEveryPieceOfTheTypeTheTestsHave() throws IOException {
    Set<String> pieces = names(BADGE);
    pieces.removeAll(Set.of("package-info", "BadgeModule"));
    pieces.addAll(names(Path.of("src/test/resources/badge")));
    assertThat(column(2)).containsExactlyInAnyOrderElementsOf(pieces);
  }

  @Test
  void pointsAtWhatThereIs() throws IOException {
    Set<String> all = names(Path.of("src"));
    all.addAll(names(Path.of("bpmn")));
    assertThat(column(3))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(all).contains(name.substring(name.lastIndexOf('/') + 1)));
  }

  @Test
  void namesTheStepsOfEveryReview() {
    assertThat(
            QUOTED
                .matcher(document)
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.startsWith("review.") && !name.equals("review.*")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ReviewStep.values()).map(ReviewStep::jobType).toList());
  }

  @Test
  void namesTheColumnsEveryCaseHas() {
    String table =
        document.lines().filter(line -> line.startsWith("| its table |")).findFirst().orElseThrow();
    List<String> said =
        QUOTED
            .matcher(table.split("\\|")[2].split("and those")[0])
            .results()
            .map(found -> found.group(1))
            .toList();
    Set<String> own = Set.of("merchant_id");
    assertThat(said)
        .containsExactlyInAnyOrderElementsOf(
            Pattern.compile("(?m)^ {4}(\\w+) ")
                .matcher(read(Path.of("src/test/resources/badge/db/V9000__store_badge.sql")))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !own.contains(name))
                .toList());
  }

  /** A type costs the service nothing. */
  @Test
  void nothingOfTheServiceNamesTheTypeTheTestsHave() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      assertThat(files.filter(Files::isRegularFile).filter(AddACaseTypeTest::isText))
          .noneSatisfy(file -> assertThat(read(file)).containsIgnoringCase("badge"));
    }
  }

  private static boolean isText(Path file) {
    return file.toString().matches(".*\\.(java|sql|properties)");
  }
}
