package io.handoff.deploy.security;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import io.handoff.deploy.settings.SettingsPublisher;
import io.handoff.deploy.testhandoff.TestHandoffCommand;
import io.handoff.kit.Kebab;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What somebody is to the system. A role may do what its work takes, and nothing else; only {@link
 * #EDITOR} may write settings. READ and WRITE imply DESCRIBE, as Kafka defines it.
 */
public enum Role {
  /** Detects calls for a person. */
  TRIGGER_SERVICE(
      List.of(Topics.CONVERSATION_EVENTS, Topics.ROUTING_DECISIONS, Topics.SETTINGS_ACCOUNTS),
      List.of(Topics.HANDOFF_REQUESTS, Topics.DECISIONS, Topics.TRIGGER_DEAD_LETTERS)),
  /** Decides who takes over. */
  ROUTING_SERVICE(
      List.of(
          Topics.HANDOFF_REQUESTS,
          Topics.AGENT_PRESENCE,
          Topics.ROUTING_REQUESTS,
          Topics.CUSTOMER_PROFILES,
          Topics.CUSTOMER_TAGS,
          Topics.SETTINGS_ACCOUNTS),
      List.of(
          Topics.HANDOFF_REQUESTS,
          Topics.AGENT_PRESENCE,
          Topics.ROUTING_REQUESTS,
          Topics.ROUTING_DECISIONS,
          Topics.CONVERSATION_ACTIONS,
          Topics.NOTIFICATIONS,
          Topics.DECISIONS,
          Topics.ROUTING_DEAD_LETTERS)),
  /** Keeps tickets. */
  TICKET_SERVICE(
      List.of(
          Topics.CONVERSATION_EVENTS,
          Topics.ROUTING_DECISIONS,
          Topics.TICKET_COMMANDS,
          Topics.TIME_EVENTS,
          Topics.CUSTOMER_CHANGES,
          Topics.TICKET_LINKS,
          Topics.CUSTOMER_PROFILES,
          Topics.CUSTOMER_TAGS,
          Topics.LOOKUP_REQUESTS,
          Topics.LOOKUP_RESULTS,
          Topics.SETTINGS_ACCOUNTS),
      List.of(
          Topics.TICKET_EVENTS,
          Topics.TICKETS,
          Topics.TICKET_COMMAND_RESULTS,
          Topics.ROUTING_REQUESTS,
          Topics.CONVERSATION_ACTIONS,
          Topics.CUSTOMER_CHANGES,
          Topics.TICKET_LINKS,
          Topics.CUSTOMER_TAGS,
          Topics.LOOKUP_REQUESTS,
          Topics.LOOKUP_RESULTS,
          Topics.NOTIFICATIONS,
          Topics.DECISIONS,
          Topics.TICKET_DEAD_LETTERS)),
  /** Keeps time. */
  AUTOCLOSE_SERVICE(
      List.of(Topics.CONVERSATION_EVENTS, Topics.TICKET_EVENTS, Topics.SETTINGS_ACCOUNTS),
      List.of(
          Topics.CONVERSATION_EVENTS,
          Topics.TICKET_EVENTS,
          Topics.TIME_EVENTS,
          Topics.CONVERSATION_ACTIONS,
          Topics.DECISIONS,
          Topics.AUTOCLOSE_DEAD_LETTERS)),
  /** Changes settings. */
  EDITOR(
      List.of(Topics.SETTINGS_ACCOUNTS, Topics.SETTINGS_HISTORY),
      List.of(Topics.SETTINGS_ACCOUNTS, Topics.SETTINGS_HISTORY)),
  /** Publishes conversations and presence, and carries actions out. */
  PLATFORM(
      List.of(Topics.CONVERSATION_ACTIONS, Topics.NOTIFICATIONS),
      List.of(Topics.CONVERSATION_EVENTS, Topics.AGENT_PRESENCE)),
  /** Shows agents their tickets and sends what they want done. */
  DESKTOP(
      List.of(
          Topics.TICKETS,
          Topics.TICKET_EVENTS,
          Topics.TICKET_COMMAND_RESULTS,
          Topics.NOTIFICATIONS,
          Topics.CUSTOMER_TAGS,
          Topics.DECISIONS),
      List.of(Topics.TICKET_COMMANDS)),
  /** Tells what it knows of customers. */
  OUTSIDE_SYSTEM(List.of(), List.of(Topics.CUSTOMER_PROFILES)),
  /** Reads everything, for reports and for answers to why; changes nothing. */
  READER(Topics.ALL, List.of());

  /** The services, each of which runs under a principal of its own. */
  static final List<Role> SERVICES =
      List.of(TRIGGER_SERVICE, ROUTING_SERVICE, TICKET_SERVICE, AUTOCLOSE_SERVICE);

  /** The group in which ticket-service reads lookups, beside its own. */
  private static final String LOOKUPS = "ticket-service-lookups";

  /** Operations on a resource. */
  record Grant(ResourcePattern resource, Set<AclOperation> operations) {}

  private final List<Topic<?>> reads;
  private final List<Topic<?>> writes;

  Role(List<? extends Topic<?>> reads, List<? extends Topic<?>> writes) {
    this.reads = List.copyOf(reads);
    this.writes = List.copyOf(writes);
  }

  /** As people write it: {@code trigger-service}. */
  public String text() {
    return Kebab.of(this);
  }

  /** Topics that it reads. */
  public List<Topic<?>> reads() {
    return reads;
  }

  /** Topics that it writes. */
  public List<Topic<?>> writes() {
    return writes;
  }

  /**
   * What it may do.
   *
   * @param name the principal's, without its type; consumer groups and transactional ids of whoever
   *     is no service are named so, or begin with it and a hyphen
   */
  List<Grant> grants(String name) {
    List<Grant> grants = new ArrayList<>();
    reads.forEach(topic -> grants.add(grant(TOPIC, LITERAL, topic.name(), READ)));
    writes.forEach(topic -> grants.add(grant(TOPIC, LITERAL, topic.name(), WRITE)));
    switch (this) {
      case TRIGGER_SERVICE, ROUTING_SERVICE, TICKET_SERVICE, AUTOCLOSE_SERVICE -> {
        // a service checks its topics when it starts
        Stream.concat(reads.stream(), writes.stream())
            .distinct()
            .forEach(topic -> grants.add(grant(TOPIC, LITERAL, topic.name(), DESCRIBE_CONFIGS)));
        grants.add(grant(GROUP, LITERAL, text(), READ));
        grants.add( // a service raises the limits of its changelogs when it starts
            grant(
                TOPIC,
                PREFIXED,
                text() + "-",
                READ,
                WRITE,
                CREATE,
                DESCRIBE_CONFIGS,
                ALTER_CONFIGS));
        grants.add(grant(TRANSACTIONAL_ID, PREFIXED, text() + "-", WRITE));
        if (this == TICKET_SERVICE) {
          grants.add(grant(GROUP, LITERAL, LOOKUPS, READ));
        }
      }
      case EDITOR ->
          grants.add(grant(TRANSACTIONAL_ID, PREFIXED, SettingsPublisher.TRANSACTIONAL_ID, WRITE));
      case PLATFORM, DESKTOP -> {
        grants.addAll(own(GROUP, name, READ));
        grants.addAll(own(TRANSACTIONAL_ID, name, WRITE));
        if (this == PLATFORM) { // test-handoff speaks as a platform does
          grants.add(grant(TRANSACTIONAL_ID, PREFIXED, TestHandoffCommand.TRANSACTIONAL_ID, WRITE));
        }
      }
      case OUTSIDE_SYSTEM -> grants.addAll(own(TRANSACTIONAL_ID, name, WRITE));
      case READER -> { // commands read without a group; how far services have read they may ask
        SERVICES.forEach(service -> grants.add(grant(GROUP, LITERAL, service.text(), DESCRIBE)));
        grants.add(grant(GROUP, LITERAL, LOOKUPS, DESCRIBE));
      }
    }
    return grants;
  }

  private static List<Grant> own(ResourceType type, String name, AclOperation operation) {
    return List.of(
        grant(type, LITERAL, name, operation), grant(type, PREFIXED, name + "-", operation));
  }

  private static Grant grant(
      ResourceType type, PatternType pattern, String name, AclOperation... operations) {
    return new Grant(new ResourcePattern(type, name, pattern), Set.of(operations));
  }
}
