package io.handoff.deploy.security;

import io.handoff.deploy.Handoff;
import io.handoff.deploy.security.AccessPlan.Member;
import io.handoff.deploy.settings.ConnectionOptions;
import io.handoff.deploy.settings.SettingsTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * {@code security apply}: brings the access entries of an {@link AccessPlan} to a broker. May be
 * run again at any time; takes nothing from anybody but, when asked to, the right to change
 * settings from those who are no editors.
 */
@Command(
    name = "apply",
    description = {
      "Gives every service, platform, desktop and person what their work takes on the broker, and"
          + " nothing else. Only editors may change settings; everybody else is refused by the"
          + " broker itself. May be run again at any time; what is there stays.",
      "",
      "Needs a broker with an authorizer, and the profile of one of its super.users.",
    },
    footer = {
      "",
      "Examples:",
      "  deploy/handoff security apply --profile admin.properties \\",
      "      --editor User:anna --platform User:chat --desktop User:desk",
      "  deploy/handoff security apply --profile admin.properties @access.txt --dry-run",
      "                       the same options, one a line, from a file"
    },
    exitCodeList = {
      "0:it worked, and only editors may change settings",
      "1:others may change settings, too; the output names them",
      "2:the command line is wrong",
      "4:the broker does not answer, or has no authorizer",
      "5:refused: this user may not change who may do what"
    })
final class SecurityApply extends SettingsTask {

  @Mixin private final ConnectionOptions connection;

  @Option(
      names = "--editor",
      paramLabel = "PRINCIPAL",
      description = "Changes settings: User:anna. Several: say it several times.")
  private List<String> editors = new ArrayList<>();

  @Option(
      names = "--platform",
      paramLabel = "PRINCIPAL",
      description = "Publishes conversations and presence, and carries actions out.")
  private List<String> platforms = new ArrayList<>();

  @Option(
      names = "--desktop",
      paramLabel = "PRINCIPAL",
      description = "Shows agents their tickets and sends what they want done.")
  private List<String> desktops = new ArrayList<>();

  @Option(
      names = "--outside-system",
      paramLabel = "PRINCIPAL",
      description = "Publishes what it knows of customers.")
  private List<String> outsideSystems = new ArrayList<>();

  @Option(
      names = "--reader",
      paramLabel = "PRINCIPAL",
      description = "Reads everything, for report, why, preview and settings show.")
  private List<String> readers = new ArrayList<>();

  @Option(
      names = "--service",
      paramLabel = "NAME=PRINCIPAL",
      description =
          "Whom a service runs as, such as trigger-service=User:trigger. Default: User:NAME.")
  private Map<String, String> services = new LinkedHashMap<>();

  @Option(
      names = "--prune",
      description = "Take the right to change settings from everybody who is no editor.")
  private boolean prune;

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  SecurityApply(ConnectionOptions connection) {
    this.connection = connection;
  }

  @Override
  protected int run() throws InterruptedException {
    AccessPlan plan = plan();
    Map<String, Object> config = connection.endpoints().clientConfig();
    config.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) connection.timeout().toMillis());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) connection.timeout().toMillis());
    try (Admin admin = Admin.create(config)) {
      AccessEntries entries = new AccessEntries(admin);
      Set<AclBinding> before = entries.all();
      List<AclBinding> strangers = plan.strangers(before);
      List<AclBinding> removed =
          prune ? strangers.stream().filter(AccessPlan::isOnlyAboutSettings).toList() : List.of();
      if (!dryRun) {
        entries.add(
            plan.members().stream()
                .flatMap(member -> member.bindings().stream())
                .filter(binding -> !before.contains(binding))
                .collect(Collectors.toSet()));
        entries.remove(removed);
      }
      plan.members().forEach(member -> tell(member, before));
      removed.forEach(
          binding -> tell("removed", binding, dryRun ? "would be taken away" : "taken away"));
      List<AclBinding> left =
          strangers.stream().filter(binding -> !removed.contains(binding)).toList();
      left.forEach(binding -> tell("stranger", binding, "may change settings, too"));
      return conclude(plan, left);
    }
  }

  private AccessPlan plan() {
    List<Member> members = new ArrayList<>();
    for (Role service : Role.SERVICES) {
      String named = services.getOrDefault(service.text(), "User:" + service.text());
      members.add(new Member(service, principal(named)));
    }
    Set<String> unknown = new TreeSet<>(services.keySet());
    Role.SERVICES.forEach(service -> unknown.remove(service.text()));
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          commandLine(),
          "--service: there is no %s; the services are %s."
              .formatted(
                  String.join(", ", unknown),
                  Role.SERVICES.stream().map(Role::text).collect(Collectors.joining(", "))));
    }
    editors.forEach(name -> members.add(new Member(Role.EDITOR, principal(name))));
    platforms.forEach(name -> members.add(new Member(Role.PLATFORM, principal(name))));
    desktops.forEach(name -> members.add(new Member(Role.DESKTOP, principal(name))));
    outsideSystems.forEach(name -> members.add(new Member(Role.OUTSIDE_SYSTEM, principal(name))));
    readers.forEach(name -> members.add(new Member(Role.READER, principal(name))));
    AccessPlan plan = new AccessPlan(members);
    if (!plan.tooNear().isEmpty()) {
      throw new ParameterException(
          commandLine(),
          "Consumer groups go by names, and %s would share those of the services: choose another."
              .formatted(String.join(", ", plan.tooNear())));
    }
    return plan;
  }

  private String principal(String written) {
    int colon = written.indexOf(':');
    if (colon < 1 || colon == written.length() - 1 || written.endsWith(":*")) {
      throw new ParameterException(
          commandLine(),
          "'%s' names nobody: write the principal as the broker does, such as User:%s."
              .formatted(written, written.contains(":") ? "anna" : written));
    }
    return written;
  }

  private void tell(Member member, Set<AclBinding> before) {
    Set<AclBinding> bindings = member.bindings();
    long added = bindings.stream().filter(binding -> !before.contains(binding)).count();
    if (json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kind", "member");
      fields.put("role", member.role().text());
      fields.put("principal", member.principal());
      fields.put("entries", bindings.size());
      fields.put("added", added);
      fields.put("dryRun", dryRun);
      printJson(fields);
    } else {
      out()
          .printf(
              "%-18s %-28s %2d entries, %s%n",
              member.role().text(),
              member.principal(),
              bindings.size(),
              added == 0 ? "all there" : added + (dryRun ? " would be added" : " added"));
    }
  }

  private void tell(String kind, AclBinding binding, String what) {
    String pattern =
        "%s on topics %s %s"
            .formatted(
                binding.entry().operation(),
                binding.pattern().patternType() == PatternType.PREFIXED
                    ? "beginning with"
                    : "named",
                binding.pattern().name());
    if (json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kind", kind);
      fields.put("principal", binding.entry().principal());
      fields.put("entry", pattern);
      fields.put("dryRun", dryRun);
      printJson(fields);
    } else {
      out().printf("%s %s: %s%n", binding.entry().principal(), what, pattern);
    }
  }

  private int conclude(AccessPlan plan, List<AclBinding> left) {
    if (left.isEmpty()) {
      boolean anybody = plan.members().stream().anyMatch(m -> m.role() == Role.EDITOR);
      if (!json()) {
        out()
            .println(
                anybody
                    ? "Only editors and the broker's super.users may change settings."
                    : "Nobody but the broker's super.users may change settings: there is no"
                        + " --editor.");
      }
      return 0;
    }
    boolean helps = left.stream().anyMatch(AccessPlan::isOnlyAboutSettings);
    say(
        helps
            ? "others may change settings: --prune takes that from them"
            : "others may change settings by an entry that covers more than settings: remove it"
                + " with Kafka's own kafka-acls, which knows what else they need");
    return Handoff.FAILED;
  }
}
