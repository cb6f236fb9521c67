package dev.merchantreview.streamer;

import dev.merchantreview.local.Questions.Question;
import dev.merchantreview.shared.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Whom the judge of streamers looks for every few seconds, when all have been judged. */
public final class JudgeQuestions {

  private static final StreamerRules.Version RULES = new StreamerRules.Version("bench", 1);
  private static final int PORTION = 50;

  private JudgeQuestions() {}

  public static List<Question> all(ApplicationContext service) {
    Standings standings = service.getBean(Standings.class);
    return List.of(
        new Question(
            "streamers to judge, in between",
            () ->
                standings
                    .unjudged(
                        Platform.KUAISHOU,
                        RULES,
                        Instant.now().minus(Duration.ofMinutes(6)),
                        "",
                        PORTION)
                    .size()),
        new Question(
            "streamers to judge, once a minute",
            () -> standings.unjudged(Platform.KUAISHOU, RULES, null, "", PORTION).size()));
  }
}
