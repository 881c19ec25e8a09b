package io.handoff.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.deploy.security.AccessPlan.Member;
import io.handoff.schemas.Topic;
import io.handoff.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessPlanTest {

  private static final Pattern SOURCE = Pattern.compile("topics: \\[([a-z.-]+)]");
  private static final Pattern SINK = Pattern.compile("topic: ([a-z.-]+)\\)");

  /** The lookups' worker reads and writes beside the topology. */
  private static final Set<String> BESIDE =
      Set.of(Topics.LOOKUP_REQUESTS.name(), Topics.LOOKUP_RESULTS.name());

  private static AclBinding entry(
      String principal, AclOperation operation, PatternType pattern, String topic) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, pattern),
        new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
  }

  private static Set<String> names(List<Topic<?>> topics) {
    return topics.stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource(names = ".*_SERVICE", mode = EnumSource.Mode.MATCH_ALL)
  void shouldLetAServiceReadAndWriteWhatItsTopologyDoesAndNothingElse(Role role)
      throws IOException {
    String topology =
        Files.readString(Path.of("..", role.text(), "src/test/resources/topology.txt"));
    Set<String> reads = names(role.reads());
    Set<String> writes = names(role.writes());
    Set<String> expectedReads = found(SOURCE, topology);
    Set<String> expectedWrites = found(SINK, topology);
    if (role == Role.TICKET_SERVICE) {
      expectedReads.addAll(BESIDE);
      expectedWrites.addAll(BESIDE);
    }
    assertThat(reads).isEqualTo(expectedReads);
    assertThat(writes).isEqualTo(expectedWrites);
  }

  @Test
  void shouldLetAServiceRaiseTheLimitsOfItsChangelogsAndNoOthers() {
    assertThat(new Member(Role.TICKET_SERVICE, "User:t").bindings())
        .filteredOn(binding -> binding.entry().operation() == AclOperation.ALTER_CONFIGS)
        .containsExactly(
            entry("User:t", AclOperation.ALTER_CONFIGS, PatternType.PREFIXED, "ticket-service-"));
  }

  @Test
  void shouldLetAServiceCheckItsTopics() {
    assertThat(new Member(Role.TRIGGER_SERVICE, "User:t").bindings())
        .contains(
            entry(
                "User:t",
                AclOperation.DESCRIBE_CONFIGS,
                PatternType.LITERAL,
                Topics.CONVERSATION_EVENTS.name()),
            entry(
                "User:t",
                AclOperation.DESCRIBE_CONFIGS,
                PatternType.LITERAL,
                Topics.HANDOFF_REQUESTS.name()));
  }

  @ParameterizedTest
  @EnumSource
  void shouldLetOnlyEditorsWriteSettings(Role role) {
    Member member = new Member(role, "User:x");
    AccessPlan withoutEditors = new AccessPlan(List.of());
    assertThat(withoutEditors.strangers(member.bindings()).isEmpty())
        .isEqualTo(role != Role.EDITOR);
    assertThat(new AccessPlan(List.of(member)).strangers(member.bindings())).isEmpty();
  }

  @Test
  void shouldFindWhoMayChangeSettingsBesideTheEditors() {
    AccessPlan plan = new AccessPlan(List.of(new Member(Role.EDITOR, "User:anna")));
    String settings = Topics.SETTINGS_ACCOUNTS.name();
    List<AclBinding> strangers =
        List.of(
            entry("User:ben", AclOperation.WRITE, PatternType.LITERAL, settings),
            entry("User:*", AclOperation.ALL, PatternType.LITERAL, "*"),
            entry("User:chat", AclOperation.WRITE, PatternType.PREFIXED, "set"),
            entry("User:carl", AclOperation.DELETE, PatternType.LITERAL, "settings.history"));
    List<AclBinding> others =
        List.of(
            entry("User:anna", AclOperation.WRITE, PatternType.LITERAL, settings),
            entry("User:ben", AclOperation.READ, PatternType.LITERAL, settings),
            entry("User:chat", AclOperation.WRITE, PatternType.PREFIXED, "conversation"));
    assertThat(plan.strangers(strangers)).isEqualTo(strangers);
    assertThat(plan.strangers(others)).isEmpty();
    assertThat(strangers.stream().map(AccessPlan::isOnlyAboutSettings))
        .containsExactly(true, false, false, true);
  }

  @Test
  void shouldRefuseNamesThatShareGroupsWithServices() {
    assertThat(
            new AccessPlan(
                    List.of(
                        new Member(Role.PLATFORM, "User:ticket"),
                        new Member(Role.DESKTOP, "User:ticket-service"),
                        new Member(Role.PLATFORM, "User:handoff"),
                        new Member(Role.PLATFORM, "User:tick"),
                        new Member(Role.EDITOR, "User:ticket")))
                .tooNear())
        .containsExactly("User:ticket", "User:ticket-service", "User:handoff");
  }
}
