package dev.merchantreview.rules;

import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Platforms named in requests: each is one this installation serves. */
@Component
public class PlatformListRule {

  private final Platforms platforms;

  PlatformListRule(Platforms platforms) {
    this.platforms = platforms;
  }

  /**
   * Whether a platform is served; the schema reports what is no platform at all.
   *
   * @param platform any JSON
   */
  public List<FieldError> check(JsonNode platform, String pointer) {
    return constant(platform).map(one -> check(one, pointer)).orElse(List.of());
  }

  /** Whether a platform is served. */
  public List<FieldError> check(Platform platform, String pointer) {
    return platforms.find(platform).isPresent()
        ? List.of()
        : List.of(FieldError.of(pointer, "PLATFORM_NOT_SERVED", platform.name()));
  }

  /**
   * The platform a request names, where it is served.
   *
   * @param platform any JSON
   */
  public Optional<Platform> served(JsonNode platform) {
    return constant(platform).filter(one -> platforms.find(one).isPresent());
  }

  private static Optional<Platform> constant(JsonNode platform) {
    return Arrays.stream(Platform.values())
        .filter(one -> platform.isString() && one.name().equals(platform.asString()))
        .findFirst();
  }
}
