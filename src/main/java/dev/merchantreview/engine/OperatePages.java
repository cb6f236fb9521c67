package dev.merchantreview.engine;

import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where people who run the platform look at process instances in Operate. */
@Component
public class OperatePages {

  private final Optional<String> base;

  OperatePages(EngineProperties properties) {
    this.base =
        Optional.ofNullable(properties.operateUrl())
            .map(URI::toString)
            .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /** The page of an instance; empty where no Operate is known. */
  public Optional<String> of(long processInstance) {
    return base.map(url -> url + "/processes/" + processInstance);
  }
}
