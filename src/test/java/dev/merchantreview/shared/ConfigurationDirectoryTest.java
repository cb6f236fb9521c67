package dev.merchantreview.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationDirectoryTest {

  record Rule(@NotNull String name, @NotNull @Min(1) Integer days) {}

  record Rules(@NotNull List<Rule> rules) {}

  @TempDir Path folder;

  private ConfigurationDirectory directory;

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectory(folder.resolve("rules"));
    directory = new ConfigurationDirectory("file:" + folder + "/");
  }

  @Test
  void readsARule() throws IOException {
    write("name: audit\ndays: 3\n");
    assertThat(directory.readAll("rules", "*.yaml", Rule.class))
        .containsExactly(new Rule("audit", 3));
  }

  /** A folder of before knows nothing of what a later version reads. */
  @Test
  void namesTheRemedyWhereAFolderOrFileIsMissing() {
    for (String pattern : new String[] {"account-holders.yaml", "*.yaml"}) {
      for (String missing : new String[] {"names", "rules"}) {
        assertThatThrownBy(() -> directory.readAll(missing, pattern, Rule.class))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContainingAll(
                pattern,
                folder + "/" + missing,
                "copy config/" + missing + " of this version",
                "merchant-review.config-location");
      }
    }
  }

  @Test
  void namesAnUnknownKey() throws IOException {
    write("name: audit\ndays: 3\ndasy: 4\n");
    assertThatThrownBy(() -> directory.readAll("rules", "*.yaml", Rule.class))
        .hasMessageContaining("rule.yaml")
        .hasMessageContaining("dasy");
  }

  /** A text with a comma and no quotes is cut short by it. */
  @Test
  void namesAKeyThatACommaMadeInAList() throws IOException {
    write("rules:\n  - {days: 3, name: audit, and more}\n");
    assertThatThrownBy(() -> directory.readAll("rules", "*.yaml", Rules.class))
        .hasMessage("rule.yaml cannot be used: unknown keys [rules[0].andmore]");
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() throws IOException {
    write("days: 0\ndasy: 4\n");
    assertThatThrownBy(() -> directory.readAll("rules", "*.yaml", Rule.class))
        .hasMessageContainingAll("rule.yaml", "name", "days", "unknown keys [dasy]");
  }

  @Test
  void namesAMissingValue() throws IOException {
    write("name: audit\n");
    assertThatThrownBy(() -> directory.readAll("rules", "*.yaml", Rule.class))
        .hasMessageContaining("rule.yaml")
        .hasMessageContaining("days");
  }

  @Test
  void namesAValueOutOfRangeAndAWrongType() throws IOException {
    write("name: audit\ndays: 0\n");
    assertThatThrownBy(() -> directory.readAll("rules", "*.yaml", Rule.class))
        .hasMessageContaining("days");
    write("name: audit\ndays: three\n");
    assertThatThrownBy(() -> directory.readAll("rules", "*.yaml", Rule.class))
        .hasMessageContaining("days")
        .hasMessageContaining("three");
  }

  @Test
  void saysWhenThereIsNothing() {
    assertThatThrownBy(() -> directory.readAll("rules", "*.yaml", Rule.class))
        .hasMessageContaining("rules");
  }

  private void write(String yaml) throws IOException {
    Files.writeString(folder.resolve("rules/rule.yaml"), yaml);
  }
}
