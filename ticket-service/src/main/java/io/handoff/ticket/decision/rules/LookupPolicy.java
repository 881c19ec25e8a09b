package io.handoff.ticket.decision.rules;

import io.handoff.kit.Kebab;
import io.handoff.rules.Facts;
import io.handoff.rules.RuleEvent;
import io.handoff.rules.RuleFields;
import io.handoff.rules.RuleTrigger;
import io.handoff.rules.Value;
import io.handoff.settings.model.LookupConfig;
import io.handoff.ticket.decision.command.Limits;
import io.handoff.ticket.decision.context.DecisionContext;
import io.handoff.ticket.decision.conversation.AwaitedLookup;
import io.handoff.ticket.decision.effect.Effect;
import io.handoff.ticket.decision.ticket.Actor;
import io.handoff.ticket.decision.ticket.Ticket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Questions to outside systems (R10). A ticket is never blocked: what is asked is put down, and
 * everything else goes on. Rules on {@code lookup-answered} hear of the first of two: the answer,
 * or the end of the time that they wait. An answer after that still lands on the ticket, once.
 *
 * <p>What a lookup gave stands on the ticket as custom fields {@code LOOKUP.FIELD}; that it failed
 * as {@code LOOKUP.failed}.
 */
public final class LookupPolicy {
  private LookupPolicy() {}

  private static final String ANSWER = "lookup-answer";
  private static final String FAILED = "failed";

  /** Longest value that is put into an address. */
  private static final int PARAMETER = 200;

  /** Asks in the name of a rule. */
  static void ask(DecisionContext context, Ticket ticket, LookupConfig lookup, Facts facts) {
    Map<String, String> parameters = new TreeMap<>();
    Map<String, String> encoded = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (String name : lookup.placeholders()) {
      Value value = RuleFields.named(name).map(facts::get).orElse(Value.ABSENT);
      String text = value instanceof Value.Absent ? "" : value.shown();
      if (text.isBlank() || text.length() > PARAMETER || text.equals(".") || text.equals("..")) {
        missing.add(name);
      } else {
        parameters.put(name, text);
        encoded.put(name, URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
      }
    }
    String lookupId = context.actionId("lookup/" + lookup.id());
    context.conversation(
        context
            .conversation()
            .with(new AwaitedLookup(lookupId, ticket.ticketId(), lookup.id(), false)));
    context.add(
        new Effect.LookupAsked(
            lookupId,
            ticket.ticketId(),
            lookup,
            parameters,
            missing.isEmpty() ? lookup.address(encoded) : "",
            missing.isEmpty()
                ? ""
                : "not known, or no part of an address: " + String.join(", ", missing)));
  }

  /** An answer, or the end of the wait. */
  public static String decide(DecisionContext context, LookupFact fact) {
    if (!context.knowsConversation()) {
      return "lookup-unknown";
    }
    if (context.conversation().remembers(ANSWER, context.origin().id())) {
      return "duplicate";
    }
    context.remember(ANSWER);
    AwaitedLookup awaited = context.conversation().lookup(fact.lookupId());
    Ticket ticket = awaited == null ? null : context.ticket(awaited.ticketId());
    if (awaited == null || ticket == null) {
      return "lookup-over";
    }
    if (fact.outcome() == LookupFact.Outcome.TIMED_OUT) {
      if (awaited.gaveUp()) {
        return "lookup-over";
      }
      context.conversation(context.conversation().with(awaited.givenUp()));
      fail(context, ticket, fact, "no answer in time");
      goOn(context, ticket, fact);
      return "lookup-timed-out";
    }
    context.conversation(context.conversation().without(awaited));
    context.add(new Effect.LookupOver(fact.lookupId()));
    if (fact.outcome() == LookupFact.Outcome.FAILED) {
      if (!awaited.gaveUp()) {
        fail(context, ticket, fact, fact.detail() == null ? "no usable answer" : fact.detail());
        goOn(context, ticket, fact);
      }
      return "lookup-failed";
    }
    land(context, ticket, fact, awaited.gaveUp());
    if (!awaited.gaveUp()) {
      goOn(context, ticket, fact);
    }
    return awaited.gaveUp() ? "lookup-late" : "lookup-answered";
  }

  private static void fail(DecisionContext context, Ticket ticket, LookupFact fact, String why) {
    context.change(
        ticket,
        Actor.SYSTEM,
        "lookup " + fact.lookup() + " failed: " + why,
        draft -> {
          if (draft.customFields.size() < Limits.COUNT) {
            draft.customFields.put(fact.lookup() + "." + FAILED, "true");
          }
        });
  }

  private static void land(DecisionContext context, Ticket ticket, LookupFact fact, boolean late) {
    context.change(
        ticket,
        Actor.SYSTEM,
        "lookup " + fact.lookup() + (late ? " answered late" : " answered"),
        draft -> {
          String prefix = fact.lookup() + ".";
          draft.customFields.keySet().removeIf(name -> name.startsWith(prefix));
          new TreeMap<>(fact.fields())
              .forEach(
                  (name, value) -> {
                    if (draft.customFields.size() < Limits.COUNT) {
                      draft.customFields.put(prefix + name, value);
                    }
                  });
        });
  }

  /** Rules hear of it, and of nothing that follows. */
  private static void goOn(DecisionContext context, Ticket ticket, LookupFact fact) {
    if (!ticket.ended()) {
      context.happened(
          new RuleEvent(
              RuleTrigger.LOOKUP_ANSWERED, fact.lookup(), null, Kebab.of(fact.outcome())));
    }
  }

  /** What rules know of lookups: what stands on the ticket, in its declared type. */
  static void describe(Facts.Builder facts, Ticket ticket, Map<String, LookupConfig> lookups) {
    for (LookupConfig lookup : lookups.values()) {
      String prefix = lookup.id() + ".";
      for (LookupConfig.Given given : lookup.fields()) {
        String text = ticket.customFields().get(prefix + given.name());
        facts.set("lookup." + prefix + given.name(), value(given.type(), text));
      }
      facts.set(
          "lookup." + prefix + FAILED,
          Value.truth("true".equals(ticket.customFields().get(prefix + FAILED))));
    }
  }

  private static Value value(
      LookupConfig.Type type, @org.jspecify.annotations.Nullable String text) {
    Value plain = Value.text(text);
    return switch (type) {
      case TEXT -> plain;
      case NUMBER -> {
        java.math.BigDecimal number = text == null ? null : plain.asNumber();
        yield number == null ? plain : new Value.Number(number);
      }
      case BOOLEAN -> text == null ? plain : Value.truth(text.equals("true"));
    };
  }
}
