package io.handoff.settings.authoring.section;

import io.handoff.language.trigger.TriggerTerm;
import io.handoff.language.trigger.TriggerTerms;
import io.handoff.settings.authoring.Digests;
import io.handoff.settings.authoring.Fields;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Section;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.Values;
import io.handoff.settings.authoring.Words;
import io.handoff.settings.authoring.Yaml.Hidden;
import io.handoff.settings.authoring.Yaml.Mapping;
import io.handoff.settings.model.ChannelConfig.CustomTrigger;
import io.handoff.settings.model.ChannelConfig.TriggerConfig;
import io.handoff.settings.model.Languages;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code triggers}, of the account and of its channels. One per file: ids are the account's.
 */
final class TriggersReader {

  private static final int SLUG = 48;

  private final Map<String, CustomTrigger> known = new HashMap<>();

  /**
   * The triggers that result from the section over a base.
   *
   * @param node null: the base alone
   * @param language of phrases that name none
   */
  TriggerConfig read(@Nullable Node node, Section section, String language, TriggerConfig base) {
    Fields fields = node == null ? null : Fields.of(node, section);
    if (fields == null) {
      return base;
    }
    List<CustomTrigger> custom = base.custom();
    Node replaced = fields.get("custom");
    if (replaced != null) {
      custom = list(replaced, language, List.of());
    }
    if (section == Section.CHANNEL_TRIGGERS) {
      custom = without(custom, fields.items("customRemove", SettingsLimits.TRIGGERS));
      Node added = fields.get("customAdd");
      if (added != null) {
        custom = Stream.concat(custom.stream(), list(added, language, custom).stream()).toList();
      }
    }
    return new TriggerConfig(
        fields.truthValue("aiAgentCouldNotAnswer", base.aiAgentCouldNotAnswer()),
        fields.truthValue("personRequested", base.personRequested()),
        fields.truthValue("aiAgentPaused", base.aiAgentPaused()),
        fields.truthValue("noAiAgent", base.noAiAgent()),
        custom);
  }

  private List<CustomTrigger> list(Node node, String language, List<CustomTrigger> before) {
    Set<String> ids = new HashSet<>();
    Set<String> phrases = new HashSet<>();
    before.forEach(
        trigger -> {
          ids.add(trigger.id());
          phrases.add(key(trigger));
        });
    List<CustomTrigger> triggers = new ArrayList<>();
    List<Node> items = node.items(SettingsLimits.TRIGGERS);
    for (Node item : items == null ? List.<Node>of() : items) {
      CustomTrigger trigger = one(item, language);
      if (trigger == null) {
        continue;
      }
      CustomTrigger other = known.putIfAbsent(trigger.id(), trigger);
      if (!ids.add(trigger.id()) || (other != null && !key(other).equals(key(trigger)))) {
        item.error(
            ProblemCode.DUPLICATE_ID,
            "the custom trigger '" + Words.shown(trigger.id()) + "' is there already",
            "remove one of the two, or give this one an id of its own");
        continue;
      }
      if (!phrases.add(key(trigger))) {
        item.warning(
            ProblemCode.DUPLICATE_PHRASE,
            "the phrase '" + Words.shown(trigger.phrase()) + "' is there already",
            "one of the two is enough");
      }
      TriggerTerms.problems(new TriggerTerm(trigger.id(), trigger.phrase(), trigger.language()))
          .forEach(
              problem ->
                  item.warning(
                      ProblemCode.NO_EFFECT,
                      "'%s' never fires: %s"
                          .formatted(Words.shown(trigger.phrase()), problem.message()),
                      null));
      triggers.add(trigger);
    }
    return triggers;
  }

  private static @Nullable CustomTrigger one(Node item, String language) {
    if (!(item.yaml() instanceof Mapping)) {
      String phrase = item.yaml() instanceof Hidden ? null : phrase(item);
      return phrase == null ? null : trigger(null, phrase, Languages.primary(language));
    }
    Fields fields = Fields.of(item, Section.CUSTOM_TRIGGER);
    if (fields == null) {
      return null;
    }
    Node idNode = fields.get("id");
    String id = idNode == null ? null : Values.id(idNode);
    Node phraseNode = fields.required("phrase");
    String phrase = phraseNode == null ? null : phrase(phraseNode);
    String primary = Languages.primary(fields.language("language", language));
    return phrase == null ? null : trigger(id, phrase, primary);
  }

  private static @Nullable String phrase(Node node) {
    String phrase = node.line(SettingsLimits.PHRASE);
    if (phrase != null && phrase.codePoints().noneMatch(Character::isLetterOrDigit)) {
      node.error(
          ProblemCode.BAD_TEXT,
          node.label() + " must hold a letter or a digit (was '" + Words.shown(phrase) + "')",
          null);
      return null;
    }
    return phrase;
  }

  private static CustomTrigger trigger(@Nullable String id, String phrase, String language) {
    return new CustomTrigger(id == null ? idOf(phrase, language) : id, phrase, language);
  }

  /**
   * The id of a trigger that was given none: the phrase's letters and digits and the language,
   * {@code refund-me-en}; with a few digits of a hash where letters and digits are not all of it.
   */
  static String idOf(String phrase, String language) {
    String folded = fold(phrase);
    StringBuilder slug = new StringBuilder();
    folded
        .codePoints()
        .limit(SLUG)
        .map(c -> Character.isLetterOrDigit(c) || isMark(c) ? c : '-')
        .forEach(slug::appendCodePoint);
    String text = slug.toString().replaceAll("-+", "-").replaceAll("^-|-$", "");
    if (text.isEmpty() || isMark(text.codePointAt(0))) {
      text = "x" + text;
    }
    boolean whole = text.equals(folded.replace(' ', '-'));
    String hash =
        whole ? "" : "-" + Digests.sha256(folded.getBytes(StandardCharsets.UTF_8)).substring(0, 6);
    return text + hash + "-" + language;
  }

  private List<CustomTrigger> without(List<CustomTrigger> triggers, List<Node> removed) {
    List<CustomTrigger> left = new ArrayList<>(triggers);
    for (Node node : removed) {
      String name = node.line(SettingsLimits.ID);
      if (name != null
          && !left.removeIf(t -> t.id().equals(name) || fold(t.phrase()).equals(fold(name)))) {
        List<String> candidates =
            triggers.stream().flatMap(t -> Stream.of(t.phrase(), t.id())).toList();
        node.error(
            ProblemCode.UNKNOWN_TRIGGER,
            "no custom trigger '" + Words.shown(name) + "' to remove",
            Words.didYouMean(name, candidates));
      }
    }
    return left;
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private static String key(CustomTrigger trigger) {
    return trigger.language() + "/" + fold(trigger.phrase());
  }

  private static String fold(String phrase) {
    return Normalizer.normalize(phrase, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .strip()
        .replaceAll("\\s+", " ");
  }
}
