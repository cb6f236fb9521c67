import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Writes what the engine did with instances, their variables, incidents and user tasks to a file, a line of JSON each, at
 * once. Tests read it there in milliseconds; through an index they would wait seconds for each task.
 */
public class RecordFile implements Exporter {

  private static final Set<ValueType> WANTED =
      Set.of(ValueType.PROCESS_INSTANCE, ValueType.USER_TASK, ValueType.VARIABLE, ValueType.INCIDENT);

  private Path file;
  private Writer lines;
  private Controller controller;

  @Override
  public void configure(Context context) {
    file = Path.of((String) context.getConfiguration().getArguments().get("file"));
    context.setFilter(
        new Context.RecordFilter() {
          @Override
          public boolean acceptType(RecordType type) {
            return type == RecordType.EVENT;
          }

          @Override
          public boolean acceptValue(ValueType type) {
            return WANTED.contains(type);
          }
        });
  }

  @Override
  public void open(Controller opened) {
    controller = opened;
    try {
      Files.createDirectories(file.getParent());
      lines =
          Files.newBufferedWriter(
              file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      // A line that a killed engine left half written ends here; its record comes again.
      lines.write('\n');
      lines.flush();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Override
  public void export(Record<?> record) {
    try {
      lines.write(record.toJson());
      lines.write('\n');
      lines.flush();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    controller.updateLastExportedRecordPosition(record.getPosition());
  }

  @Override
  public void close() {
    try {
      if (lines != null) {
        lines.close();
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
