package dev.merchantreview.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the packed service is taken apart, and that no cache ever keeps it from starting. The virtual
 * machine comes as far as the program's own first line, which it does not run.
 */
class ServiceProgramIT {

  // A new class path is read, a cache looked at and a main class found; nothing of it is run.
  private static final List<String> DRY = List.of("--dry-run", "-XX:+UseSerialGC");

  @TempDir Path root;
  private Path jar;

  private record Run(int exit, String told) {}

  @BeforeEach
  void packs() throws IOException {
    jar = Files.createDirectories(root.resolve("target")).resolve("merchant-review.jar");
    Files.copy(Path.of("target/merchant-review.jar"), jar);
  }

  @Test
  void isTakenApartOnceForEachBuild() throws IOException {
    ServiceProgram program = new ServiceProgram(root);
    Path folder = program.folder();
    assertThat(folder.resolve("merchant-review.jar")).isRegularFile();
    assertThat(folder.resolve("lib")).isNotEmptyDirectory();
    assertThat(new ServiceProgram(root).folder()).isEqualTo(folder);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
    ServiceProgram rebuilt = new ServiceProgram(root);
    assertThat(rebuilt.folder()).isNotEqualTo(folder).isDirectory();
    // Whoever runs from the one before goes on.
    assertThat(folder.resolve("lib")).isNotEmptyDirectory();
    rebuilt.forgetEarlierBuilds();
    assertThat(folder).doesNotExist();
    assertThat(rebuilt.folder().resolve("lib")).isNotEmptyDirectory();
  }

  @Test
  void startsWithoutACacheAndWithOneThatCannotBeUsed() throws Exception {
    assumeThat(ServiceProgram.isAheadOfTime())
        .as("a virtual machine that has such caches")
        .isTrue();
    ServiceProgram program = new ServiceProgram(root);
    assertThat(program.isUntrained(DRY)).isTrue();
    assertThat(run(program.command(DRY))).isEqualTo(new Run(0, ""));
    assertThat(run(program.training(DRY, List.of())).exit()).isZero();
    // What was written counts only once it is taken.
    assertThat(program.isUntrained(DRY)).isTrue();
    assertThat(program.hasTrained()).isTrue();
    program.keep();
    assertThat(program.isUntrained(DRY)).isFalse();
    assertThat(program.command(DRY)).anyMatch(option -> option.startsWith("-XX:AOTCache="));
    assertThat(run(program.command(DRY))).isEqualTo(new Run(0, ""));
    Path cache =
        Path.of(
            program.command(DRY).stream()
                .filter(option -> option.startsWith("-XX:AOTCache="))
                .findFirst()
                .orElseThrow()
                .split("=", 2)[1]);
    Files.write(cache, new byte[100_000]);
    Run damaged = run(program.command(DRY));
    assertThat(damaged.exit()).isZero();
    assertThat(damaged.told()).contains("AOT cache");
    assertThat(program.isUntrained(DRY)).isTrue();
  }

  private static Run run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), told.strip());
  }
}
