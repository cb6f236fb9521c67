package dev.merchantreview.review;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The groups of the configuration. */
final class ConfiguredReviewerGroups implements ReviewerGroups {

  private static final MemberNames NOBODY = MemberNames.of(List.of());

  private final Map<String, MemberNames> members;

  ConfiguredReviewerGroups(Map<String, List<String>> groups) {
    this.members =
        groups.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    group -> plain(group.getKey()), group -> MemberNames.of(group.getValue())));
  }

  @Override
  public boolean isMember(String person, String group) {
    return members.getOrDefault(plain(group), NOBODY).contains(person);
  }

  /** Environment variables have no hyphens. */
  private static String plain(String group) {
    return group.toLowerCase(Locale.ROOT).replace("-", "");
  }
}
