package dev.merchantreview.documents;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a test has the JVM allocate, in bytes, ever. */
final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** On this thread. */
  static long soFar() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** On the thread of a name; zero when there is none yet. */
  static long soFar(String thread) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(one -> one.getName().equals(thread))
        .mapToLong(one -> THREADS.getThreadAllocatedBytes(one.threadId()))
        .sum();
  }
}
