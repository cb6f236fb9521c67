import java.util.List;
import org.opensearch.common.settings.Setting;
import org.opensearch.plugins.Plugin;

/**
 * Registers the index settings of OpenSearch's index state management, which is not part of a plain OpenSearch: Tasklist
 * 8.6.0 sets them on its indices and does not start where they are unknown. Nothing reads them here.
 */
public class TasklistIndexSettings extends Plugin {

  @Override
  public List<Setting<?>> getSettings() {
    return List.of(
        Setting.simpleString(
            "index.plugins.index_state_management.policy_id",
            Setting.Property.Dynamic,
            Setting.Property.IndexScope),
        Setting.simpleString(
            "index.plugins.index_state_management.rollover_alias",
            Setting.Property.Dynamic,
            Setting.Property.IndexScope));
  }
}
