package dev.merchantreview.documents;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.DecodeResult;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a part of a PDF as PDFBox does, but counts what comes out while a file is judged. PDFBox
 * takes its filters from one table and has no place for a limit, so each is replaced there.
 */
final class PackedPart extends Filter {

  // What tables of objects may be packed in. Pictures have filters besides that ask for memory by
  // what they say their size is.
  private static final List<COSName> OF_TABLES =
      List.of(
          COSName.FLATE_DECODE,
          COSName.LZW_DECODE,
          COSName.ASCII_HEX_DECODE,
          COSName.ASCII85_DECODE,
          COSName.RUN_LENGTH_DECODE,
          COSName.CRYPT);

  /** A row of a predictor: as long as a table's entry, which has some bytes. */
  private static final long LONGEST_ROW = 1 << 16;

  /** A file of as many objects is no document: five thousand pages have some ten thousand. */
  private static final long MOST_LISTED = 200_000;

  private static final ThreadLocal<@Nullable ReadingCost> COST = new ThreadLocal<>();

  static {
    replaceAll();
  }

  private final Filter filter;
  private final boolean ofTables;

  private PackedPart(COSName name, Filter filter) {
    this.filter = filter;
    this.ofTables = OF_TABLES.contains(name);
  }

  @SuppressWarnings("unchecked")
  private static void replaceAll() {
    try {
      Field table = FilterFactory.class.getDeclaredField("filters");
      table.setAccessible(true);
      ((Map<COSName, Filter>) table.get(FilterFactory.INSTANCE)).replaceAll(PackedPart::new);
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("PDFBox keeps its filters elsewhere", changed);
    }
  }

  /** From now on this thread's unpacking counts for what it costs to read one file, or no more. */
  static void countFor(@Nullable ReadingCost cost) {
    if (cost == null) {
      COST.remove();
    } else {
      COST.set(cost);
    }
  }

  @Override
  public DecodeResult decode(
      InputStream packed, OutputStream into, COSDictionary dictionary, int index)
      throws IOException {
    return filter.decode(packed, counted(into, dictionary, index), dictionary, index);
  }

  @Override
  public DecodeResult decode(
      InputStream packed,
      OutputStream into,
      COSDictionary dictionary,
      int index,
      DecodeOptions options)
      throws IOException {
    return filter.decode(packed, counted(into, dictionary, index), dictionary, index, options);
  }

  private OutputStream counted(OutputStream into, COSDictionary dictionary, int index) {
    ReadingCost cost = COST.get();
    if (cost == null) {
      return into;
    }
    COSDictionary predictor = getDecodeParams(dictionary, index);
    long bits =
        (long) predictor.getInt(COSName.COLUMNS, 1)
            * predictor.getInt(COSName.COLORS, 1)
            * predictor.getInt(COSName.BITS_PER_COMPONENT, Byte.SIZE);
    if (!ofTables || bits > LONGEST_ROW * Byte.SIZE) {
      throw new ReadingCost.TooHighException();
    }
    COSArray widths = dictionary.getCOSArray(COSName.W);
    return new Counted(into, cost, widths == null ? Long.MAX_VALUE : MOST_LISTED * width(widths));
  }

  /** How many bytes say where one object is. */
  private static long width(COSArray widths) {
    long width = 0;
    for (int i = 0; i < widths.size(); i++) {
      width += Math.max(0, widths.getInt(i, 0));
    }
    return width;
  }

  @Override
  protected void encode(InputStream plain, OutputStream into, COSDictionary dictionary)
      throws IOException {
    filter.encode(plain, into, dictionary, 0);
  }

  private static final class Counted extends FilterOutputStream {

    private final ReadingCost cost;
    private long left;

    Counted(OutputStream into, ReadingCost cost, long most) {
      super(into);
      this.cost = cost;
      this.left = most;
    }

    private void count(int bytes) {
      cost.unpack(bytes);
      left -= bytes;
      if (left < 0) {
        throw new ReadingCost.TooHighException();
      }
    }

    @Override
    public void write(int one) throws IOException {
      count(1);
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      count(length);
      out.write(bytes, offset, length);
    }
  }
}
