package dev.merchantreview.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Whoever had the platform for itself leaves it as it was: a service that was started last is done
 * only when the engine has its processes.
 */
class PlatformGivenBack implements AfterAllCallback {

  @Override
  public void afterAll(ExtensionContext context) {
    TestPlatform.get().awaitDeployment();
  }
}
