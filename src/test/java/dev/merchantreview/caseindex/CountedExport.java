package dev.merchantreview.caseindex;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Role;
import dev.merchantreview.web.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import tools.jackson.databind.json.JsonMapper;

/** A file of cases that is written while somebody counts what of it is still held. */
final class CountedExport {

  private CountedExport() {}

  /** Counts the cases that are shown, and waits for the other formats at the last of them. */
  private static final class CountedRows extends Clock {

    private final int many;
    private final CyclicBarrier last;
    private int rows;

    CountedRows(int many, CyclicBarrier last) {
      this.many = many;
      this.last = last;
    }

    /** Asked once for each case: whether it is overdue. */
    @Override
    public Instant instant() {
      rows++;
      if (rows == many) {
        try {
          last.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
          throw new IllegalStateException(alone);
        }
      }
      return Instant.now();
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId other) {
      throw new UnsupportedOperationException();
    }
  }

  /** How many objects of a class there are in a histogram. */
  static long alive(String histogram, String className) {
    return histogram
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 3 && columns[3].equals(className))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }

  /** What is reachable of each class, after a collection of what is not. */
  static String histogram() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {null},
                  new String[] {String[].class.getName()});
    } catch (JMException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /**
   * Writes all cases.
   *
   * @param bytes how much has left by now
   * @param many at this case the file waits for the others
   */
  static void write(
      ServiceAlone service,
      CaseExport.Format format,
      int many,
      CyclicBarrier last,
      AtomicLong bytes)
      throws IOException {
    Clock rows = new CountedRows(many, last);
    CaseExport export =
        new CaseExport(
            service.bean(CaseIndex.class),
            new CaseViewer(
                service.bean(CaseTypes.class), service.bean(WorkingCalendar.class), rows),
            service.bean(Texts.class),
            service.bean(JsonMapper.class),
            service.bean(WorkingCalendar.class),
            rows);
    try (OutputStream counted =
        new OutputStream() {
          @Override
          public void write(int one) {
            bytes.incrementAndGet();
          }

          @Override
          public void write(byte[] part, int from, int length) {
            bytes.addAndGet(length);
          }
        }) {
      export.write(
          format,
          CaseFilter.ALL,
          null,
          new Caller("auditor", Set.of(Role.AUDITOR), List.of()),
          Locale.ENGLISH,
          counted);
    }
  }
}
