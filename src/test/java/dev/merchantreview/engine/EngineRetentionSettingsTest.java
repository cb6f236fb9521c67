package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

class EngineRetentionSettingsTest {

  /** What the engine may still deliver is known here. */
  @ParameterizedTest
  @CsvSource({"7d,7d,true", "6d,7d,false", "30d,7d,true", "1h,2h,false"})
  void keepsMessagesAtLeastAsLongAsTheEngine(String kept, String timeToLive, boolean allowed)
      throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    PropertySource<?> shipped =
        new YamlPropertySourceLoader()
            .load("shipped", new FileSystemResource("config/application.yaml"))
            .getFirst();
    environment.getPropertySources().addLast(shipped);
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "of the test",
                Map.of(
                    "merchant-review.engine.retention.sent-messages",
                    kept,
                    "merchant-review.engine.message-time-to-live",
                    timeToLive,
                    "merchant-review.engine.tasklist.url",
                    "http://127.0.0.1:1")));
    EngineProperties properties =
        Binder.get(environment).bind("merchant-review.engine", EngineProperties.class).get();
    assertThat(properties.isMessageKeptWhileTheEngineHasIt()).isEqualTo(allowed);
  }
}
