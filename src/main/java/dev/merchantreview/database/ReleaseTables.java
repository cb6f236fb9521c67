package dev.merchantreview.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.Location;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The tables this release knows. What is set after every migration, as rights, is set by the newest
 * release that was there: an instance of the one before, which restarts beside it, knows less.
 */
@Configuration(proxyBeanMethods = false)
public class ReleaseTables {

  /** What the scripts that run after every migration call {@link #newest()}. */
  public static final String NEWEST = "newest-migration";

  private static final Pattern NUMBER = Pattern.compile("V(\\d+)__.*");

  @Bean
  FlywayConfigurationCustomizer toldTheNewestMigration() {
    return configuration -> {
      Map<String, String> placeholders = new HashMap<>(configuration.getPlaceholders());
      placeholders.put(NEWEST, Integer.toString(newest(configuration.getLocations())));
      configuration.placeholders(placeholders);
    };
  }

  /** The number of the newest migration this release has, where it has none but its own. */
  public static int newest() {
    return newest(Location.fromPath("classpath:", "db/migration"));
  }

  /** The number of the newest migration there is in these places. */
  private static int newest(Location... places) {
    return Arrays.stream(places)
        .flatMap(ReleaseTables::files)
        .flatMap(file -> NUMBER.matcher(String.valueOf(file.getFilename())).results())
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .max()
        .orElseThrow();
  }

  private static Stream<Resource> files(Location place) {
    String folder = place.isClassPath() ? place.getDescriptor() : "file:" + place.getPath();
    try {
      return Arrays.stream(
          new PathMatchingResourcePatternResolver().getResources(folder + "/V*__*.sql"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
