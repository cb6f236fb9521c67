package dev.merchantreview.engine;

import dev.merchantreview.local.Questions.Question;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** What the outbox asks of the database for each batch, and for each case. */
public final class OutboxQuestions {

  /** A batch of an engine that has time. */
  private static final int BATCH = 25;

  private OutboxQuestions() {}

  public static List<Question> all(ApplicationContext service) {
    OutboxSender sender = service.getBean(OutboxSender.class);
    EngineOutbox outbox = service.getBean(EngineOutbox.class);
    CaseId some = new CaseId("sa_0000000000000064");
    return List.of(
        new Question("outbox: next batch", () -> sender.claim(BATCH).size()),
        new Question("outbox: messages that need a person", () -> outbox.stuck().size()),
        new Question("outbox: is a case's message pending", () -> outbox.isPending(some) ? 1 : 0));
  }
}
