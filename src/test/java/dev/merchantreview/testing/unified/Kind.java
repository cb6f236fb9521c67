package dev.merchantreview.testing.unified;

/** The kinds of things a cluster keeps, each of which comes into sight in its own time. */
public enum Kind {
  DEFINITION("processDefinitionKey"),
  INSTANCE("processInstanceKey"),
  ELEMENT("elementInstanceKey"),
  FLOW("sequenceFlowId"),
  USER_TASK("userTaskKey"),
  VARIABLE("variableKey"),
  INCIDENT("incidentKey"),
  DECISION("decisionEvaluationInstanceKey");

  private final String key;

  Kind(String key) {
    this.key = key;
  }

  /** The property that no two of the kind share; what is sorted by nothing is sorted by it. */
  String key() {
    return key;
  }
}
