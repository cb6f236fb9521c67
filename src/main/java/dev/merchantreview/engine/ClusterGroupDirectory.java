package dev.merchantreview.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.search.response.GroupUser;
import io.camunda.client.api.search.response.SearchResponse;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks the cluster's REST API, page by page. */
@Component
class ClusterGroupDirectory implements GroupDirectory {

  private static final int PAGE = 1_000;

  private final CamundaClient client;

  ClusterGroupDirectory(CamundaClient client) {
    this.client = client;
  }

  /**
   * A group nobody is in and one that is not there look the same: 8.8 answers both with no users.
   */
  @Override
  public Set<String> members(String group) {
    Set<String> members = new HashSet<>();
    try {
      SearchResponse<GroupUser> page = page(group, 0);
      while (!page.items().isEmpty()) {
        page.items().forEach(user -> members.add(user.getUsername()));
        if (members.size() >= page.page().totalItems()) {
          break;
        }
        page = page(group, members.size());
      }
    } catch (ClientException failed) {
      throw new NotYetException(
          "the cluster does not say who is in " + group + ": " + failed.getMessage());
    }
    return Set.copyOf(members);
  }

  private SearchResponse<GroupUser> page(String group, int from) {
    return client
        .newUsersByGroupSearchRequest(group)
        .sort(sort -> sort.username().asc())
        .page(page -> page.from(from).limit(PAGE))
        .send()
        .join();
  }
}
