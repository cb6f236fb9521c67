/**
 * Talks to Camunda: deployment, outbox to messages, workers, decisions, who completed a task. The
 * only holder of the Camunda client.
 */
@ApplicationModule(displayName = "Engine")
@NullMarked
package dev.merchantreview.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
