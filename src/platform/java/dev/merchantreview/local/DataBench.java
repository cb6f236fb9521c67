package dev.merchantreview.local;

import dev.merchantreview.MerchantReviewApplication;
import dev.merchantreview.caseindex.CountedFigures;
import dev.merchantreview.engine.OutboxQuestions;
import dev.merchantreview.local.Questions.Question;
import dev.merchantreview.reconciliation.SweepQuestions;
import dev.merchantreview.streamer.JudgeQuestions;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/**
 * Measures what the database does for everything that is asked of the service, with few cases and
 * with many: the service asks through its own classes, and the statements it was seen to make are
 * then measured by the database itself, without the way there. A service and a database of its own,
 * without an engine, on fresh data and on loopback only.
 */
public final class DataBench {

  private static final int FEW = 10_000;
  private static final int MANY = 1_000_000;

  /** How much longer it may take with more data, from how many milliseconds on (ours). */
  private static final double GROWTH = 1.3;

  private static final double NOTICED = 0.06;

  /** What does not begin by itself while it is measured. */
  private static final List<String> RESTING =
      List.of(
          "--merchant-review.case-index.first-look=1d",
          "--merchant-review.case-index.figures-summed=1d",
          "--merchant-review.scores.look=1d",
          "--merchant-review.programmes.look=1d",
          "--merchant-review.provider-duties.first-look=1d",
          "--merchant-review.yearly-fees.first-look=1d",
          "--merchant-review.pk.watch-interval=1d",
          "--merchant-review.reconciliation.interval=1d",
          "--merchant-review.payouts.reconciliation.interval=1d",
          "--spring.main.banner-mode=off",
          "--logging.level.root=ERROR");

  private final Settings settings;
  private final LocalPlatform platform;
  private final int many;

  private DataBench(Settings settings, int many) {
    this.settings = settings;
    this.platform =
        new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));
    this.many = many;
  }

  /** What a question costs, and how much its answer has in it. */
  private record Cost(int answered, MeasuredStatements.Measured measured) {}

  /**
   * @param args how many cases there are at the end; a million when nothing is said
   */
  public static void main(String[] args) {
    DataBench bench =
        new DataBench(
            BenchPlatform.settings(), args.length == 0 ? MANY : Integer.parseInt(args[0]));
    BenchPlatform.claim(bench.platform);
    System.exit(bench.run() ? 0 : 1);
  }

  private boolean run() {
    Map<String, Cost> few = with(FEW);
    Map<String, Cost> most = with(many);
    Launcher.wipe(settings.home());
    System.out.printf(
        Locale.ROOT,
        "%n%-78s %9s %9s %7s  %13s %10s %15s%n",
        "milliseconds in the database, median",
        String.format(Locale.ROOT, "%,d", FEW),
        String.format(Locale.ROOT, "%,d", many),
        "growth",
        "answered",
        "statements",
        "blocks");
    int grown = 0;
    for (Map.Entry<String, Cost> one : most.entrySet()) {
      Cost before = few.get(one.getKey());
      if (before != null) {
        grown += print(one.getKey(), before, one.getValue()) ? 1 : 0;
      }
    }
    Set<String> once = new TreeSet<>(few.keySet());
    once.removeAll(most.keySet());
    System.out.printf(
        Locale.ROOT,
        "%n%d of %d take more than %.1f times as long, and their answers are as before%s%n",
        grown,
        most.size(),
        GROWTH,
        once.isEmpty() ? "" : "; not asked with many: " + once);
    return grown == 0;
  }

  /**
   * @return whether it grows with what it does not tell of
   */
  private static boolean print(String name, Cost before, Cost after) {
    double growth = after.measured().millis() / Math.max(before.measured().millis(), 0.001);
    boolean grows =
        growth > GROWTH
            && after.measured().millis() > NOTICED
            && after.answered() <= before.answered();
    System.out.printf(
        Locale.ROOT,
        "%-78s %9.3f %9.3f %7.2f%s %6d/%-6d %4d/%-5d %7d/%-7d %s%n",
        name.length() > 78 ? name.substring(0, 78) : name,
        before.measured().millis(),
        after.measured().millis(),
        growth,
        grows ? "✗" : " ",
        before.answered(),
        after.answered(),
        before.measured().statements(),
        after.measured().statements(),
        before.measured().blocks(),
        after.measured().blocks(),
        grows ? after.measured().wholeTables() : "");
    return grows;
  }

  private Map<String, Cost> with(int cases) {
    Launcher.wipe(settings.home());
    Launcher.checkPorts(settings.ports());
    platform.startPostgres();
    platform.startSandbox(Duration.ZERO);
    platform.awaitSandbox();
    RecordedStatements recorded = new RecordedStatements();
    List<String> arguments =
        new ArrayList<>(settings.serviceArguments(settings.grpc(), Settings.DATABASE));
    arguments.addAll(RESTING);
    try (ConfigurableApplicationContext service =
        new SpringApplicationBuilder(MerchantReviewApplication.class)
            .initializers(context -> context.getBeanFactory().addBeanPostProcessor(recorded))
            .run(arguments.toArray(String[]::new))) {
      long began = System.nanoTime();
      try (Connection superuser = connect("postgres")) {
        StoredCases.index(superuser, 1, cases);
        StoredCases.tables(superuser, 0, cases);
        superuser.createStatement().execute("vacuum analyze");
      }
      CountedFigures.count(service);
      System.out.printf(
          Locale.ROOT, "%,d cases, made in %.0f s%n", cases, (System.nanoTime() - began) / 1e9);
      if (cases == many) {
        printSizes();
      }
      return measure(recorded, questions(service));
    } catch (SQLException cause) {
      throw new IllegalStateException(cause);
    } finally {
      platform.processes().stopOurs(name -> {});
    }
  }

  /** What cases take on the disk, by table, indexes with it. */
  private void printSizes() throws SQLException {
    try (Connection superuser = connect("postgres");
        ResultSet tables =
            superuser
                .createStatement()
                .executeQuery(
                    """
                    select relname, pg_total_relation_size(oid) as bytes, reltuples
                      from pg_class
                     where relkind = 'r' and relnamespace = current_schema()::regnamespace and reltuples > 100
                     order by bytes desc
                    """)) {
      System.out.printf(
          Locale.ROOT,
          "%n%-32s %12s %12s %12s%n",
          "on the disk, with indexes",
          "bytes a case",
          "rows a case",
          "bytes a row");
      while (tables.next()) {
        double bytes = tables.getDouble("bytes");
        double rows = tables.getDouble("reltuples");
        System.out.printf(
            Locale.ROOT,
            "%-32s %,12.0f %12.2f %,12.0f%n",
            tables.getString("relname"),
            bytes / many,
            rows / many,
            bytes / rows);
      }
      System.out.println();
    }
  }

  private List<Question> questions(ConfigurableApplicationContext service) {
    List<Question> questions =
        new ArrayList<>(
            new Questions(
                    settings.serviceUrl(),
                    service.getBean(MeterRegistry.class),
                    service.getBeansOfType(ScheduledTaskHolder.class).values())
                .all());
    questions.addAll(OutboxQuestions.all(service));
    questions.addAll(JudgeQuestions.all(service));
    questions.addAll(SweepQuestions.all(service));
    return questions;
  }

  private Map<String, Cost> measure(RecordedStatements recorded, List<Question> questions)
      throws SQLException {
    Map<String, Cost> costs = new LinkedHashMap<>();
    try (Connection connection = connect(Settings.SERVICE_USER)) {
      MeasuredStatements measured = new MeasuredStatements(connection);
      for (Question question : questions) {
        // What is done the first time only, and what is remembered, is nobody's wait afterwards.
        question.answer().getAsInt();
        int[] answered = new int[1];
        List<RecordedStatements.Executed> statements =
            recorded.during(() -> answered[0] = question.answer().getAsInt());
        costs.put(question.name(), new Cost(answered[0], measured.of(statements)));
      }
    }
    return costs;
  }

  private Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(settings.jdbcUrl(Settings.DATABASE), user, user);
  }
}
