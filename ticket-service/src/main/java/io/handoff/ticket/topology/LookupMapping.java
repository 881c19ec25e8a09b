package io.handoff.ticket.topology;

import io.handoff.avro.LookupCall;
import io.handoff.avro.LookupField;
import io.handoff.avro.LookupFieldType;
import io.handoff.avro.LookupOutcome;
import io.handoff.avro.LookupRequest;
import io.handoff.avro.LookupResult;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.rules.LookupFact;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Questions to outside systems and their answers, from Avro and to it. */
final class LookupMapping {
  private LookupMapping() {}

  static LookupFact read(LookupResult result) {
    Map<String, String> fields = new TreeMap<>();
    result
        .getFields()
        .forEach(
            (name, value) -> {
              if (value != null) {
                fields.put(name, value.toString());
              }
            });
    return new LookupFact(
        result.getLookupId(),
        result.getLookup(),
        outcome(result.getOutcome()),
        result.getDetail(),
        fields);
  }

  private static LookupFact.Outcome outcome(LookupOutcome outcome) {
    return switch (outcome) {
      case FOUND -> LookupFact.Outcome.FOUND;
      case NOT_FOUND -> LookupFact.Outcome.NOT_FOUND;
      case TIMED_OUT -> LookupFact.Outcome.TIMED_OUT;
      case FAILED, REFUSED, UNKNOWN -> LookupFact.Outcome.FAILED;
    };
  }

  static LookupRequest write(Effect.LookupAsked asked, InputRecord input) {
    return LookupRequest.newBuilder()
        .setLookupId(asked.lookupId())
        .setAccountId(input.origin().accountId())
        .setConversationId(input.origin().conversationId())
        .setTicketId(asked.ticketId())
        .setOccurredAt(input.origin().at())
        .setCause(input.asCause())
        .setSettingsVersion(input.settingsVersion())
        .setLookup(asked.lookup().id())
        .setParameters(asked.parameters())
        .setDeadline(input.origin().at().plus(asked.lookup().timeout()))
        .setCall(call(asked))
        .setProblem(asked.problem().isEmpty() ? null : asked.problem())
        .setTest(input.test())
        .build();
  }

  private static @Nullable LookupCall call(Effect.LookupAsked asked) {
    return asked.url().isEmpty()
        ? null
        : LookupCall.newBuilder()
            .setUrl(asked.url())
            .setHeaders(asked.lookup().headers())
            .setTimeoutMs(asked.lookup().timeout().toMillis())
            .setCacheMs(asked.lookup().cache().toMillis())
            .setFields(
                asked.lookup().fields().stream()
                    .map(
                        given ->
                            LookupField.newBuilder()
                                .setName(given.name())
                                .setType(Enums.to(LookupFieldType.class, given.type()))
                                .setAt(given.at())
                                .build())
                    .toList())
            .build();
  }

  /** The wait is over: the same as an answer, for whoever reads it next. */
  static LookupResult timedOut(LookupWait wait, String lookupId, java.time.Instant now) {
    return LookupResult.newBuilder()
        .setLookupId(lookupId)
        .setAccountId(wait.accountId())
        .setConversationId(wait.conversationId())
        .setTicketId(wait.ticketId())
        .setOccurredAt(now)
        .setCause(new io.handoff.avro.Cause(lookupId, wait.depth() + 1))
        .setSettingsVersion(wait.settingsVersion())
        .setLookup(wait.lookup())
        .setOutcome(LookupOutcome.TIMED_OUT)
        .setDetail("no answer in time")
        .setAttempts(0)
        .setTest(wait.test())
        .build();
  }
}
