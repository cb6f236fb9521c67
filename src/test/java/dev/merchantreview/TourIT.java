package dev.merchantreview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tour of the documents, from its own text: its commands run in a shell, its reviews are done
 * as Tasklist passes them on, and what it says is answered is answered.
 */
@SharesPlatform
class TourIT {

  private static final Pattern APPROVAL =
      Pattern.compile("[Aa]pprove it in Tasklist as `(\\w+)`", Pattern.DOTALL);
  private static final Pattern KEPT = Pattern.compile("(?m)^([A-Z]+)=");
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^(\\w+)\\(\\) \\{(.*?); }", Pattern.DOTALL);
  private static final Pattern WRITES = Pattern.compile(" -d | -X | -F ");

  private final TestPlatform platform = TestPlatform.get();
  private final ApiClient auditor = platform.api("auditor");
  private final MerchantSystem system =
      new MerchantSystem(platform.api("merchant"), platform.sandbox());
  private final Set<String> kept = new LinkedHashSet<>();
  private final Set<String> writing = new LinkedHashSet<>();

  @Test
  void worksAsWritten(@TempDir Path folder) throws IOException {
    Files.createSymbolicLink(folder.resolve("docs"), Path.of("docs").toAbsolutePath());
    List<Tour.Part> parts = Tour.read(Path.of("docs/tour.md"));
    try (Shell shell = new Shell(folder)) {
      for (int i = 0; i < parts.size(); i++) {
        switch (parts.get(i)) {
          case Tour.Prose prose -> approve(prose.text(), shell);
          case Tour.Commands commands -> {
            Tour.Answer answer =
                i + 2 < parts.size()
                        && parts.get(i + 1) instanceof Tour.Prose(String between)
                        && between.isBlank()
                        && parts.get(i + 2) instanceof Tour.Answer next
                    ? next
                    : new Tour.Answer(List.of());
            run(commands.text(), answer, shell);
          }
          case Tour.Answer answer -> {
            boolean ofACommand =
                i >= 2
                    && parts.get(i - 1) instanceof Tour.Prose(String between)
                    && between.isBlank();
            if (!ofACommand) {
              run("curl -s -u merchant:merchant $API/store-applications/$ID", answer, shell);
            }
          }
        }
      }
      assertThat(auditor.get("/api/v1/deposit-refunds/" + shell.variable("RF")).state())
          .isEqualTo("PAID");
      assertThat(folder.resolve("statement.pdf")).isNotEmptyFile();
    }
  }

  private void run(String commands, Tour.Answer promised, Shell shell) throws IOException {
    awaitTurn(commands, shell);
    Matcher functions = FUNCTION.matcher(commands);
    while (functions.find()) {
      if (WRITES.matcher(functions.group(2)).find()) {
        writing.add(functions.group(1));
      }
    }
    Matcher names = KEPT.matcher(commands);
    while (names.find()) {
      kept.add(names.group(1));
    }
    String local = platform.local(commands);
    if (reads(commands)) {
      List<String> last = new ArrayList<>(List.of(""));
      try {
        TestPlatform.await(
            "what the tour promises of " + commands,
            () -> {
              last.set(0, shell.run(local));
              return Tour.isKept(promised.documents(), Tour.documents(last.getFirst()));
            });
      } catch (RuntimeException late) {
        throw new AssertionError(commands + "\nanswered\n" + last.getFirst(), late);
      }
    } else {
      String answered = shell.run(local);
      assertThat(Tour.isKept(promised.documents(), Tour.documents(answered)))
          .as("%s%nanswered%n%s%npromised%n%s", commands, answered, promised.documents())
          .isTrue();
    }
  }

  private boolean reads(String commands) {
    return !WRITES.matcher(commands).find()
        && writing.stream()
            .noneMatch(name -> Pattern.compile("\\b" + name + " ").matcher(commands).find());
  }

  /**
   * A reader takes as long over a step as the platform needs for the one before; a test does not.
   */
  private void awaitTurn(String commands, Shell shell) {
    String id = kept.contains("ID") ? shell.variable("ID") : "";
    if (commands.contains("/account-verification")) {
      system.awaitAnswerPossible(id);
    } else if (commands.contains("/shop ")) {
      platform.awaitState(id, "SHOP_DATA_DUE");
    } else if (commands.contains("/contract-signing/signatures")) {
      TestPlatform.await(
          "a contract of " + id,
          () -> system.read(id).path("contract").path("contractId").isString());
    } else if (commands.contains("/payments")) {
      platform.awaitState(id, "DEPOSIT_DUE");
    } else if (commands.contains("/history")) {
      platform.awaitState(id, "ACTIVE");
    }
  }

  /** Whatever of the reader's is to be reviewed. */
  private void approve(String prose, Shell shell) {
    Matcher asked = APPROVAL.matcher(prose.replaceAll("\\s+", " "));
    while (asked.find()) {
      TasklistClient tasklist = platform.tasklist(asked.group(1));
      List<String> cases =
          kept.stream()
              .filter(Set.of("ID", "FL", "ST", "RF")::contains)
              .map(shell::variable)
              .toList();
      TestPlatform.await(
          "a task for one of " + cases,
          () -> cases.stream().anyMatch(one -> tasklist.openTask(one).isPresent()));
      String reviewed =
          cases.stream()
              .filter(one -> tasklist.openTask(one).isPresent())
              .findFirst()
              .orElseThrow();
      String before = state(reviewed);
      tasklist.complete(tasklist.openTask(reviewed).orElseThrow(), Map.of("verdict", "APPROVED"));
      TestPlatform.await("the verdict on " + reviewed, () -> !state(reviewed).equals(before));
    }
  }

  private String state(String id) {
    String calls =
        switch (id.substring(0, 2)) {
          case "sa" -> "store-applications";
          case "fl" -> "filings";
          case "st" -> "stores";
          default -> "deposit-refunds";
        };
    return auditor.get("/api/v1/" + calls + "/" + id).state();
  }

  /** One shell for the whole tour, as its reader has. */
  private static final class Shell implements AutoCloseable {

    private static final String END = "end of the step";

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    Shell(Path folder) throws IOException {
      process =
          new ProcessBuilder("bash").directory(folder.toFile()).redirectErrorStream(true).start();
      in = process.outputWriter(StandardCharsets.UTF_8);
      out = process.inputReader(StandardCharsets.UTF_8);
    }

    String run(String commands) {
      try {
        in.write(commands + "\nprintf '\\n" + END + "\\n'\n");
        in.flush();
        StringBuilder answered = new StringBuilder();
        for (String line = out.readLine(); !END.equals(line); line = out.readLine()) {
          if (line == null) {
            throw new IllegalStateException("the shell ended: " + answered);
          }
          answered.append(line).append('\n');
        }
        return answered.toString();
      } catch (IOException cause) {
        throw new java.io.UncheckedIOException(cause);
      }
    }

    String variable(String name) {
      return run("printf %s \"$" + name + "\"").strip();
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
