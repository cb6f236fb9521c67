package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.DeskLanguage;
import dev.merchantreview.shared.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command of the operations document that shows that a file of the engine is the release's. */
class DeployedFileProofTest {

  private static final Pattern COMMAND =
      Pattern.compile("```\n(sed [^`]*? saved\\.bpmn \\| sha256sum)\n```");

  @TempDir Path directory;

  private String command(String document) throws IOException {
    Matcher found = COMMAND.matcher(Files.readString(Path.of("docs", document)));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private String said(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    shell.waitFor();
    return said.strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"operations.md", "operations.zh-CN.md"})
  void givesTheHashOfTheFileAsTheReleaseHasIt(String document) throws Exception {
    String command = command(document);
    Model model = Model.built(DeskLanguage.ZH);
    List<Model.File> deployed = model.asDeployed();
    for (int i = 0; i < deployed.size(); i++) {
      Files.write(directory.resolve("saved.bpmn"), deployed.get(i).content());
      assertThat(said(command))
          .as(deployed.get(i).name())
          .isEqualTo(Sha256.hex(model.files().get(i).content()) + "  -");
    }
    // What was put in beside the tags is found.
    Files.writeString(
        directory.resolve("saved.bpmn"),
        new String(deployed.getFirst().content(), StandardCharsets.UTF_8) + " ");
    assertThat(said(command)).doesNotStartWith(model.tags().get(deployed.getFirst().name()));
  }
}
