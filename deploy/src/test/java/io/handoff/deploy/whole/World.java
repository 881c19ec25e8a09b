package io.handoff.deploy.whole;

import io.handoff.avro.AcceptOffer;
import io.handoff.avro.Actor;
import io.handoff.avro.ActorType;
import io.handoff.avro.AddNote;
import io.handoff.avro.AgentPresence;
import io.handoff.avro.AiAgentCouldNotAnswer;
import io.handoff.avro.AiAgentResumed;
import io.handoff.avro.Assign;
import io.handoff.avro.AuthorType;
import io.handoff.avro.ChangeTags;
import io.handoff.avro.ClosedBy;
import io.handoff.avro.ConversationClosed;
import io.handoff.avro.ConversationEvent;
import io.handoff.avro.ConversationRated;
import io.handoff.avro.ConversationStarted;
import io.handoff.avro.Customer;
import io.handoff.avro.DeclineOffer;
import io.handoff.avro.HandBack;
import io.handoff.avro.Merge;
import io.handoff.avro.PersonRequested;
import io.handoff.avro.PresenceChanged;
import io.handoff.avro.PresenceStatus;
import io.handoff.avro.Priority;
import io.handoff.avro.Release;
import io.handoff.avro.Reply;
import io.handoff.avro.SetDepartment;
import io.handoff.avro.SetPriority;
import io.handoff.avro.SetStatus;
import io.handoff.avro.Snooze;
import io.handoff.avro.TagScope;
import io.handoff.avro.Take;
import io.handoff.avro.Ticket;
import io.handoff.avro.TicketCommand;
import io.handoff.avro.TicketStatus;
import io.handoff.deploy.preview.PreviewSystem;
import io.handoff.kit.Ids;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import io.handoff.settings.ParsedSettings;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Plays a course to a system, before the eyes of an oracle. */
final class World {

  /** How long deadlines are waited for after the last act. */
  private static final Duration RUN_ON = Duration.ofHours(4);

  private final PreviewSystem system;
  private final String account;
  private final Oracle oracle;
  private final List<ConversationEvent> said = new ArrayList<>();
  private Setup setup;
  private long version;
  private int acts;

  World(PreviewSystem system, String account, Setup setup) {
    this.system = system;
    this.account = account;
    this.setup = setup;
    this.oracle = new Oracle(account);
  }

  /** What a user would complain about; null: nothing. */
  static @Nullable String play(PreviewSystem system, String account, Course course) {
    return play(system, account, course, -1);
  }

  /**
   * The same, with all services started anew before an act.
   *
   * @param restart the act's place; -1: they are not
   */
  static @Nullable String play(PreviewSystem system, String account, Course course, int restart) {
    World world = new World(system, account, course.setup());
    PreviewSystem.Observer observer =
        new PreviewSystem.Observer() {
          @Override
          public void published(Topic<?> topic, SpecificRecord value, Instant at) {
            world.oracle.published(value, at);
          }

          @Override
          public void settled(Instant at) {
            world.oracle.settled(at);
          }
        };
    system.observe(observer);
    try {
      world.apply(course.setup());
      for (String agent : List.of("ann", "ben", "cleo")) {
        if (course.present().contains(agent)) {
          world.presence(agent, PresenceStatus.AVAILABLE);
        }
      }
      for (int i = 0; i < 3; i++) {
        world.start(i);
      }
      for (int i = 0; i < course.acts().size(); i++) {
        if (i == restart) {
          system.restart();
        }
        world.act(course.acts().get(i));
      }
      system.finish(RUN_ON);
      world.oracle.settled(system.now());
      return null;
    } catch (Oracle.Complaint e) {
      return e.getMessage();
    } catch (RuntimeException e) {
      return "exception: " + cause(e);
    } finally {
      system.ignore(observer);
    }
  }

  /** Ends everything, so that nothing of it goes on while the next course is played. */
  static void end(PreviewSystem system, String account) {
    World world = new World(system, account, new Setup(java.util.Map.of()));
    world.acts = 1_000;
    for (int i = 0; i < 3; i++) {
      world.act(new Act(Duration.ofSeconds(5), Act.Kind.LEAVES, i, "ann", ""));
    }
  }

  private static String cause(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null && last.getCause() != last) {
      last = last.getCause();
    }
    StackTraceElement[] trace = last.getStackTrace();
    return last + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private void apply(Setup next) {
    ParsedSettings parsed =
        new SettingsParser().parse("whole.yaml", next.yaml(account), Strictness.STRICT);
    AccountConfig config = parsed.config();
    if (config == null) {
      return; // such settings are refused
    }
    setup = next;
    version++;
    oracle.settings(next, system.now());
    system.settings(config, version);
  }

  private static String channel(int conversation) {
    return conversation == 2 ? "mail" : "web";
  }

  private String conversation(int number) {
    return account + "-c" + number;
  }

  private ConversationEvent.Builder event(int conversation) {
    acts++;
    return ConversationEvent.newBuilder()
        .setEventId(Ids.derive("whole", account, acts))
        .setAccountId(account)
        .setChannelId(channel(conversation))
        .setConversationId(conversation(conversation))
        .setOccurredAt(system.now())
        .setCause(null);
  }

  private void start(int conversation) {
    system
        .platform()
        .publish(
            event(conversation)
                .setPayload(
                    ConversationStarted.newBuilder()
                        .setCustomer(
                            Customer.newBuilder()
                                .setCustomerId(account + "-dana")
                                .setName("Dana")
                                .setLanguage("en")
                                .setEmail(null)
                                .build())
                        .setSubject(null)
                        .setStoreId(null)
                        .setTopic(null)
                        .build()));
  }

  private void presence(String agent, PresenceStatus status) {
    acts++;
    AgentPresence presence =
        AgentPresence.newBuilder()
            .setEventId(Ids.derive("whole-presence", account, acts))
            .setAccountId(account)
            .setAgentId(agent)
            .setOccurredAt(system.now())
            .setPayload(new PresenceChanged(status, null))
            .build();
    oracle.presence(agent, status);
    system.platform().publish(presence);
  }

  private void say(int conversation, AuthorType author, @Nullable String id, String text) {
    ConversationEvent.Builder event = event(conversation);
    system.platform().post(event, author, id, text);
    said.add(event.build());
  }

  private void act(Act act) {
    system.reach(system.now().plus(act.after()));
    int c = act.conversation();
    String agent = act.agent();
    switch (act.kind()) {
      case CUSTOMER -> say(c, AuthorType.CUSTOMER, account + "-dana", "Where is my parcel?");
      case ASKS -> system.platform().publish(event(c).setPayload(new PersonRequested("button")));
      case AI -> say(c, AuthorType.AI_AGENT, null, "Could you say that again?");
      case COULD_NOT ->
          system.platform().publish(event(c).setPayload(new AiAgentCouldNotAnswer("?", null)));
      case AGENT -> say(c, AuthorType.AGENT, agent, "I am looking into it.");
      case PRESENCE -> presence(agent, PresenceStatus.valueOf(act.more()));
      case REPLY -> command(c, agent, new Reply("Here it is.", null, null));
      case STATUS -> command(c, agent, new SetStatus(TicketStatus.valueOf(act.more())));
      case SNOOZE -> command(c, agent, new Snooze(null));
      case SNOOZE_FOR -> command(c, agent, new Snooze(system.now().plus(Duration.ofMinutes(15))));
      case ASSIGN -> command(c, "ann", new Assign(agent));
      case TAKE -> command(c, agent, new Take(null));
      case RELEASE -> command(c, agent, new Release(null));
      case PRIORITY -> command(c, agent, new SetPriority(Priority.valueOf(act.more())));
      case TEAM -> command(c, agent, new SetDepartment(null, act.more()));
      case DEPARTMENT -> command(c, agent, new SetDepartment(act.more(), null));
      case TAG ->
          command(c, agent, new ChangeTags(TagScope.CONVERSATION, List.of("x", "y"), List.of()));
      case NOTE -> command(c, agent, new AddNote("a note", List.of("ben")));
      case MERGE -> merge(c, agent);
      case HAND_BACK -> command(c, agent, new HandBack(null));
      case ACCEPT -> command(c, agent, new AcceptOffer((String) null));
      case DECLINE -> command(c, agent, new DeclineOffer(null, null));
      case TEMPLATE -> command(c, agent, new Reply(null, "hello", null));
      case LEAVES ->
          system
              .platform()
              .publish(
                  event(c)
                      .setPayload(
                          new ConversationClosed(ClosedBy.CUSTOMER, null, account + "-dana")));
      case RATES -> system.platform().publish(event(c).setPayload(new ConversationRated(4, null)));
      case RESUMED ->
          system.platform().publish(event(c).setPayload(new AiAgentResumed(null, null)));
      case OVERTAKEN -> overtaken(c, AuthorType.CUSTOMER, "Are you there?", act);
      case OVERTAKEN_CALL -> {
        int heard = oracle.heard(conversation(c));
        overtaken(c, AuthorType.CUSTOMER, "I want to talk to a human", act);
        if (oracle.heard(conversation(c)) == heard) {
          throw new Oracle.Complaint("nobody hears a call for a person that others overtook");
        }
      }
      case AGAIN -> again(Integer.parseInt(act.more()));
      case SETTINGS -> apply(setup.edited(new Random(Long.parseLong(act.more()))));
      case NOTHING -> {
        // time passes
      }
    }
  }

  /** Of two messages, the platform publishes the second first. */
  private void overtaken(int conversation, AuthorType author, String text, Act act) {
    String[] other = act.more().split(" ");
    ConversationEvent.Builder first =
        system.platform().numbered(event(conversation), author, account + "-dana", text);
    system.reach(system.now().plusSeconds(Long.parseLong(other[1])));
    say(conversation, AuthorType.valueOf(other[0]), act.agent(), "One moment.");
    system.platform().publish(first);
    said.add(first.build());
  }

  /** The platform sends a record again. */
  private void again(int back) {
    if (said.size() > back) {
      system.publish(Topics.CONVERSATION_EVENTS, said.get(said.size() - 1 - back));
    }
  }

  private void merge(int conversation, String agent) {
    Ticket other = oracle.ticket(conversation(conversation == 0 ? 1 : 0));
    if (other != null) {
      command(conversation, agent, new Merge(other.getTicketId()));
    }
  }

  private void command(int conversation, String by, Object payload) {
    acts++;
    TicketCommand command =
        TicketCommand.newBuilder()
            .setCommandId(Ids.derive("whole-command", account, acts))
            .setAccountId(account)
            .setConversationId(conversation(conversation))
            .setTicketId(null)
            .setIssuedBy(new Actor(ActorType.AGENT, by))
            .setIssuedAt(system.now())
            .setBasedOnVersion(null)
            .setPayload(payload)
            .build();
    oracle.command(command);
    system.platform().publish(command);
  }
}
