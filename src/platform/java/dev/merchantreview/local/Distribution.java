package dev.merchantreview.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The programs of the local platform, from Maven artifacts: fetched once, unpacked once, and
 * completed by classes of ours, which are compiled against them here: what they need to run
 * together, and what tests read the engine's records by.
 */
public final class Distribution {

  private static final String CAMUNDA_FOLDER = "io/camunda/camunda-zeebe/8.6.0";
  private static final long CAMUNDA_MEGABYTES = 299;
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private final Path root;
  private final Path programs;
  private final Consumer<String> told;

  public Distribution(Path root, Consumer<String> told) {
    this.root = root;
    this.programs = root.resolve(".local/programs");
    this.told = told;
  }

  /** Class path of OpenSearch, our two classes in front; jars only, as the JDK's caches want it. */
  String openSearchClassPath() {
    return openSearchJar()
        + File.pathSeparator
        + jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Class path of Camunda, the auto-configuration in front; jars only, as the JDK's caches want it.
   */
  String camundaClassPath() {
    return Stream.concat(
            Stream.of(programs.resolve("webapps.jar")), sorted(camunda().resolve("lib")).stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Class path of the engine by itself, the exporter of its records in front. */
  String brokerClassPath() {
    return Stream.concat(
            Stream.of(programs.resolve("records")), sorted(camunda().resolve("lib")).stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Path openSearchJar() {
    return programs.resolve("opensearch.jar");
  }

  /**
   * Has a program start from an archive of its loaded classes: the virtual machine looks whether it
   * is its own and of these very jars, writes it at the end of a run that had none, and goes on
   * without where it cannot be used.
   */
  List<String> archive(String program) {
    return List.of(
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + programs.resolve(program + "-" + Runtime.version() + ".jsa"));
  }

  Path camunda() {
    return programs.resolve("camunda");
  }

  /** Fetches and prepares what is not there yet. */
  public void prepare() {
    try {
      Files.createDirectories(programs);
      if (!isFetched()) {
        fetch();
      }
      if (!Files.isDirectory(camunda())) {
        unpack();
      }
      compile();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted while fetching");
    }
  }

  private Path list() {
    return programs.resolve("artifacts");
  }

  private boolean isFetched() throws IOException {
    Path pom = root.resolve("config/camunda/pom.xml");
    return Files.exists(list())
        && Files.getLastModifiedTime(list()).compareTo(Files.getLastModifiedTime(pom)) >= 0
        && artifacts().stream().allMatch(Files::exists);
  }

  private void fetch() throws IOException, InterruptedException {
    told.accept(
        "Camunda 8.6.0 comes under the Camunda License 1.0: free of charge for development, tests and demonstration, not for"
            + " production (up --engine uses a cluster of your own instead)");
    told.accept("fetching Camunda 8.6.0 and OpenSearch (about 360 MB, once)");
    Path log = programs.resolve("fetch.log");
    Process maven =
        new ProcessBuilder(
                root.resolve("mvnw").toString(),
                "-B",
                "-f",
                root.resolve("config/camunda/pom.xml").toString(),
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + list() + ".new")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Path folder =
        Path.of(System.getProperty("user.home"), ".m2", "repository").resolve(CAMUNDA_FOLDER);
    Instant next = Instant.now().plus(TELL_EVERY);
    while (!maven.waitFor(200, TimeUnit.MILLISECONDS)) {
      if (Instant.now().isAfter(next)) {
        told.accept("  " + megabytes(folder) + " of " + CAMUNDA_MEGABYTES + " MB of Camunda");
        next = next.plus(TELL_EVERY);
      }
    }
    if (maven.exitValue() != 0) {
      throw new LaunchException("Maven could not fetch the local platform, see " + log);
    }
    Files.move(Path.of(list() + ".new"), list(), StandardCopyOption.REPLACE_EXISTING);
  }

  private static long megabytes(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).max().orElse(0) / 1_000_000;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void unpack() throws IOException, InterruptedException {
    told.accept("unpacking Camunda");
    Path fresh = Files.createTempDirectory(programs, "camunda-");
    Path archive =
        artifacts().stream()
            .filter(path -> path.toString().endsWith(".tar.gz"))
            .findFirst()
            .orElseThrow(() -> new LaunchException("no Camunda in " + list()));
    int exit =
        new ProcessBuilder(
                "tar", "xzf", archive.toString(), "-C", fresh.toString(), "--strip-components=1")
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw new LaunchException("could not unpack " + archive);
    }
    Files.move(fresh, camunda());
  }

  private void compile() throws IOException {
    Path sources = root.resolve("config/camunda");
    Path openSearch = Files.createDirectories(programs.resolve("opensearch"));
    for (String name : List.of("TasklistIndexSettings", "LocalOpenSearch")) {
      Path source = sources.resolve("opensearch/" + name + ".java");
      if (isOlder(openSearch.resolve(name + ".class"), source)) {
        javac(source, openSearch, jars());
        Files.deleteIfExists(openSearchJar());
      }
    }
    if (!Files.exists(openSearchJar())) {
      pack(openSearch, openSearchJar());
    }
    Path exporter = sources.resolve("records/RecordFile.java");
    Path records = Files.createDirectories(programs.resolve("records"));
    if (isOlder(records.resolve("RecordFile.class"), exporter)) {
      javac(exporter, records, sorted(camunda().resolve("lib")));
    }
    Path chain = sources.resolve("webapps/OpenEngineApi.java");
    Path jar = programs.resolve("webapps.jar");
    if (isOlder(jar, chain)) {
      Path classes = Files.createDirectories(programs.resolve("webapps"));
      javac(chain, classes, sorted(camunda().resolve("lib")));
      try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
        entry(
            out,
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports",
            "OpenEngineApi\n".getBytes(StandardCharsets.UTF_8));
        entry(
            out, "OpenEngineApi.class", Files.readAllBytes(classes.resolve("OpenEngineApi.class")));
        for (Map.Entry<String, String> index : readableTimes().entrySet()) {
          entry(out, index.getKey(), index.getValue().getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /**
   * Tasklist's index descriptions, made to take a time without fractions of a second. Tasklist
   * 8.6.0 writes one for every task made on the full second, its own index refuses it, and the
   * import tries that one task again and again while all later ones wait.
   */
  private Map<String, String> readableTimes() throws IOException {
    Map<String, String> indices = new TreeMap<>();
    Path schema =
        sorted(camunda().resolve("lib")).stream()
            .filter(jar -> jar.getFileName().toString().startsWith("tasklist-els-schema-"))
            .findFirst()
            .orElseThrow(() -> new LaunchException("no Tasklist schema in " + camunda()));
    try (JarFile jar = new JarFile(schema.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().startsWith("schema/os/create/") && entry.getName().endsWith(".json")) {
          String text =
              new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          String readable =
              text.replace(
                  "date_time || epoch_millis", "date_time || date_time_no_millis || epoch_millis");
          if (!readable.equals(text)) {
            indices.put(entry.getName(), readable);
          }
        }
      }
    }
    if (indices.isEmpty()) {
      throw new LaunchException("Tasklist's schema is not as expected in " + schema);
    }
    return indices;
  }

  private static void pack(Path classes, Path jar) throws IOException {
    Path unfinished = Path.of(jar + ".new");
    try (Stream<Path> files = Files.list(classes);
        var out = new JarOutputStream(Files.newOutputStream(unfinished))) {
      for (Path file : files.sorted().toList()) {
        entry(out, file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void entry(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }

  private static boolean isOlder(Path made, Path source) throws IOException {
    return !Files.exists(made)
        || Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(source)) < 0;
  }

  private static void javac(Path source, Path target, List<Path> classPath) {
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "21",
                "-nowarn",
                "-proc:none",
                "-d",
                target.toString(),
                "-cp",
                classPath.stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                source.toString());
    if (exit != 0) {
      throw new LaunchException("could not compile " + source);
    }
  }

  private List<Path> jars() {
    try {
      return artifacts().stream().filter(path -> path.toString().endsWith(".jar")).toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private List<Path> artifacts() throws IOException {
    return Arrays.stream(Files.readString(list()).strip().split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private static List<Path> sorted(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
