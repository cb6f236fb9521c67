package dev.merchantreview.notice;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.ConfigurationDirectory;
import dev.merchantreview.shared.FieldError;
import jakarta.validation.constraints.Min;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The notices and editions of {@code config/notices}, put on record when the service starts: {@code
 * <notice>.yaml}, and {@code <table>@<edition>.dmn} for each edition they bring. What cannot be
 * used stops the start, with its file and line and everything wrong there. What only came too late,
 * or only a call is in the way of, changes nothing and is told.
 */
@Component
class NoticeFiles implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeFiles.class);
  private static final String FOLDER = "notices";
  private static final String YAML = ".yaml";
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{2,63}");
  private static final Pattern EDITION =
      Pattern.compile("(?<table>.+)@(?<edition>[0-9]{1,4})\\.dmn");

  /** Before the deployment, the outbox and the workers. */
  static final int PHASE = -20;

  private final ConfigurationDirectory directory;
  private final RuleNotices notices;
  private final NoticeFolder folder;
  private final NoticeRules rules;
  private final Editions editions;
  private final EditionCheck check;
  private final MessageSource messages;
  private final JsonMapper json;
  // Editions of the folder whose numbers were given to others by calls.
  private final Set<RuleNoticeContent.TouchedTable> otherwise = new HashSet<>();
  private volatile boolean running;

  NoticeFiles(
      ConfigurationDirectory directory,
      RuleNotices notices,
      NoticeFolder folder,
      NoticeRules rules,
      Editions editions,
      EditionCheck check,
      MessageSource messages,
      JsonMapper json) {
    this.directory = directory;
    this.notices = notices;
    this.folder = folder;
    this.rules = rules;
    this.editions = editions;
    this.check = check;
    this.messages = messages;
    this.json = json;
  }

  /**
   * What only a file says.
   *
   * @param withdrawn whether the notice was taken back before its first day; the file stays
   * @param revision counts what the file said so far; 1 where it says nothing of it
   */
  record FileFacts(@Nullable Boolean withdrawn, @Nullable @Min(1) Integer revision) {

    static final FileFacts NONE = new FileFacts(null, null);

    boolean takesBack() {
      return Boolean.TRUE.equals(withdrawn);
    }

    int number() {
      return revision == null ? 1 : revision;
    }
  }

  @Override
  public void start() {
    List<ConfigurationDirectory.ReadFile> files =
        directory.readPlaces(
            FOLDER, "*" + YAML, Map.of(RuleNoticeContent.class, "", FileFacts.class, ""));
    folder.found(files.stream().map(NoticeFiles::id).collect(Collectors.toSet()));
    otherwise.clear();
    directory.readTexts(FOLDER, "*.dmn").forEach(this::loadEdition);
    // What ends, ends before another begins, whatever the files are called.
    files.stream().sorted(Comparator.comparing(this::isNew)).forEach(this::loadNotice);
    notices
        .withoutFile()
        .forEach(
            notice ->
                LOG.warn(
                    "Notice {} came by a file that is not in config/notices any more. It counts from {} to {} all the"
                        + " same: put its file back, or end it, or take it back before its first day, by a call",
                    notice.id(),
                    notice.content().effectiveFrom(),
                    notice.content().endsOn() == null ? "…" : notice.content().endsOn()));
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private void loadEdition(String file, String content) {
    Matcher name = EDITION.matcher(file);
    if (!name.matches() || Integer.parseInt(name.group("edition")) < 2) {
      throw unusable(
          file, "name it <table>@<edition>.dmn, with a number from 2 on: 1 is the release's");
    }
    String table = name.group("table");
    int edition = Integer.parseInt(name.group("edition"));
    // It was judged when it was loaded; whether it suits this release is told of all alike.
    if (!editions.has(table, edition, content)) {
      List<FieldError> errors = check.check(table, content, "");
      if (!errors.isEmpty()) {
        throw unusable(
            file,
            said(errors, error -> line(content, error))
                + ". Copy bpmn/rules/%s.dmn, change its rows alone, and hold both against each other"
                    .formatted(table));
      }
    }
    if (editions.load(table, edition, content, ActorRef.SYSTEM) == Editions.Loading.OTHER) {
      String why =
          "edition %d of %s was loaded with another content and never changes: give this one another number"
              .formatted(edition, table);
      if (isByCall(table, edition)) {
        otherwise.add(new RuleNoticeContent.TouchedTable(table, edition));
        folder.untaken(file, why);
      } else {
        throw unusable(file, why);
      }
    }
  }

  /** What a call took, nobody could know who wrote the file. */
  private boolean isByCall(String table, int edition) {
    return editions
        .find(table, edition)
        .filter(one -> !one.loadedBy().startsWith(ActorRef.SYSTEM.kind() + ":"))
        .isPresent();
  }

  /** The line of a row that is named. */
  private static Optional<String> line(String dmn, FieldError error) {
    return error.arguments().size() < 2
        ? Optional.empty()
        : Optional.of(dmn.indexOf("\"" + error.arguments().get(1) + "\""))
            .filter(at -> at >= 0)
            .map(at -> "line " + (dmn.substring(0, at).lines().count()));
  }

  private boolean isNew(ConfigurationDirectory.ReadFile file) {
    return notices.find(id(file)).isEmpty();
  }

  private static String id(ConfigurationDirectory.ReadFile file) {
    return file.name().substring(0, file.name().length() - YAML.length());
  }

  private void loadNotice(ConfigurationDirectory.ReadFile file) {
    String id = id(file);
    if (!ID.matcher(id).matches()) {
      throw unusable(
          file.name(), "name it by the notice's id: small letters, digits and hyphens, 3 to 64");
    }
    RuleNoticeContent content =
        (RuleNoticeContent) Objects.requireNonNull(file.parts().get(RuleNoticeContent.class));
    FileFacts facts =
        file.parts().get(FileFacts.class) instanceof FileFacts said ? said : FileFacts.NONE;
    RuleNotice before = notices.find(id).orElse(null);
    // What a known revision names may be gone: it changes nothing, so it stops nothing.
    if (before == null || facts.number() > before.fileRevision()) {
      List<FieldError> errors =
          rules.check(json.valueToTree(content), before == null ? null : before.content());
      if (!errors.isEmpty()) {
        throw unusable(file.name(), said(errors, error -> place(file, error)));
      }
      if (content.tables().stream().anyMatch(otherwise::contains)) {
        folder.untaken(file.name(), "it brings an edition that a call loaded with another content");
        return;
      }
    }
    switch (notices.file(id, content, facts.number(), facts.takesBack())) {
      case RuleNotices.Filed.Newest(RuleNotices.Outcome outcome) -> require(outcome, file);
      case RuleNotices.Filed.Late(List<FieldError> errors) ->
          folder.untaken(file.name(), said(errors, error -> place(file, error)));
      case RuleNotices.Filed.Older(RuleNotice known) ->
          LOG.warn(
              "config/notices: {} changes nothing: its revision {} is not newer than what {} said of the notice at {}."
                  + " If it is to count, give it revision: {}",
              file.name(),
              facts.number(),
              known.changedBy(),
              known.changedAt(),
              known.fileRevision() + 1);
      case RuleNotices.Filed.Unrevised(RuleNotice known) ->
          throw unusable(
              file.name(),
              "it says something else than revision %d that is on record: write revision: %d, or put that file back"
                  .formatted(known.fileRevision(), known.fileRevision() + 1));
    }
  }

  private void require(RuleNotices.Outcome outcome, ConfigurationDirectory.ReadFile file) {
    switch (outcome) {
      case RuleNotices.Outcome.Wrong wrong ->
          throw unusable(file.name(), said(wrong.errors(), error -> place(file, error)));
      case RuleNotices.Outcome.Refused(RuleNotice notice, RuleNotices.Reason reason)
          when reason == RuleNotices.Reason.NOTICE_IN_FORCE ->
          // It came of age between writing the file and reading it.
          folder.untaken(
              file.name(),
              "it counts since %s and cannot be withdrawn any more: give it ends-on instead"
                  .formatted(notice.content().effectiveFrom()));
      case RuleNotices.Outcome.Refused(RuleNotice notice, RuleNotices.Reason reason) -> {
        String why = "it was withdrawn: publish another under another name, or say withdrawn: true";
        if (notice.origin() != RuleNotice.Origin.API) {
          throw unusable(file.name(), why);
        }
        folder.untaken(file.name(), why);
      }
      default -> {
        // On record, or never was and is withdrawn.
      }
    }
  }

  /** The line of a value, or of what it stands in. */
  private static Optional<String> place(ConfigurationDirectory.ReadFile file, FieldError error) {
    String pointer = error.pointer();
    String key =
        pointer
            .substring(Math.min(1, pointer.length()))
            .replaceAll("/([0-9]+)", "[$1]")
            .replace('/', '.')
            .toLowerCase(Locale.ROOT);
    return file.places()
        .apply(key)
        .or(() -> file.places().apply(key + ".table"))
        .or(() -> file.places().apply(key + "[0]"));
  }

  private String said(List<FieldError> errors, Function<FieldError, Optional<String>> place) {
    return errors.stream()
        .map(
            error ->
                (error.pointer()
                        + " "
                        + messages.getMessage(
                            "error." + error.code(), error.arguments().toArray(), Locale.ENGLISH)
                        + place.apply(error).map(at -> " (" + at + ")").orElse(""))
                    .trim())
        .collect(Collectors.joining("; "));
  }

  private static IllegalStateException unusable(String file, String why) {
    return new IllegalStateException("config/notices: " + file + " cannot be used: " + why);
  }
}
