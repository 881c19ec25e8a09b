package io.handoff.settings.authoring.section;

import io.handoff.rules.RuleFields;
import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.model.LookupConfig;
import io.handoff.settings.model.LookupsConfig;
import io.handoff.settings.model.SettingsDefaults;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code lookups}: outside systems that rules can ask. */
final class LookupsReader {
  private LookupsReader() {}

  /** Stands in names of fields between dots. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern POINTER = Pattern.compile("(/[^/\\s]{1,100}){1,20}");

  /** Every reference that a value can hold; other dollar signs with a brace are mistakes. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z][A-Z0-9_]{0,99}}");

  static LookupsConfig read(@Nullable Node node) {
    List<Node> items = node == null ? null : node.items(SettingsLimits.LOOKUPS);
    Map<String, LookupConfig> lookups = new LinkedHashMap<>();
    for (Node item : items == null ? List.<Node>of() : items) {
      LookupConfig lookup = lookup(item);
      if (lookup != null && lookups.putIfAbsent(lookup.id(), lookup) != null) {
        item.error(
            ProblemCode.DUPLICATE_ID,
            "there is another lookup with the id '" + Words.shown(lookup.id()) + "'",
            "give each its own id");
      }
    }
    return lookups.isEmpty() ? LookupsConfig.NONE : new LookupsConfig(lookups);
  }

  private static @Nullable LookupConfig lookup(Node node) {
    Fields fields = Fields.of(node, Section.LOOKUP);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.required("id");
    String id = idNode == null ? null : name(idNode);
    Node urlNode = fields.required("url");
    String url = urlNode == null ? null : url(urlNode);
    List<LookupConfig.Given> given = given(fields);
    Map<String, String> headers = headers(fields);
    Duration timeout =
        duration(
            fields.get("timeout"),
            SettingsLimits.LOOKUP_TIMEOUT_MIN,
            SettingsLimits.LOOKUP_TIMEOUT_MAX,
            SettingsDefaults.LOOKUP_TIMEOUT);
    Node cacheNode = fields.getOrNothing("cache");
    Duration cache =
        cacheNode == null || cacheNode.isOff()
            ? Duration.ZERO
            : duration(
                cacheNode,
                SettingsLimits.LOOKUP_CACHE_MIN,
                SettingsLimits.LOOKUP_CACHE_MAX,
                Duration.ZERO);
    return id == null || url == null
        ? null
        : new LookupConfig(id, url, headers, timeout, cache, given);
  }

  private static Duration duration(
      @Nullable Node node, Duration min, Duration max, Duration otherwise) {
    Duration read = node == null ? null : Values.duration(node, min, max, Duration.ZERO);
    return read == null ? otherwise : read;
  }

  private static @Nullable String name(Node node) {
    String name = node.line(SettingsLimits.NAME);
    if (name != null && !NAME.matcher(name).matches()) {
      node.error(
          ProblemCode.BAD_ID,
          "%s must consist of letters, digits, hyphens and underscores, at most 50 (was '%s')"
              .formatted(node.label(), Words.shown(name)),
          null);
      return null;
    }
    return name;
  }

  private static @Nullable String url(Node node) {
    String url = node.line(SettingsLimits.TEXT);
    if (url == null) {
      return null;
    }
    boolean known = true;
    for (String placeholder : LookupConfig.placeholders(url)) {
      if (RuleFields.named(placeholder).isEmpty() || placeholder.startsWith("event.")) {
        node.error(
            ProblemCode.UNKNOWN_PLACEHOLDER,
            "there is no field '" + Words.shown(placeholder) + "' to put into the address",
            Words.didYouMeanOneOf(placeholder, RuleFields.suggestions()));
        known = false;
      }
    }
    String plain = url.replaceAll("\\{[^{}]*}", "x");
    if (!isAddress(plain) || url.indexOf('{') >= 0 && url.indexOf('{') < pathOf(url)) {
      node.error(
          ProblemCode.BAD_ADDRESS,
          node.label()
              + " must be an address whose host is written out (was '"
              + Words.shown(url)
              + "')",
          "write it like this: https://crm.example.org/customers/{customer.id}");
      return null;
    }
    return known ? url : null;
  }

  /** Where the host is over; 0 where there is none. */
  private static int pathOf(String url) {
    int host = url.indexOf("//");
    int slash = host < 0 ? -1 : url.indexOf('/', host + 2);
    return slash < 0 ? url.length() : slash;
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = uri.getScheme();
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null
          && ("https".equals(scheme) || "http".equals(scheme));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<String, String> headers(Fields fields) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Node item : fields.items("headers", SettingsLimits.LOOKUP_HEADERS)) {
      Fields header = Fields.of(item, Section.LOOKUP_HEADER);
      Node nameNode = header == null ? null : header.required("name");
      Node valueNode = header == null ? null : header.required("value");
      String name = nameNode == null ? null : nameNode.line(SettingsLimits.NAME);
      String value = valueNode == null ? null : valueNode.line(SettingsLimits.LINE);
      if (nameNode != null && name != null && !HEADER.matcher(name).matches()) {
        nameNode.error(
            ProblemCode.BAD_ID, "'" + Words.shown(name) + "' is no name of a header", null);
      } else if (valueNode != null
          && value != null
          && VARIABLE.matcher(value).replaceAll("").contains("${")) {
        valueNode.error(
            ProblemCode.BAD_PLACEHOLDER,
            "a value from the environment is written with capital letters, digits and underscores",
            "for example: Bearer ${CRM_TOKEN}");
      } else if (name != null && value != null) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private static List<LookupConfig.Given> given(Fields fields) {
    List<LookupConfig.Given> all = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    Node list = fields.required("fields");
    for (Node item :
        list == null ? List.<Node>of() : fields.items("fields", SettingsLimits.LOOKUP_FIELDS)) {
      Fields field = Fields.of(item, Section.LOOKUP_FIELD);
      Node nameNode = field == null ? null : field.required("name");
      String name = nameNode == null ? null : name(nameNode);
      Node atNode = field == null ? null : field.required("at");
      String at = atNode == null ? null : atNode.line(SettingsLimits.NAME);
      if (field == null || nameNode == null || name == null || atNode == null || at == null) {
        continue;
      }
      LookupConfig.Type type = field.oneOf("type", LookupConfig.Type.class, LookupConfig.Type.TEXT);
      if (!POINTER.matcher(at).matches()) {
        atNode.error(
            ProblemCode.BAD_VALUE,
            atNode.label()
                + " must say where the field stands in the answer (was '"
                + Words.shown(at)
                + "')",
            "for example: /customer/tier");
      } else if (name.equals(FAILED) || !names.add(name)) {
        nameNode.error(
            ProblemCode.DUPLICATE_ID,
            "there is another field '" + Words.shown(name) + "' in this lookup",
            name.equals(FAILED) ? "'failed' says whether the lookup failed" : null);
      } else {
        all.add(new LookupConfig.Given(name, type, at));
      }
    }
    return all;
  }

  /** The field that every lookup has. */
  static final String FAILED = "failed";
}
