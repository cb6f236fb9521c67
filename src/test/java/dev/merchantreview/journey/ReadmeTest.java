package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both READMEs have the reader do the same. */
class ReadmeTest {

  @Test
  void bothLanguagesHaveTheSameCommands() {
    assertThat(commands("README.zh-CN.md", "## 五分钟"))
        .isEqualTo(commands("README.md", "## Five minutes"));
  }

  private static List<String> commands(String readme, String from) {
    return Tour.read(Path.of(readme), from, "docs/images/tasklist-refund.png").stream()
        .filter(Tour.Commands.class::isInstance)
        .map(Tour.Commands.class::cast)
        .map(one -> one.text().replace("-H 'Accept-Language: en' ", "").replaceAll(" +#.*", ""))
        .toList();
  }
}
