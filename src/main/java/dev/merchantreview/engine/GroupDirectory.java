package dev.merchantreview.engine;

import java.util.Set;

/** Who is in which group of the cluster's identity management (8.8 and later). */
public interface GroupDirectory {

  /**
   * The names people of a group log in with; empty where the cluster has no such group.
   *
   * @param group the group's id
   * @throws NotYetException when the cluster does not answer now, or has no groups to ask for
   */
  Set<String> members(String group);
}
