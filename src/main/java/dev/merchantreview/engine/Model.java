package dev.merchantreview.engine;

import dev.merchantreview.shared.DeskLanguage;
import dev.merchantreview.shared.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The processes, decisions and forms of one build of the service, which belong together.
 *
 * @param hash tells two models apart by their content
 * @param files in the order of their names
 */
record Model(String hash, List<File> files) {

  /**
   * A part of it.
   *
   * @param name ends in what it is: .bpmn, .dmn or .form
   */
  record File(String name, byte[] content) {}

  /**
   * The one this service was built with.
   *
   * @param language of the forms
   * @throws IllegalArgumentException when a file has no place for its version tag
   */
  static Model built(DeskLanguage language) {
    List<File> files = new ArrayList<>();
    FormWords words = new FormWords(language);
    PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
    try {
      for (String kind : List.of("*.bpmn", "rules/*.dmn", "forms/*.form")) {
        for (Resource resource : resolver.getResources("classpath:/bpmn/" + kind)) {
          String name = String.valueOf(resource.getFilename());
          byte[] content = resource.getContentAsByteArray();
          files.add(new File(name, name.endsWith(".form") ? words.of(content) : content));
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    if (files.isEmpty()) {
      throw new IllegalStateException("no BPMN on the class path");
    }
    return of(files);
  }

  /**
   * A model of these files.
   *
   * @throws IllegalArgumentException when a file has no place for its version tag, or refers to
   *     what is not among them: what could never be deployed stops the start
   */
  static Model of(List<File> files) {
    tagged(files);
    List<File> sorted = files.stream().sorted(Comparator.comparing(File::name)).toList();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    sorted.forEach(
        file ->
            lines.writeBytes(
                (Sha256.hex(file.content()) + " " + file.name() + "\n")
                    .getBytes(StandardCharsets.UTF_8)));
    return new Model(Sha256.hex(lines.toByteArray()), sorted);
  }

  /** The files as the engine gets them, in their order: with their tags, and bound by them. */
  List<File> asDeployed() {
    return tagged(files);
  }

  private static List<File> tagged(List<File> files) {
    List<TaggedFile> read = files.stream().map(TaggedFile::read).toList();
    LinkedResources linked = LinkedResources.of(read);
    return read.stream().map(one -> new File(one.file().name(), one.with(linked))).toList();
  }

  /** The version tag the engine has of each file, by the files' names. */
  SortedMap<String, String> tags() {
    return files.stream()
        .collect(Collectors.toMap(File::name, VersionTag::of, (one, other) -> one, TreeMap::new));
  }

  /** Enough of the hash to tell it to a person. */
  String shortHash() {
    return hash.substring(0, 12);
  }
}
