package io.handoff.ticket.decision.command;

import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.LocalContent;
import io.handoff.settings.model.MessageTemplate;
import io.handoff.settings.model.OutgoingMessage;
import io.handoff.settings.model.TeamConfig;
import io.handoff.ticket.decision.ticket.ActorType;
import io.handoff.ticket.decision.ticket.Customer;
import io.handoff.ticket.decision.ticket.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reply says.
 *
 * @param message the message
 * @param denied why there is none; null: there is one
 */
record ReplyText(OutgoingMessage message, CommandResult.@Nullable Denied denied) {

  private static final OutgoingMessage NOTHING = OutgoingMessage.ofText("");

  static ReplyText of(Command command, Command.Reply wish, Ticket ticket, AccountConfig settings) {
    String text = wish.text();
    if (wish.templateId() != null) {
      return text == null
          ? ofTemplate(wish.templateId(), command, ticket, settings)
          : denied("invalid-reply", "a reply has a text or a template, not both");
    }
    if (text == null || text.isBlank()) {
      return denied("empty-reply", "a reply needs a text or a template");
    }
    return text.length() > Limits.REPLY
        ? new ReplyText(NOTHING, Limits.tooLong("a reply", Limits.REPLY))
        : new ReplyText(OutgoingMessage.ofText(text), null);
  }

  private static ReplyText ofTemplate(
      String templateId, Command command, Ticket ticket, AccountConfig settings) {
    MessageTemplate template = settings.templates().get(templateId);
    if (template == null) {
      return denied("unknown-template", "no template " + templateId);
    }
    LocalContent content = template.content(languages(ticket, settings)).orElse(null);
    if (content == null) {
      return denied(
          "no-language",
          "the template " + templateId + " is not written in the customer's language");
    }
    Map<String, String> values = values(command, ticket, settings);
    return content
        .missing(values)
        .map(
            name ->
                denied(
                    "empty-placeholder",
                    "the template %s says {%s}, and there is none".formatted(templateId, name)))
        .orElseGet(() -> new ReplyText(content.fill(values, templateId), null));
  }

  private static Map<String, String> values(
      Command command, Ticket ticket, AccountConfig settings) {
    Map<String, String> values = new HashMap<>();
    Customer customer = ticket.handoff().customer();
    if (customer != null && customer.name() != null) {
      values.put("customer", customer.name());
    }
    String agentId =
        command.issuedBy().type() == ActorType.AGENT
            ? command.issuedBy().id()
            : ticket.assigneeId();
    if (agentId != null) {
      values.put("agent", settings.agent(agentId).map(AgentConfig::name).orElse(agentId));
    }
    if (ticket.teamId() != null) {
      settings
          .teamOf(agentId, ticket.teamId())
          .map(TeamConfig::name)
          .ifPresent(name -> values.put("team", name));
    }
    return values;
  }

  private static List<String> languages(Ticket ticket, AccountConfig settings) {
    List<String> languages = new ArrayList<>();
    if (!ticket.handoff().language().isBlank()) {
      languages.add(ticket.handoff().language());
    }
    settings.channel(ticket.channelId()).map(ChannelConfig::language).ifPresent(languages::add);
    languages.add(settings.language());
    return languages;
  }

  private static ReplyText denied(String code, String message) {
    return new ReplyText(NOTHING, new CommandResult.Denied(code, message));
  }
}
