package dev.merchantreview.waiver;

import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What may be waived on each platform. */
@Component
class WaivableRules {

  private final Map<String, WaivableRule> declared;
  private final Platforms platforms;

  /**
   * @throws IllegalStateException when a profile names what can never be waived
   */
  WaivableRules(List<WaivableRule> declared, Platforms platforms) {
    this.platforms = platforms;
    this.declared =
        declared.stream()
            .collect(
                Collectors.toMap(
                    WaivableRule::code, Function.identity(), (one, other) -> one, TreeMap::new));
    for (Platform platform : platforms.served()) {
      requireWaivable(platform, numbers(platform).rules(), this.declared.keySet());
    }
  }

  /**
   * @throws IllegalStateException when a profile lists what no module declares
   */
  static void requireWaivable(Platform platform, List<String> listed, Set<String> declared) {
    for (String code : listed) {
      if (!declared.contains(code)) {
        throw new IllegalStateException(
            "config/platforms of %s: waivers.rules lists %s, which can never be waived; leave it out, these can: %s"
                .formatted(platform, code, new TreeSet<>(declared)));
      }
    }
  }

  WaiverNumbers numbers(Platform platform) {
    return platforms.get(platform).part(WaiverNumbers.class);
  }

  /** The rule, where the platform lets it be waived. */
  Optional<WaivableRule> find(Platform platform, String code) {
    return numbers(platform).rules().contains(code)
        ? Optional.ofNullable(declared.get(code))
        : Optional.empty();
  }
}
