package dev.merchantreview.engine;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever runs the service why no token is given: once, however many calls want one. */
final class TokenProblems {

  private static final Logger log = LoggerFactory.getLogger(TokenProblems.class);
  private final Set<String> told = new HashSet<>();

  synchronized void tell(String problem) {
    if (told.add(problem)) {
      log.warn("No token for the cluster: {}", problem);
    }
  }

  synchronized void tellEnd() {
    if (!told.isEmpty()) {
      told.clear();
      log.info("The authorization server gives tokens again");
    }
  }
}
