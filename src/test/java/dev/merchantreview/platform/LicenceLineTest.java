package dev.merchantreview.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.local.Distribution;
import dev.merchantreview.local.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever starts the platform learns of Camunda's licence before its server is fetched. */
class LicenceLineTest {

  @TempDir Path root;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void hasAListOfPrograms() throws IOException {
    Files.createDirectories(root.resolve("config/camunda"));
    Files.writeString(root.resolve("config/camunda/pom.xml"), "<project/>");
  }

  @Test
  void isSaidInOneLineBeforeFetching() throws IOException {
    Path offline = Files.writeString(root.resolve("mvnw"), "#!/bin/sh\nexit 1\n");
    assertThat(offline.toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(this::prepare)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("could not fetch");

    assertThat(told).hasSize(2);
    assertThat(told.get(0))
        .contains("Camunda License 1.0", "not for production", "--engine")
        .doesNotContain("\n");
    assertThat(told.get(1)).startsWith("fetching Camunda 8.6.0");
  }

  @Test
  void isNotSaidWhereNothingIsFetched() throws IOException {
    Path fetched = Files.createFile(root.resolve("fetched.jar"));
    Path programs = Files.createDirectories(root.resolve(".local/programs"));
    Files.writeString(programs.resolve("artifacts"), fetched.toString());

    assertThatThrownBy(this::prepare).hasMessageContaining("no Camunda in");

    assertThat(told).containsExactly("unpacking Camunda");
  }

  private void prepare() {
    new Distribution(root, told::add).prepare();
  }
}
