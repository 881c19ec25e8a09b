package io.handoff.deploy.testhandoff;

import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsArchive;
import io.handoff.deploy.settings.SettingsClients;
import io.handoff.deploy.settings.SettingsCommand;
import io.handoff.deploy.settings.SettingsConnection;
import io.handoff.deploy.settings.SettingsException;
import io.handoff.deploy.settings.SettingsException.Kind;
import io.handoff.deploy.settings.SettingsTask;
import io.handoff.deploy.testhandoff.TestRun.Plan;
import io.handoff.deploy.testhandoff.TestRun.Result;
import io.handoff.settings.SettingsDocument;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.ChannelConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code handoff test-handoff}: sends a test customer's handoff through the running system. */
@Command(
    name = "test-handoff",
    description = {
      "Sends a test customer through the running system and times each hop.",
      "",
      "The hops: trigger, routing, ticket, agent or queue, close, messages. Fails at the hop that"
          + " does not answer within --timeout and says where to look. The ticket is marked as a"
          + " test, is closed afterwards, and is left out of reports and metrics of the business.",
      "",
      "While it runs it takes capacity of the agent who gets it, as every handoff does; the agent"
          + " sees it for a moment. That nobody is available is no failure: it is queued then, and"
          + " the command says so."
    },
    footer = {
      "",
      "Examples:",
      "  deploy/handoff test-handoff --channel web --account acme",
      "  deploy/handoff test-handoff --channel web --account acme \\",
      "    --text 'Can I talk to a person?'",
      "  deploy/handoff test-handoff --channel web --account acme --timeout 5 --json"
    },
    exitCodeList = {
      "0:every hop answered",
      "1:a hop did not answer or not as it must, the channel is off, or there is no such account",
      "2:the command line is wrong",
      "4:broker or schema registry do not answer, or are not set up",
      "5:refused: not allowed to read or write"
    })
public final class TestHandoffCommand extends SettingsTask {

  /** What the transactional ids of test handoffs begin with; the conversation follows. */
  public static final String TRANSACTIONAL_ID = "handoff-test-";

  @Mixin private final ConnectionOptions connection;

  private final InstantSource clock;

  @Option(names = "--account", required = true, paramLabel = "ID", description = "The account.")
  @SuppressWarnings("NullAway.Init")
  private String account;

  @Option(names = "--channel", required = true, paramLabel = "ID", description = "The channel.")
  @SuppressWarnings("NullAway.Init")
  private String channel;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description =
          "What the customer writes; has to call for a person by itself. Default: a sentence, and"
              + " the first built-in trigger that is on.")
  private @Nullable String text;

  private TestHandoffCommand(ConnectionOptions connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** The command, to be added to a root. */
  public static CommandLine create() {
    return create(connection -> connection, InstantSource.system());
  }

  /** The same with other clients and another clock, for tests. */
  static CommandLine create(
      Function<SettingsConnection, SettingsClients> clients, InstantSource clock) {
    return new CommandLine(new TestHandoffCommand(new ConnectionOptions(clients), clock));
  }

  @Override
  protected int run() {
    SettingsClients clients = connection.clients();
    Plan plan = plan(clients);
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    Thread onExit = Thread.ofPlatform().unstarted(() -> stop(stopped, done));
    Runtime.getRuntime().addShutdownHook(onExit);
    try (TopicWire wire =
        new TopicWire(clients, ObservedRecords.TOPICS, account, plan.conversationId())) {
      return tell(
          plan,
          new TestRun(
              plan, wire, connection.timeout(), clock, System::nanoTime, stopped::get, this::tell));
    } finally {
      done.countDown();
      if (!stopped.get()) {
        Runtime.getRuntime().removeShutdownHook(onExit);
      }
    }
  }

  /** On Ctrl-C the conversation is closed before the process ends. */
  private static void stop(AtomicBoolean stopped, CountDownLatch done) {
    stopped.set(true);
    try {
      boolean unused = done.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Plan plan(SettingsClients clients) {
    Instant now = clock.instant();
    AccountConfig settings =
        SettingsDocument.read(
            new SettingsArchive(clients, connection.timeout()).inForce(account, now).getDocument());
    ChannelConfig config =
        settings
            .channel(channel)
            .orElseThrow(
                () ->
                    new SettingsException(
                        Kind.NOT_FOUND,
                        "account %s has no channel %s; it has %s"
                            .formatted(
                                account,
                                channel,
                                String.join(", ", settings.channels().keySet()))));
    Instant onSince = config.onSince();
    if (onSince == null || onSince.isAfter(now)) {
      throw new SettingsException(
          Kind.NOT_FOUND,
          "channel %s is off, so nothing that its customers send is looked at; turn it on with"
                  .formatted(channel)
              + " deploy/handoff launch on %s --account %s, or try it with deploy/handoff preview"
                  .formatted(channel, account));
    }
    Call call =
        Call.on(config, text)
            .orElseThrow(
                () ->
                    new SettingsException(
                        Kind.NOT_FOUND,
                        "no built-in trigger is on for channel %s; say with --text what a customer"
                                .formatted(channel)
                            + " writes who calls for a person"));
    String conversationId = "test-handoff-" + UUID.randomUUID();
    return new Plan(account, channel, conversationId, config.language(), call);
  }

  private int tell(Plan plan, TestRun run) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "result");
    fields.put("account", account);
    fields.put("channel", channel);
    fields.put("conversation", plan.conversationId());
    try {
      Result result = run.run();
      fields.put("ok", true);
      fields.put("outcome", result.outcome());
      fields.put("ticket", result.ticketId());
      if (json()) {
        printJson(fields);
      } else {
        out().println("The handoff works: " + result.outcome() + ".");
      }
      return SettingsCommand.OK;
    } catch (HopFailedException e) {
      String message = Objects.requireNonNull(e.getMessage());
      fields.put("ok", false);
      fields.put("hop", e.stage().title());
      fields.put("service", e.stage().service());
      fields.put("topic", e.stage().writes());
      fields.put("message", message);
      if (json()) {
        printJson(fields);
      }
      say(message);
      say("the test is closed; a service that was down closes it when it has caught up");
      return SettingsCommand.FAULTY;
    }
  }

  private void tell(Hop hop) {
    if (json()) {
      printJson(hop.fields());
    } else {
      out()
          .printf(
              "%8.3f s  %-16s  %-15s  %s%n",
              hop.after().toNanos() / 1e9, hop.stage().title(), hop.stage().service(), hop.text());
    }
    out().flush();
  }
}
