package dev.merchantreview.local;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures how long the service takes to check N members of a programme, of whom one in a hundred
 * fails, and how many permits a second its gate answers, beside an answer that asks nothing.
 */
public final class ProgrammeBench {

  private static final int MEMBERS = 100_000;
  private static final int CLIENTS = 4;
  private static final Duration ASKING = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** Seconds a hundred thousand members may take (ours). */
  private static final double LIMIT = 180;

  private final BenchService bench = new BenchService();
  private final ApiClient admin = bench.admin();
  private final int members;
  private final AtomicInteger asked = new AtomicInteger();

  private ProgrammeBench(int members) {
    this.members = members;
  }

  /**
   * @param args how many members there are; a hundred thousand when nothing is said
   */
  public static void main(String[] args) {
    new ProgrammeBench(args.length == 0 ? MEMBERS : Integer.parseInt(args[0])).run();
  }

  private void run() {
    bench.begin();
    ProcessHandle service = start("1h");
    fill();
    BenchService.stop(service);
    service = start("1s");
    Http.await("the check begun", PATIENCE, () -> due() < members);
    int before = due();
    long began = System.nanoTime();
    Http.await("every member checked", PATIENCE, () -> due() == 0);
    double took = (System.nanoTime() - began) / 1e9;
    print("members checked a second", before / took);
    double all = members * took / Math.max(1, before);
    print("all of them, s", all);
    print(
        "of them warned",
        bench.number("select count(*) from programme_membership where state = 'WARNED'"));
    BenchService.stop(service);
    service = start("1h");
    Load.Result permits = Load.run(CLIENTS, ASKING, this::permit);
    Load.Result constant = Load.run(CLIENTS, ASKING, this::ping);
    print("permits a second", permits.perSecond());
    print("  p99, ms", permits.percentile(99));
    print("constant answers a second", constant.perSecond());
    System.out.printf(
        Locale.ROOT,
        "permits to constant answers %.2f%n",
        permits.perSecond() / constant.perSecond());
    BenchService.stop(service);
    bench.end();
    if (all > LIMIT * Math.max(members, MEMBERS) / MEMBERS
        || permits.refused() + constant.refused() > 0) {
      System.err.println("too slow, or calls were refused");
      System.exit(1);
    }
  }

  private ProcessHandle start(String look) {
    return bench.start(
        "--merchant-review.programmes.from=00:00",
        "--merchant-review.programmes.look=" + look,
        "--merchant-review.scores.look=1h");
  }

  private boolean permit() {
    return admin
            .get(
                "/api/v1/permits?programme=douyin-alliance&subject="
                    + String.format(Locale.ROOT, "st_%016d", 1 + asked.incrementAndGet() % members))
            .status()
        == 200;
  }

  private boolean ping() {
    return admin.get("/api/v1/ping").status() == 200;
  }

  private int due() {
    return (int)
        bench.number(
            "select count(*) from programme_membership"
                + " where check_on <= (now() at time zone 'Asia/Shanghai')::date");
  }

  /** Whole members of the alliance; one in a hundred has sold nothing for a month. */
  private void fill() {
    bench.fill(members(members), "figure", "store", "programme_membership");
  }

  /** The same of any number, as statements. */
  static String members(int members) {
    return """
        insert into store (id, application_id, platform, merchant_id, state, created_at, updated_at, review, data)
        select 'st_' || lpad(n::text, 16, '0'), 'sa_' || lpad(n::text, 16, '0'), 'DOUYIN', 'm-1' || n, 'OPEN', now(),
               now(), jsonb_build_object('number', 0), jsonb_build_object('opening', jsonb_build_object('name', 'x'))
          from generate_series(1, %1$d) as n;
        insert into figure (subject_kind, subject_id, name, window_days, as_of, source, value, report_id)
        select 'STORE', 'st_' || lpad(n::text, 16, '0'), i.name, i.window_days,
               (now() at time zone 'Asia/Shanghai')::date, 'bench',
               case when i.name = 'sales' and n %% 100 = 0 then 0 else i.value end, 0
          from generate_series(1, %1$d) as n
         cross join (values ('sales', 30, 12), ('evasion-penalties', 365, 0), ('related-grave-violations', 365, 0),
               ('store-rating', 0, 4.8), ('praise-rate', 60, 0.95), ('valid-reviews', 60, 300)) as i(name, window_days, value);
        insert into programme_membership (id, state, programme, subject_id, merchant_id, in_process, check_on,
               last_task_key, created_at, updated_at, version, review, data)
        select 'pm_' || lpad(n::text, 16, '0'), 'ACTIVE', 'douyin-alliance', 'st_' || lpad(n::text, 16, '0'), 'm-1' || n,
               false, (now() at time zone 'Asia/Shanghai')::date, 0, now(), now(), 1,
               jsonb_build_object('number', 1, 'submittedAt', now(), 'submittedBy', 'bench', 'problems', '[]'::jsonb,
                   'checks', '[]'::jsonb, 'daysUsed', 0),
               jsonb_build_object('application', jsonb_build_object('programme', 'douyin-alliance', 'platform', 'DOUYIN',
                       'subject', jsonb_build_object('kind', 'STORE', 'id', 'st_' || lpad(n::text, 16, '0')),
                       'merchantId', 'm-1' || n, 'appliedBy', 'bench'),
                   'agreement', '2024-01', 'onTrial', false, 'failures', 0, 'warnedSinceGood', false, 'unmet', '[]'::jsonb,
                   'checkOn', (now() at time zone 'Asia/Shanghai')::date)
          from generate_series(1, %1$d) as n;
        """
        .formatted(members);
  }

  private void print(String what, double value) {
    System.out.printf(Locale.ROOT, "%,d members: %-30s %,12.1f%n", members, what, value);
  }
}
