package dev.merchantreview.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the engine answered of its decision tables. A table under a key never changes, so the same
 * question has the same answer, by the same rows; most cases ask the few questions that many asked
 * before. Tables that look at the clock are asked each time.
 */
@Component
class KnownAnswers {

  /** What FEEL has that is not the same the next time. */
  private static final Pattern CHANGING = Pattern.compile("\\b(now|today|random)\\s*\\(");

  private final Cache<Question, EvaluateDecisionResponse> answers;
  private final Map<String, Boolean> changing = new ConcurrentHashMap<>();
  private final JsonMapper json;

  @Autowired
  KnownAnswers(EngineProperties properties, JsonMapper json) {
    this(properties.answersRemembered(), json);
  }

  KnownAnswers(int remembered, JsonMapper json) {
    // What is too many goes at once: with none remembered, none is found.
    this.answers = Caffeine.newBuilder().maximumSize(remembered).executor(Runnable::run).build();
    this.json = json;
  }

  /**
   * A question.
   *
   * @param input as JSON: whoever asks may go on with its own
   */
  record Question(String decisionId, long key, String input) {}

  /**
   * @param file the table's, read once
   * @return null where it has to be asked each time
   */
  @Nullable Question question(
      String decisionId, long key, Map<String, Object> input, Supplier<String> file) {
    boolean changes =
        changing.computeIfAbsent(decisionId, one -> CHANGING.matcher(file.get()).find());
    return changes ? null : new Question(decisionId, key, json.writeValueAsString(input));
  }

  @Nullable EvaluateDecisionResponse find(Question question) {
    return answers.getIfPresent(question);
  }

  void keep(Question question, EvaluateDecisionResponse answer) {
    answers.put(question, answer);
  }

  /** Keys of another engine may mean something else. */
  void forget() {
    answers.invalidateAll();
  }
}
