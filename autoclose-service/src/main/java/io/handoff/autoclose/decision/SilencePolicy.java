package io.handoff.autoclose.decision;

import io.handoff.autoclose.decision.conversation.Conversation;
import io.handoff.autoclose.decision.conversation.Conversation.Pending;
import io.handoff.autoclose.decision.conversation.Handover.Handoff;
import io.handoff.autoclose.decision.conversation.Messages;
import io.handoff.autoclose.decision.conversation.MissedDeadline;
import io.handoff.autoclose.decision.conversation.SilenceState;
import io.handoff.autoclose.decision.event.DueEvent;
import io.handoff.autoclose.decision.time.Deadline;
import io.handoff.autoclose.decision.time.Party;
import io.handoff.autoclose.decision.time.Timekeeping;
import io.handoff.autoclose.decision.time.Times;
import io.handoff.kit.Ids;
import io.handoff.kit.time.Outages;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.AgentConfig;
import io.handoff.settings.model.AutoCloseConfig;
import io.handoff.settings.model.ChannelConfig;
import io.handoff.settings.model.ChannelConfig.ChannelType;
import io.handoff.settings.model.LocalContent;
import io.handoff.settings.model.MessagesConfig.Occasion;
import io.handoff.settings.model.OutgoingMessage;
import io.handoff.settings.model.SettingsDefaults;
import io.handoff.settings.model.TeamConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says when to look at a conversation, and which deadlines have been missed then.
 *
 * <p>The settings in force when a deadline comes due decide: one that they put later is looked at
 * again later, one whose clock they switched off is dropped. Where they switch a clock on or
 * shorten it, and its time has run out already, it counts from the change on.
 *
 * @param patience how long to wait after the last event of a conversation was published before
 *     anything fires, by the safe clock; not negative. Means nothing live, where deadlines are
 *     minutes away. Events that are published long after they happened are due at once; this lets
 *     the rest of their conversation arrive first, and so makes what fires depend on when events
 *     were published and not on when they were read
 * @param retention how long a closed conversation is remembered after the last event of it was
 *     published, by the safe clock; positive. So long repeats of its events are recognised; later
 *     they begin a new conversation
 */
public record SilencePolicy(Duration patience, Duration retention) {

  /** Waits two seconds, remembers for seven days. */
  public static final SilencePolicy DEFAULT =
      new SilencePolicy(Duration.ofSeconds(2), Duration.ofDays(7));

  private static final Duration IDLE = Duration.ofDays(30);

  /** Longer than any deadline that settings and commands can give. */
  private static final Duration LONGEST = Duration.ofDays(400);

  public SilencePolicy {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience must not be negative: " + patience);
    }
    if (!retention.isPositive()) {
      throw new IllegalArgumentException("retention must be positive: " + retention);
    }
  }

  /** When to look at the conversation; empty: there is nothing to wait for. */
  public Optional<Instant> wake(
      Conversation conversation, Outages outages, Optional<AccountConfig> settings) {
    AutoCloseConfig config = config(conversation, settings);
    Stream<Instant> deadlines =
        Stream.concat(
                conversation.lapsed().stream().flatMap(l -> missed(l, config, outages).stream()),
                running(conversation, config, outages).stream())
            .map(deadline -> Times.later(Times.seen(deadline.due()), quietAt(conversation)));
    Stream<Instant> warnings =
        running(conversation, config, outages)
            .filter(deadline -> !silenceKey(deadline).equals(conversation.warned()))
            .flatMap(deadline -> warning(deadline, config))
            .map(at -> Times.later(Times.seen(at), quietAt(conversation)))
            .stream();
    return Stream.concat(Stream.concat(deadlines, warnings), forgottenAt(conversation).stream())
        .min(Instant::compareTo);
  }

  /** What has been missed. */
  public TimerResult fire(
      String accountId,
      String conversationId,
      Conversation conversation,
      Timekeeping time,
      Optional<AccountConfig> settings) {
    Instant safe = time.safe();
    if (conversation.lapsed().isEmpty()
        && forgottenAt(conversation).filter(at -> !at.isAfter(safe)).isPresent()) {
      return new TimerResult(null, List.of(), List.of(), null);
    }
    Optional<ChannelConfig> channel = channel(conversation, settings);
    if (settings.isEmpty() || channel.isEmpty()) {
      return withoutSettings(conversation, settings.isEmpty());
    }
    if (safe.isBefore(quietAt(conversation))) {
      return TimerResult.nothing(conversation);
    }
    AutoCloseConfig config = channel.get().autoClose();
    List<Close> closes = new ArrayList<>();
    List<String> unsent = new ArrayList<>();
    List<MissedDeadline> left = new ArrayList<>();
    Conversation next = conversation;
    for (MissedDeadline lapsed : conversation.lapsed()) {
      Optional<Deadline> missed = missed(lapsed, config, time.outages());
      if (missed.isPresent() && !Times.passed(missed.get().due(), safe)) {
        left.add(lapsed);
      } else if (missed.isPresent()) {
        Texts texts =
            new Texts(settings.get(), channel.get(), conversation, lapsed.standing(), unsent);
        Close close = close(accountId, conversationId, missed.get().overtaken(), texts);
        closes.add(close);
        next = asked(next, close);
      }
    }
    next = next.with(next.standing(), left, next.pending());
    Optional<Deadline> running = running(next, config, time.outages());
    if (running.isPresent() && Times.passed(running.get().due(), safe)) {
      Texts texts = new Texts(settings.get(), channel.get(), conversation, next.standing(), unsent);
      Close close = close(accountId, conversationId, running.get(), texts);
      closes.add(close);
      next = asked(next, close);
    }
    List<DueEvent> news = new ArrayList<>();
    if (closes.isEmpty() && running.isPresent()) {
      String key = silenceKey(running.get());
      Optional<Instant> at = warning(running.get(), config).filter(due -> Times.passed(due, safe));
      if (at.isPresent() && !key.equals(next.warned())) {
        Texts texts =
            new Texts(settings.get(), channel.get(), conversation, next.standing(), unsent);
        news.add(
            new DueEvent.Warning(
                Ids.derive("close-warning", closeId(accountId, conversationId, running.get())),
                at.get(),
                running.get(),
                texts.of(Occasion.WARNING)));
        next = next.withWarned(key);
      }
    }
    return new TimerResult(next, closes, news, null, unsent);
  }

  /**
   * The conversation under settings that may have changed: nothing closes because of a change
   * alone.
   *
   * @param at the moment from which on the settings hold for it
   */
  public Conversation renewed(
      Conversation conversation, Instant at, Optional<AccountConfig> settings, Outages outages) {
    return running(conversation, config(conversation, settings), outages)
        .map(deadline -> Times.later(Times.seen(deadline.due()), quietAt(conversation)))
        .filter(due -> !due.isAfter(at) && !conversation.isLookedAtBy(due))
        .map(
            _ ->
                conversation.with(
                    conversation.standing().promisedSince(at),
                    conversation.lapsed(),
                    conversation.pending()))
        .orElse(conversation);
  }

  /** When to warn of a close; empty: the account wants none, or the silence is too short. */
  private static Optional<Instant> warning(Deadline deadline, AutoCloseConfig config) {
    Duration before = config.warning();
    return before == null
        ? Optional.empty()
        : Optional.of(deadline.due().minus(before))
            .filter(at -> at.isAfter(deadline.countedFrom()));
  }

  private static TimerResult withoutSettings(Conversation conversation, boolean noAccount) {
    boolean counting =
        !conversation.lapsed().isEmpty()
            || running(
                    conversation,
                    new AutoCloseConfig(Duration.ZERO, Duration.ZERO, false),
                    Outages.NONE)
                .isPresent();
    return new TimerResult(
        conversation.with(conversation.standing(), List.of(), conversation.pending()),
        List.of(),
        List.of(),
        counting ? (noAccount ? "unknown-account" : "unknown-channel") : null);
  }

  /** The deadline that stands now. */
  private static Optional<Deadline> running(
      Conversation conversation, AutoCloseConfig config, Outages outages) {
    return conversation.awaitsPlatform()
        ? Optional.empty()
        : deadline(conversation.standing(), config, outages);
  }

  private static Optional<Deadline> deadline(
      SilenceState silence, AutoCloseConfig config, Outages outages) {
    return silence
        .deadline(config)
        .flatMap(deadline -> deadline.after(outages, config.tolerance().afterOutage()));
  }

  /** When a closed conversation may be forgotten; empty: it is open, or was never begun. */
  private Optional<Instant> forgottenAt(Conversation conversation) {
    Messages messages = conversation.standing().messages();
    return messages.open() || messages.closedAt() == null
        ? Optional.empty()
        : Optional.of(conversation.lastAppendedAt().plus(retention));
  }

  /**
   * Whether a conversation that nobody closes may be forgotten: nothing was published of it for 30
   * days, for 400 where a handoff is open, so that each deadline comes first.
   */
  public static boolean isIdle(Conversation conversation, Instant now) {
    boolean pending =
        conversation.standing().openHandoff() != null
            || conversation.snooze() != null
            || !conversation.lapsed().isEmpty();
    return conversation.lastAppendedAt().plus(pending ? LONGEST : IDLE).isBefore(now);
  }

  /**
   * The deadline that was missed, if by these settings and all that was read since it still was.
   */
  private static Optional<Deadline> missed(
      MissedDeadline lapsed, AutoCloseConfig config, Outages outages) {
    return deadline(lapsed.standing(), config, outages)
        .filter(deadline -> lapsed.passedAt().isAfter(deadline.due()));
  }

  Instant quietAt(Conversation conversation) {
    return conversation.quietAt(patience);
  }

  /**
   * Tells a silence of a conversation from its others. By what it is counted from, not by the last
   * message, for the warning is a message; nor by its end, which settings can change.
   */
  private static String silenceKey(Deadline deadline) {
    return deadline.silent().silence() + "/" + deadline.countedFrom().toEpochMilli();
  }

  private static String closeId(String accountId, String conversationId, Deadline deadline) {
    return Ids.derive(
        "close",
        accountId,
        conversationId,
        deadline.silent().silence(),
        deadline.lastSequence(),
        deadline.due().toEpochMilli());
  }

  private static Close close(
      String accountId, String conversationId, Deadline deadline, Texts texts) {
    boolean unanswered = isUnanswered(deadline, texts);
    return new Close(
        closeId(accountId, conversationId, deadline),
        deadline,
        unanswered,
        texts.of(Occasion.CLOSING),
        texts.channel().autoClose().rating() && !unanswered
            ? texts.of(Occasion.RATING_REQUEST)
            : null);
  }

  /** Nobody ever answered on a messenger where no AI agent does (A4). */
  private static boolean isUnanswered(Deadline deadline, Texts texts) {
    return deadline.silent() == Party.AGENT
        && texts.channel().type() == ChannelType.MESSENGER
        && !texts.channel().aiAgent()
        && !texts.standing().agentWrote();
  }

  /** The same silence must not end the conversation twice while the platform has not answered. */
  private static Conversation asked(Conversation conversation, Close close) {
    Messages.Counted last = conversation.standing().messages().last();
    long counted = close.deadline().countedSequence();
    return last == null || last.sequence() != counted
        ? conversation
        : conversation.with(
            conversation.standing(), conversation.lapsed(), new Pending(close.actionId(), counted));
  }

  private static Optional<ChannelConfig> channel(
      Conversation conversation, Optional<AccountConfig> settings) {
    return settings.flatMap(s -> s.channel(conversation.channelId()));
  }

  private static AutoCloseConfig config(
      Conversation conversation, Optional<AccountConfig> settings) {
    return channel(conversation, settings)
        .map(ChannelConfig::autoClose)
        .orElse(SettingsDefaults.AUTO_CLOSE);
  }

  /** Texts in the customer's language, with names filled in. */
  private record Texts(
      AccountConfig account,
      ChannelConfig channel,
      Conversation conversation,
      SilenceState standing,
      List<String> unsent) {

    @Nullable OutgoingMessage of(Occasion occasion) {
      Handoff handoff = standing.openHandoff();
      String[] languages =
          Stream.of(
                  conversation.language(),
                  handoff == null ? null : handoff.language(),
                  channel.language(),
                  account.language())
              .filter(language -> language != null && !language.isEmpty())
              .toArray(String[]::new);
      return channel
          .messages()
          .content(occasion, languages)
          .map(found -> filled(occasion, found, names(handoff)))
          .orElse(null);
    }

    private @Nullable OutgoingMessage filled(
        Occasion occasion, LocalContent content, Map<String, String> names) {
      String missing = content.missing(names).orElse(null);
      if (missing == null) {
        return content.fill(names, null);
      }
      unsent.add(
          "%s is not sent: it says {%s}, and there is none".formatted(occasion.key(), missing));
      return null;
    }

    private Map<String, String> names(@Nullable Handoff handoff) {
      Map<String, String> names = new HashMap<>();
      String customer = conversation.customerName();
      if (customer == null && handoff != null) {
        customer = handoff.customerName();
      }
      if (customer != null) {
        names.put("customer", customer);
      }
      if (handoff != null && handoff.agentId() != null) {
        account
            .agent(handoff.agentId())
            .map(AgentConfig::name)
            .ifPresent(n -> names.put("agent", n));
      }
      if (handoff != null && handoff.teamId() != null) {
        account
            .teamOf(handoff.agentId(), handoff.teamId())
            .map(TeamConfig::name)
            .ifPresent(name -> names.put("team", name));
      }
      return names;
    }
  }
}
