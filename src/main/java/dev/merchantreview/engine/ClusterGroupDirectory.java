package dev.merchantreview.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.search.response.GroupUser;
import io.camunda.client.api.search.response.SearchResponse;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
   * Pages follow the cursor: a cluster counts no more than 10,000 of what it found, and gives no
   * page behind them by its number.
   */
  @Override
  public Set<String> members(String group) {
    Set<String> members = new HashSet<>();
    String after = null;
    while (true) {
      SearchResponse<GroupUser> page = page(group, after);
      page.items().forEach(user -> members.add(user.getUsername()));
      after = page.page().endCursor();
      if (page.items().size() < PAGE || after == null) {
        return Set.copyOf(members);
      }
    }
  }

  private SearchResponse<GroupUser> page(String group, @Nullable String after) {
    try {
      SearchResponse<GroupUser> page =
          client
              .newUsersByGroupSearchRequest(group)
              .sort(sort -> sort.username().asc())
              .page(
                  part -> {
                    if (after == null) {
                      part.limit(PAGE);
                    } else {
                      part.after(after).limit(PAGE);
                    }
                  })
              .send()
              .join();
      if (after == null && page.items().isEmpty() && page.page().totalItems() > 0) {
        // The client takes an answer without its items for an empty one.
        throw new NotYetException("the cluster counts who is in " + group + " and names nobody");
      }
      return page;
    } catch (ClientException failed) {
      throw new NotYetException(
          "the cluster does not say who is in " + group + ": " + failed.getMessage());
    }
  }
}
