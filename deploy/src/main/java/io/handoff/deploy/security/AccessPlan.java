package io.handoff.deploy.security;

import io.handoff.deploy.settings.SettingsPublisher;
import io.handoff.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who is what. Pure: says which access entries that takes, and what of the entries on a broker
 * contradicts it.
 *
 * @param members in the order in which they are to be told
 */
record AccessPlan(List<Member> members) {

  /** Operations by which settings could be changed. */
  private static final Set<AclOperation> CHANGES =
      Set.of(
          AclOperation.WRITE,
          AclOperation.ALL,
          AclOperation.DELETE,
          AclOperation.ALTER,
          AclOperation.ALTER_CONFIGS);

  private static final String EVERYWHERE = "*";

  /**
   * A principal in a role.
   *
   * @param principal as the broker names it: {@code User:anna}
   */
  record Member(Role role, String principal) {

    /** What it takes, from any host. */
    Set<AclBinding> bindings() {
      Set<AclBinding> bindings = new LinkedHashSet<>();
      for (Role.Grant grant : role.grants(name(principal))) {
        for (AclOperation operation : grant.operations()) {
          bindings.add(
              new AclBinding(
                  grant.resource(),
                  new AccessControlEntry(
                      principal, EVERYWHERE, operation, AclPermissionType.ALLOW)));
        }
      }
      return bindings;
    }
  }

  AccessPlan {
    members = List.copyOf(members);
  }

  static String name(String principal) {
    return principal.substring(principal.indexOf(':') + 1);
  }

  /**
   * Principals whose name would let them into what is a service's or the commands' own: groups and
   * transactional ids go by names.
   */
  List<String> tooNear() {
    List<String> own = new ArrayList<>(Role.SERVICES.stream().map(Role::text).toList());
    own.add(SettingsPublisher.TRANSACTIONAL_ID);
    return members.stream()
        .filter(member -> !Role.SERVICES.contains(member.role()))
        .filter(member -> member.role() != Role.EDITOR && member.role() != Role.READER)
        .map(Member::principal)
        .filter(
            principal ->
                own.stream()
                    .anyMatch(
                        id -> id.equals(name(principal)) || id.startsWith(name(principal) + "-")))
        .distinct()
        .toList();
  }

  /** Entries that let somebody change settings who is no editor. */
  List<AclBinding> strangers(Iterable<AclBinding> existing) {
    Set<String> editors = new LinkedHashSet<>();
    members.stream()
        .filter(member -> member.role() == Role.EDITOR)
        .forEach(member -> editors.add(member.principal()));
    List<AclBinding> strangers = new ArrayList<>();
    for (AclBinding binding : existing) {
      if (binding.entry().permissionType() == AclPermissionType.ALLOW
          && CHANGES.contains(binding.entry().operation())
          && coversSettings(binding.pattern())
          && !editors.contains(binding.entry().principal())) {
        strangers.add(binding);
      }
    }
    return strangers;
  }

  /** Whether an entry is about a settings topic alone, so that nothing else goes with it. */
  static boolean isOnlyAboutSettings(AclBinding binding) {
    return binding.pattern().patternType() == PatternType.LITERAL
        && !binding.pattern().name().equals(EVERYWHERE);
  }

  private static boolean coversSettings(ResourcePattern pattern) {
    return pattern.resourceType() == ResourceType.TOPIC
        && (covers(pattern, Topics.SETTINGS_ACCOUNTS.name())
            || covers(pattern, Topics.SETTINGS_HISTORY.name()));
  }

  private static boolean covers(ResourcePattern pattern, String topic) {
    return pattern.patternType() == PatternType.PREFIXED
        ? topic.startsWith(pattern.name())
        : pattern.name().equals(EVERYWHERE) || pattern.name().equals(topic);
  }
}
