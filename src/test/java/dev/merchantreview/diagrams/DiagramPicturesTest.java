package dev.merchantreview.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents show the processes as they are, each in its own language. */
class DiagramPicturesTest {

  private static final String ANEW =
      "draw them anew: ./mvnw verify -Dit.test=DiagramsIT -Dmerchant-review.documents=write";
  private static final Pattern PICTURE = Pattern.compile("images/([\\w.-]+\\.png)");

  @Test
  void areOfTheDiagramsAsTheyAre() throws IOException {
    TreeMap<String, String> asTheyAre = new TreeMap<>();
    for (DiagramPicture picture : DiagramPicture.all()) {
      asTheyAre.put(picture.file(), picture.fingerprint());
    }
    assertThat(asTheyAre).isNotEmpty();
    assertThat(new TreeMap<>(CommittedPictures.fingerprints())).as(ANEW).isEqualTo(asTheyAre);
    assertThat(asTheyAre.keySet())
        .allSatisfy(name -> assertThat(CommittedPictures.FOLDER.resolve(name)).as(ANEW).exists());
  }

  static List<Path> documents() throws IOException {
    try (Stream<Path> documents = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of("README.zh-CN.md")),
              documents.filter(file -> file.toString().endsWith(".md")))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void areInTheLanguageOfTheirDocument(Path document) throws IOException {
    boolean chinese = document.toString().endsWith(".zh-CN.md");
    assertThat(shown(document))
        .noneMatch(name -> name.endsWith(chinese ? ".en.png" : ".zh-CN.png"));
  }

  @Test
  void areAllShownWhereDiagramsAreExplained() throws IOException {
    List<String> shown =
        Stream.concat(
                shown(Path.of("docs/diagrams.md")).stream(),
                shown(Path.of("docs/diagrams.zh-CN.md")).stream())
            .toList();
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(CommittedPictures.fingerprints().keySet());
  }

  private static List<String> shown(Path document) throws IOException {
    return PICTURE
        .matcher(Files.readString(document))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
