package io.handoff.deploy.play;

import io.handoff.avro.Decision;
import io.handoff.avro.DecisionDetail;
import io.handoff.deploy.play.ConversationTimeline.Entry;
import io.handoff.deploy.play.ConversationTimeline.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts what the decision log says into words. */
public final class RuleWords {
  private RuleWords() {}

  /** How the subject of a decision about rules begins. */
  public static final String RULES = "rules/";

  /** An entry of the log; under it the rules that did not fire. */
  static void decision(TopicReader.Read read, Decision decision, ConversationTimeline timeline) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("subject", decision.getSubject());
    fields.put("outcome", Narrator.words(decision.getOutcome()));
    fields.put("code", decision.getCode());
    fields.put("details", decision.getDetails().stream().map(RuleWords::fields).toList());
    timeline.add(
        new Entry(
            decision.getOccurredAt(),
            read.appendedAt(),
            Kind.DECISION,
            decision.getService().replace("-service", ""),
            Narrator.words(decision.getOutcome())
                + " "
                + decision.getSubject()
                + " ("
                + decision.getCode()
                + "): "
                + decision.getMessage(),
            fields,
            decision.getSubject().startsWith(RULES)
                ? decision.getDetails().stream()
                    .filter(detail -> !detail.getMet())
                    .map(RuleWords::words)
                    .toList()
                : List.of(),
            isMinor(decision)));
  }

  /** That nothing fired, or a trigger again. A script that failed is no minor thing. */
  private static boolean isMinor(Decision decision) {
    return switch (decision.getCode()) {
      case "handoff-open" -> true;
      case "rules-not-fired" -> decision.getDetails().stream().noneMatch(RuleWords::failed);
      default -> false;
    };
  }

  private static boolean failed(DecisionDetail detail) {
    return detail.getName().endsWith(": script") && "a result".equals(detail.getExpected());
  }

  /** Whether a rule fired, and if not, its first condition that was false with what was there. */
  public static String words(DecisionDetail detail) {
    if (detail.getMet()) {
      return "fired: " + detail.getName();
    }
    int colon = detail.getName().indexOf(": ");
    String rule = colon < 0 ? detail.getName() : detail.getName().substring(0, colon);
    String field = colon < 0 ? "condition" : detail.getName().substring(colon + 2);
    if (field.equals("script") && "a result".equals(detail.getExpected())) {
      return "did not fire: %s, because its script failed: %s".formatted(rule, detail.getActual());
    }
    return "did not fire: %s, because of %s: wanted \"%s\", there was \"%s\""
        .formatted(
            rule,
            field,
            Objects.requireNonNullElse(detail.getExpected(), "anything"),
            Objects.requireNonNullElse(detail.getActual(), "nothing"));
  }

  /** The same for programs. */
  public static Map<String, Object> fields(DecisionDetail detail) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", detail.getName());
    fields.put("held", detail.getMet());
    fields.put("expected", detail.getExpected());
    fields.put("actual", detail.getActual());
    return fields;
  }
}
