package dev.merchantreview.documents;

import java.lang.management.ManagementFactory;

/** What a test has the JVM allocate. */
final class Allocation {

  private Allocation() {}

  /** In bytes, on this thread, ever. */
  static long soFar() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
