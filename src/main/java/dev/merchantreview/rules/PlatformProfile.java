package dev.merchantreview.rules;

import dev.merchantreview.shared.Platform;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Objects;

/**
 * The numbers of one platform: {@code config/platforms/<name>.yaml}. It has the parts that the
 * modules declare as a {@link ProfilePart}.
 */
public final class PlatformProfile {

  private final Map<Class<? extends Record>, Record> parts;

  PlatformProfile(Map<Class<? extends Record>, Record> parts) {
    this.parts = Map.copyOf(parts);
  }

  /** What a profile begins with. */
  record Heading(@NotNull Platform platform, @NotBlank String name) {}

  Platform platform() {
    return part(Heading.class).platform();
  }

  /** What people call the platform. */
  public String name() {
    return part(Heading.class).name();
  }

  /**
   * A part of the profile.
   *
   * @throws NullPointerException when no module declares such a part
   */
  public <T extends Record> T part(Class<T> type) {
    return type.cast(Objects.requireNonNull(parts.get(type), type::getName));
  }
}
