package dev.merchantreview.caseindex;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.SpreadsheetText;
import dev.merchantreview.web.Texts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes cases into a file while they are read, a portion at a time: however many there are, no
 * more than a portion is held.
 */
@Component
public class CaseExport {

  /**
   * Comma separated values (RFC 4180), with a byte order mark, by which spreadsheets know UTF-8.
   */
  public static final String CSV = "text/csv";

  /** One JSON object a line. */
  public static final String JSON_LINES = "application/jsonl";

  /** A workbook. */
  public static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A sheet has 1,048,576 rows; so many of them are cases, and one more the headings. */
  private static final int ROWS_A_SHEET = 1_000_000;

  private static final int FLUSHED_AFTER = 500;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter FILE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "type",
          "platform",
          "merchant",
          "names",
          "licence",
          "state",
          "open",
          "round",
          "reviewer",
          "due",
          "overdue",
          "created",
          "updated");

  private final CaseIndex index;
  private final CaseViewer views;
  private final Texts texts;
  private final JsonMapper json;
  private final WorkingCalendar calendar;
  private final Clock clock;

  CaseExport(
      CaseIndex index,
      CaseViewer views,
      Texts texts,
      JsonMapper json,
      WorkingCalendar calendar,
      Clock clock) {
    this.index = index;
    this.views = views;
    this.texts = texts;
    this.json = json;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** What a file is written as. */
  public enum Format {
    CSV(CaseExport.CSV, "csv"),
    JSON_LINES(CaseExport.JSON_LINES, "jsonl"),
    XLSX(CaseExport.XLSX, "xlsx");

    private final String mediaType;
    private final String ending;

    Format(String mediaType, String ending) {
      this.mediaType = mediaType;
      this.ending = ending;
    }

    /** The one a file's ending stands for. */
    public static Optional<Format> named(String ending) {
      return Arrays.stream(values()).filter(one -> one.ending.equals(ending)).findFirst();
    }

    /** How it is called on the wire. */
    public String mediaType() {
      return mediaType;
    }

    String ending() {
      return ending;
    }
  }

  /** What a file that is written now is called. */
  public String fileName(Format format) {
    return "cases-" + FILE.format(clock.instant().atZone(calendar.zone())) + "." + format.ending();
  }

  /**
   * Writes the cases a caller may see.
   *
   * @param merchants patterns of the merchants whose cases are in it; null for all
   */
  public void write(
      Format format,
      CaseFilter filter,
      @Nullable List<String> merchants,
      Caller caller,
      Locale locale,
      OutputStream out)
      throws IOException {
    switch (format) {
      case CSV -> csv(out, filter, merchants, caller, locale);
      case JSON_LINES -> lines(out, filter, merchants, caller);
      case XLSX -> workbook(out, filter, merchants, caller, locale);
    }
  }

  private void csv(
      OutputStream out,
      CaseFilter filter,
      @Nullable List<String> merchants,
      Caller caller,
      Locale locale)
      throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    text.write(BYTE_ORDER_MARK);
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(headings(locale));
      index.each(
          filter,
          merchants,
          found -> {
            try {
              csv.printRecord(
                  cells(views.view(found, caller), found, locale).stream()
                      .map(SpreadsheetText::cell));
            } catch (IOException gone) {
              throw new UncheckedIOException(gone);
            }
          });
    }
  }

  private void lines(
      OutputStream out, CaseFilter filter, @Nullable List<String> merchants, Caller caller)
      throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    index.each(
        filter,
        merchants,
        found -> {
          try {
            text.write(json.writeValueAsString(views.view(found, caller)));
            text.write('\n');
          } catch (IOException gone) {
            throw new UncheckedIOException(gone);
          }
        });
    text.flush();
  }

  /** Cells with text are text, whatever they look like: nothing is calculated or shortened. */
  private void workbook(
      OutputStream out,
      CaseFilter filter,
      @Nullable List<String> merchants,
      Caller caller,
      Locale locale)
      throws IOException {
    try (Workbook book = new Workbook(out, "merchant-review", "1.0")) {
      Sheets sheets = new Sheets(book, headings(locale));
      index.each(
          filter, merchants, found -> sheets.add(cells(views.view(found, caller), found, locale)));
      sheets.close();
    }
  }

  /** The sheets of a workbook, one after the other. */
  private static final class Sheets {

    private final Workbook book;
    private final List<String> headings;
    private Worksheet sheet;
    private int number;
    private int row;

    Sheets(Workbook book, List<String> headings) {
      this.book = book;
      this.headings = headings;
      this.sheet = next();
    }

    private Worksheet next() {
      number++;
      sheet = book.newWorksheet("cases " + number);
      row = 0;
      write(headings);
      return sheet;
    }

    void add(List<String> cells) {
      try {
        if (row > ROWS_A_SHEET) {
          sheet.finish();
          next();
        }
        write(cells);
        if (row % FLUSHED_AFTER == 0) {
          sheet.flush();
        }
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }

    private void write(List<String> cells) {
      for (int i = 0; i < cells.size(); i++) {
        sheet.inlineString(row, i, cells.get(i));
      }
      row++;
    }

    void close() throws IOException {
      sheet.finish();
    }
  }

  private List<String> headings(Locale locale) {
    return COLUMNS.stream().map(column -> texts.text("export", column, locale)).toList();
  }

  private List<String> cells(CaseView view, FoundCase found, Locale locale) {
    return List.of(
        view.id(),
        texts.text("case-type", view.type(), locale),
        view.platform() == null ? "" : view.platform().name(),
        view.merchantId() == null ? "" : view.merchantId(),
        String.join(" / ", view.names()),
        view.licenceNumber() == null ? "" : view.licenceNumber(),
        view.state(),
        texts.text("export", view.open() ? "yes" : "no", locale),
        Integer.toString(view.round()),
        view.reviewer() == null ? "" : view.reviewer(),
        time(found.dueAt()),
        texts.text("export", view.overdue() ? "yes" : "no", locale),
        time(found.createdAt()),
        time(found.updatedAt()));
  }

  private String time(@Nullable Instant instant) {
    return instant == null ? "" : TIME.format(instant.atZone(calendar.zone()));
  }
}
