package dev.merchantreview.engine;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where reviewers find their tasks in Tasklist. */
@Component
public class TaskPages {

  private final Optional<String> base;

  TaskPages(EngineProperties properties) {
    this.base =
        Optional.ofNullable(properties.tasklistUrl())
            .map(URI::toString)
            .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /** The page of a user task; empty where no Tasklist is known. */
  public Optional<String> of(long taskKey) {
    return base.map(url -> url + "/" + taskKey);
  }

  /**
   * The open tasks of a candidate group, the most urgent on top; empty where no Tasklist is known.
   * Tasklist answers its address without a slash behind it only.
   */
  public Optional<String> ofGroup(String group) {
    return base.map(
        url ->
            url
                + "?filter=all-open&candidateGroup="
                + URLEncoder.encode(group, StandardCharsets.UTF_8)
                + "&sortBy=priority");
  }
}
