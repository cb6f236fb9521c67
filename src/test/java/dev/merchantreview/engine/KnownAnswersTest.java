package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.impl.CamundaObjectMapper;
import io.camunda.client.impl.response.EvaluateDecisionResponseImpl;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class KnownAnswersTest {

  private final KnownAnswers known = new KnownAnswers(10, JsonMapper.builder().build());

  private KnownAnswers.Question question(String table, long key, Map<String, Object> input) {
    return Objects.requireNonNull(known.question(table, key, input, () -> "<decision/>"));
  }

  private static EvaluateDecisionResponseImpl answer() {
    return new EvaluateDecisionResponseImpl(
        new CamundaObjectMapper(),
        GatewayOuterClass.EvaluateDecisionResponse.newBuilder().setDecisionOutput("1").build());
  }

  @Test
  void knowsAnAnswerOfTheSameTableUnderTheSameKeyToTheSameQuestion() {
    known.keep(question("deposit", 1, Map.of("platform", "DOUYIN")), answer());
    assertThat(known.find(question("deposit", 1, Map.of("platform", "DOUYIN")))).isNotNull();
    assertThat(known.find(question("deposit", 1, Map.of("platform", "KUAISHOU")))).isNull();
    assertThat(known.find(question("deposit", 2, Map.of("platform", "DOUYIN")))).isNull();
    assertThat(known.find(question("papers", 1, Map.of("platform", "DOUYIN")))).isNull();
  }

  @Test
  void forgetsAll() {
    known.keep(question("deposit", 1, Map.of()), answer());
    known.forget();
    assertThat(known.find(question("deposit", 1, Map.of()))).isNull();
  }

  /** Tomorrow they may answer otherwise. */
  @ParameterizedTest
  @ValueSource(strings = {"today() - since", "if now () > x then 1 else 2", "random() > 0.5"})
  void asksATableThatLooksAtTheClockEachTime(String expression) {
    assertThat(known.question("t", 1, Map.of(), () -> "<text>" + expression + "</text>")).isNull();
  }

  @Test
  void knowsNoneWhereNoneIsToBeRemembered() {
    KnownAnswers none = new KnownAnswers(0, JsonMapper.builder().build());
    KnownAnswers.Question asked = question("deposit", 1, Map.of());
    none.keep(asked, answer());
    assertThat(none.find(asked)).isNull();
  }
}
