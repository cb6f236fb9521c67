package dev.merchantreview.engine;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Camunda, such as 8.6.0; what comes after a hyphen says nothing here. */
record ClusterVersion(int major, int minor, int patch) implements Comparable<ClusterVersion> {

  /** The first line whose engine asks before a user task completes, and that has the V2 API. */
  static final ClusterVersion UNIFIED = new ClusterVersion(8, 8, 0);

  /** The oldest line whose engine takes the processes and whose records can be read. */
  static final ClusterVersion OLDEST = new ClusterVersion(8, 6, 0);

  /** The newest line whose published API was compared with what is asked here. */
  static final ClusterVersion NEWEST = new ClusterVersion(8, 10, 0);

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?(?:[-+.].*)?");
  private static final Comparator<ClusterVersion> ORDER =
      Comparator.comparingInt(ClusterVersion::major)
          .thenComparingInt(ClusterVersion::minor)
          .thenComparingInt(ClusterVersion::patch);

  /** Reads what a cluster says of itself; empty when that is no version. */
  static Optional<ClusterVersion> read(String reported) {
    Matcher matcher = WRITTEN.matcher(reported.strip());
    return matcher.matches()
        ? Optional.of(
            new ClusterVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  /** The line it belongs to, such as 8.6. */
  String line() {
    return major + "." + minor;
  }

  boolean isAtLeast(ClusterVersion other) {
    return compareTo(other) >= 0;
  }

  /** Whether its line came after another one's. */
  boolean isOfLaterLineThan(ClusterVersion other) {
    return new ClusterVersion(major, minor, 0)
            .compareTo(new ClusterVersion(other.major, other.minor, 0))
        > 0;
  }

  @Override
  public int compareTo(ClusterVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return line() + "." + patch;
  }
}
