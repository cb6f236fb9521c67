package dev.merchantreview.review;

import dev.merchantreview.engine.GroupDirectory;
import dev.merchantreview.engine.NotYetException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups of the cluster's identity management, read beforehand: a verdict is judged while its
 * case is locked, which is no time to ask anybody outside. Somebody who was taken out of a group
 * counts until the group is read again.
 */
final class ClusterReviewerGroups implements ReviewerGroups {

  private static final Logger log = LoggerFactory.getLogger(ClusterReviewerGroups.class);

  private final GroupDirectory directory;
  private final Duration longestAge;
  private final InstantSource clock;
  private final Map<String, Members> groups = new ConcurrentHashMap<>();

  /** A group's people as they were read. */
  private record Members(MemberNames names, Instant readAt) {

    static final Members UNREAD = new Members(MemberNames.of(Set.of()), Instant.MIN);
  }

  /**
   * @param longestAge how long what was read counts when the cluster does not answer any more
   */
  ClusterReviewerGroups(GroupDirectory directory, Duration longestAge, InstantSource clock) {
    this.directory = directory;
    this.longestAge = longestAge;
    this.clock = clock;
  }

  /**
   * @throws NotYetException when the group was not read yet, or too long ago: the verdict waits, it
   *     is neither counted nor refused
   */
  @Override
  public boolean isMember(String person, String group) {
    Members members = groups.computeIfAbsent(group, first -> Members.UNREAD);
    if (members.readAt().isBefore(clock.instant().minus(longestAge))) {
      throw new NotYetException("who is in " + group + " is not known now");
    }
    return members.names().contains(person);
  }

  /** Reads every group somebody asked for, again. */
  void read() {
    for (String group : groups.keySet()) {
      try {
        groups.put(group, new Members(MemberNames.of(directory.members(group)), clock.instant()));
      } catch (NotYetException away) {
        log.warn("Verdicts of {} wait: {}", group, away.getMessage());
      }
    }
  }
}
