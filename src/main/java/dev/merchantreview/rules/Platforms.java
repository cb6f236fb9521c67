package dev.merchantreview.rules;

import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.Platform;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The platforms this installation serves, by their profiles. */
@Component
public class Platforms {

  private final Map<Platform, PlatformProfile> profiles = new EnumMap<>(Platform.class);

  Platforms(ConfigurationDirectory directory, List<ProfilePart> declared) {
    Map<Class<? extends Record>, String> parts =
        declared.stream().collect(Collectors.toMap(ProfilePart::type, ProfilePart::key));
    parts.put(PlatformProfile.Heading.class, "");
    directory.readParts("platforms", "*.yaml", parts).stream()
        .map(PlatformProfile::new)
        .forEach(
            profile -> {
              if (profiles.put(profile.platform(), profile) != null) {
                throw new IllegalStateException("two profiles for " + profile.platform());
              }
            });
  }

  /** The platform's profile; empty when this installation does not serve it. */
  public Optional<PlatformProfile> find(Platform platform) {
    return Optional.ofNullable(profiles.get(platform));
  }

  /**
   * The profile of a platform an accepted case names.
   *
   * @throws IllegalStateException when its profile was taken away since
   */
  public PlatformProfile get(Platform platform) {
    return find(platform)
        .orElseThrow(() -> new IllegalStateException("no profile for " + platform));
  }

  public Set<Platform> served() {
    return Set.copyOf(profiles.keySet());
  }
}
