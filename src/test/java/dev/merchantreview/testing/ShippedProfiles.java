package dev.merchantreview.testing;

import dev.merchantreview.shared.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

/** The platforms' profiles as they are shipped, for the tests of rules: a part by itself. */
public final class ShippedProfiles {

  private ShippedProfiles() {}

  /** What stands under a key of a platform's profile. */
  public static <T extends Record> T part(Platform platform, String key, Class<T> type) {
    String file = platform.name().toLowerCase() + ".yaml";
    try {
      return new Binder(
              ConfigurationPropertySources.from(
                  new YamlPropertySourceLoader()
                      .load(file, new FileSystemResource("config/platforms/" + file))))
          .bind(key, type)
          .get();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
