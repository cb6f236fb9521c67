package dev.merchantreview.diagrams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pictures of documents, with what each was drawn from. */
final class CommittedPictures {

  static final Path FOLDER = Path.of("docs/images");

  private static final Path DRAWN_FROM = FOLDER.resolve("diagrams.sha256");

  private CommittedPictures() {}

  /** Fingerprints by the pictures' names. */
  static Map<String, String> fingerprints() throws IOException {
    return Files.readAllLines(DRAWN_FROM).stream()
        .map(line -> line.split("  ", 2))
        .collect(Collectors.toMap(line -> line[1], line -> line[0]));
  }

  /** Takes over what was drawn. */
  static void replace(List<DiagramPicture> pictures, Path drawn) throws IOException {
    if (Files.exists(DRAWN_FROM)) {
      for (String before : fingerprints().keySet()) {
        Files.deleteIfExists(FOLDER.resolve(before));
      }
    }
    Map<String, String> lines = new TreeMap<>();
    for (DiagramPicture picture : pictures) {
      Files.write(
          FOLDER.resolve(picture.file()), Files.readAllBytes(drawn.resolve(picture.file())));
      lines.put(picture.file(), picture.fingerprint() + "  " + picture.file());
    }
    Files.write(DRAWN_FROM, lines.values());
  }
}
