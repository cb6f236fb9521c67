package dev.merchantreview.documents;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;

/**
 * What it may cost to read one PDF, on the thread that reads it. The reader's own work has no
 * bounds: a file may have it look at every byte hundreds of times, unpack a thousand times its
 * size, or make an object of each two bytes, whatever its parts are called.
 */
final class ReadingCost {

  // A reader that has to find everything by itself, as in a damaged file, looks at each byte six
  // or seven times. The figures of this class are ours.
  private static final long LOOKS_PER_BYTE = 16;
  private static final long MORE_LOOKS = 1 << 16;

  /** Five thousand pages have less than a megabyte of packed objects. */
  private static final long MOST_UNPACKED = 4L << 20;

  /** Five thousand pages take less than half of it. */
  private static final long MOST_ALLOCATED = 128L << 20;

  private static final int LOOKS_BETWEEN = 1 << 10;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long mostLooks;
  private final long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
  private long looks;
  private long unpacked;

  private ReadingCost(long length) {
    mostLooks = length * LOOKS_PER_BYTE + MORE_LOOKS;
  }

  /** The file is made to cost more than any document does. */
  static final class TooHighException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  /**
   * A file as PDFBox asks for it. What is read of it on this thread counts until it is closed.
   *
   * @throws IllegalStateException on a virtual thread, of which nobody knows what it allocates
   */
  static RandomAccessRead counted(byte[] content) {
    ReadingCost cost = new ReadingCost(content.length);
    if (cost.allocatedBefore < 0) {
      throw new IllegalStateException("what this thread allocates is not known");
    }
    PackedPart.countFor(cost);
    return cost.new Source(new RandomAccessReadBuffer(content));
  }

  private void look() {
    if (++looks > mostLooks || looks % LOOKS_BETWEEN == 0 && allocated() > MOST_ALLOCATED) {
      throw new TooHighException();
    }
  }

  private long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
  }

  /**
   * @param bytes that came out of a packed part
   */
  void unpack(long bytes) {
    unpacked += bytes;
    if (unpacked > MOST_UNPACKED) {
      throw new TooHighException();
    }
  }

  private final class Source implements RandomAccessRead {

    private final RandomAccessRead content;

    Source(RandomAccessRead content) {
      this.content = content;
    }

    @Override
    public int read() throws IOException {
      look();
      return content.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      look();
      return content.read(into, offset, length);
    }

    @Override
    public long getPosition() throws IOException {
      return content.getPosition();
    }

    @Override
    public void seek(long position) throws IOException {
      look();
      content.seek(position);
    }

    @Override
    public long length() throws IOException {
      return content.length();
    }

    @Override
    public boolean isClosed() {
      return content.isClosed();
    }

    @Override
    public boolean isEOF() throws IOException {
      return content.isEOF();
    }

    @Override
    public RandomAccessReadView createView(long from, long length) {
      return new RandomAccessReadView(this, from, length);
    }

    @Override
    public void close() throws IOException {
      PackedPart.countFor(null);
      content.close();
    }
  }
}
