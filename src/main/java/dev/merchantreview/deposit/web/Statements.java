package dev.merchantreview.deposit.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.deposit.Balances;
import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.DepositStatement;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.LedgerPosting;
import dev.merchantreview.history.MerchantsEvents;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.SpreadsheetText;
import dev.merchantreview.web.Texts;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.stereotype.Component;

/** Writes a month's statement of a deposit, as CSV and as PDF. */
@Component
class Statements {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String FEES = "fees";
  private static final List<String> COLUMNS =
      List.of("seq", "at", "kind", "amount", "held", "case", "subject", "by", "hash");
  private static final Set<String> AMOUNTS = Set.of("amount", "held", FEES);
  private static final float TITLE = 16;
  private static final float TEXT = 9;
  private static final float PADDING = 4;
  private static final float[] WIDTHS = {4, 14, 12, 11, 11, 16, 20, 12};
  private static final float[] WIDTHS_WITH_FEES = {4, 14, 12, 10, 10, 10, 16, 20, 12};
  private static final int AFTER_HELD = 5;

  private final Deposits deposits;
  private final Texts texts;
  private final WorkingCalendar calendar;

  Statements(Deposits deposits, Texts texts, WorkingCalendar calendar) {
    this.deposits = deposits;
    this.texts = texts;
    this.calendar = calendar;
  }

  /** With a byte order mark, by which spreadsheets know the encoding. */
  byte[] csv(DepositAccount account, YearMonth month, Caller caller, Locale locale) {
    DepositStatement statement = deposits.statement(account, month);
    StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      List<String> columns = columns(account);
      csv.printRecord(columns.stream().map(name -> word(name, locale)));
      if (account.purpose() != DepositPurpose.STORE) {
        csv.printRecord("", "", texts.text("deposit", account.purpose().name(), locale));
      }
      csv.printRecord(balances("opening", account, statement.opening(), locale));
      Balances after = statement.opening();
      for (LedgerPosting line : statement.lines()) {
        after = after.plus(line);
        List<String> cells = new ArrayList<>(cells(account, line, after, caller, locale));
        cells.add(line.hash());
        for (int i = 0; i < cells.size(); i++) {
          if (!AMOUNTS.contains(columns.get(i))) {
            cells.set(i, SpreadsheetText.cell(cells.get(i)));
          }
        }
        csv.printRecord(cells);
      }
      csv.printRecord(balances("closing", account, statement.closing(), locale));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What is held, and beside it what is not held any more because it became the platform's. */
  private static List<String> columns(DepositAccount account) {
    List<String> columns = new ArrayList<>(COLUMNS);
    if (!account.purpose().isDeposit()) {
      columns.set(columns.indexOf("subject"), "fee-subject");
      columns.add(AFTER_HELD, FEES);
    }
    return columns;
  }

  private List<String> balances(
      String when, DepositAccount account, Balances balances, Locale locale) {
    List<String> cells =
        new ArrayList<>(List.of("", "", word(when, locale), "", yuan(balances.heldFen())));
    if (!account.purpose().isDeposit()) {
      cells.add(yuan(balances.feesFen()));
    }
    return cells;
  }

  byte[] pdf(DepositAccount account, YearMonth month, Caller caller, Locale locale) {
    DepositStatement statement = deposits.statement(account, month);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      // A Chinese font that every PDF reader has: the file names it and embeds none.
      BaseFont chinese = BaseFont.createFont("STSong-Light", "UniGB-UCS2-H", BaseFont.NOT_EMBEDDED);
      Document document = new Document(PageSize.A4.rotate());
      PdfWriter.getInstance(document, bytes);
      document.addTitle(word("title", locale) + " " + month);
      document.open();
      document.add(new Paragraph(title(account, locale) + " " + month, new Font(chinese, TITLE)));
      Font font = new Font(chinese, TEXT);
      String id = Objects.requireNonNull(account.holder().holderId());
      document.add(
          new Paragraph(
              "%s %s    %s %s    %s"
                  .formatted(
                      word("holder", locale),
                      id,
                      word("merchant", locale),
                      account.holder().ownerId(),
                      demanded(statement, locale)),
              font));
      document.add(
          new Paragraph(
              "%s %s    %s %s"
                  .formatted(
                      word("opening", locale),
                      yuan(statement.opening().heldFen()),
                      word("closing", locale),
                      yuan(statement.closing().heldFen())),
              font));
      document.add(new Paragraph(" ", font));
      document.add(table(account, statement, font, caller, locale));
      document.close();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return bytes.toByteArray();
  }

  private String title(DepositAccount account, Locale locale) {
    return account.purpose() == DepositPurpose.STORE
        ? word("title", locale)
        : word("title", locale) + " · " + texts.text("deposit", account.purpose().name(), locale);
  }

  /** What has to be held; of fees, what was taken by the end of the month. */
  private String demanded(DepositStatement statement, Locale locale) {
    DepositAccount account = statement.account();
    return account.purpose().isDeposit()
        ? word("required", locale) + " " + yuan(account.requiredFen())
        : word(FEES, locale) + " " + yuan(statement.closing().feesFen());
  }

  private PdfPTable table(
      DepositAccount account, DepositStatement statement, Font font, Caller caller, Locale locale) {
    float[] widths = account.purpose().isDeposit() ? WIDTHS : WIDTHS_WITH_FEES;
    PdfPTable table = new PdfPTable(widths);
    table.setWidthPercentage(100);
    table.setHeaderRows(1);
    columns(account)
        .subList(0, widths.length)
        .forEach(name -> cell(table, word(name, locale), font, true));
    Balances after = statement.opening();
    for (LedgerPosting line : statement.lines()) {
      after = after.plus(line);
      cells(account, line, after, caller, locale).forEach(text -> cell(table, text, font, false));
    }
    return table;
  }

  private static void cell(PdfPTable table, String text, Font font, boolean heading) {
    PdfPCell cell = new PdfPCell(new Phrase(text, font));
    cell.setPadding(PADDING);
    if (heading) {
      cell.setBackgroundColor(Color.LIGHT_GRAY);
    }
    table.addCell(cell);
  }

  private List<String> cells(
      DepositAccount account, LedgerPosting line, Balances after, Caller caller, Locale locale) {
    String by = caller.readsAll() ? line.by().id() : MerchantsEvents.actor(line.by());
    List<String> cells =
        new ArrayList<>(
            List.of(
                Long.toString(line.seq()),
                TIME.format(line.at().atZone(calendar.zone())),
                texts.text("posting", line.kind().name(), locale),
                yuan(line.heldChangeFen()),
                yuan(after.heldFen()),
                line.caseId().value(),
                line.subject(),
                by == null ? "" : by));
    if (!account.purpose().isDeposit()) {
      cells.add(AFTER_HELD, yuan(after.feesFen()));
    }
    return cells;
  }

  private String word(String name, Locale locale) {
    return texts.text("statement", name, locale);
  }

  private static String yuan(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }
}
