package io.handoff.settings;

import io.handoff.settings.authoring.Includes;
import io.handoff.settings.authoring.Node;
import io.handoff.settings.authoring.ProblemCode;
import io.handoff.settings.authoring.Problems;
import io.handoff.settings.authoring.Reading;
import io.handoff.settings.authoring.SettingsLimits;
import io.handoff.settings.authoring.SettingsText;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.authoring.Yaml;
import io.handoff.settings.authoring.section.AccountReader;
import io.handoff.settings.model.AccountConfig;
import io.handoff.settings.model.SettingsDefaults;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes settings of the YAML file that a person wrote, or of the canonical JSON that {@link
 * SettingsDocument} makes of settings: JSON is YAML too, so both go one way and pass the same
 * checks.
 *
 * <p>Finds all problems at once, each with its place; only text that is no YAML ends the reading
 * where it stops being YAML. What follows from another problem is not reported again. Never throws,
 * whatever the text; the same text gives the same result. Stateless: may be shared by threads.
 *
 * <p>The form of the file is described by {@code settings.schema.json} beside this class, the
 * defaults by {@link SettingsDefaults}, the bounds by {@link SettingsLimits}.
 */
public final class SettingsParser {

  /**
   * Reads a document as services do, or a file that is only to be checked. A channel that is on and
   * does not say since when counts as on since ever (1970).
   *
   * @param sourceName what problems call the file
   */
  public ParsedSettings parse(String sourceName, String text, Strictness strictness) {
    return parse(List.of(new SettingsText(sourceName, text)), strictness);
  }

  /**
   * The same of a file and those that it includes.
   *
   * @param files the file, then at least those that {@link Includes#of} names and that are there;
   *     what it includes and is not among them is reported
   */
  public ParsedSettings parse(List<SettingsText> files, Strictness strictness) {
    return parse(files, strictness, Instant.EPOCH, null);
  }

  /**
   * Reads settings that are about to be applied.
   *
   * @param files as above
   * @param appliedAt since when a channel is on that is turned on without {@code onSince}
   * @param previous the version before: channels that were on keep their moment; null: there is
   *     none
   */
  public ParsedSettings parse(
      List<SettingsText> files,
      Strictness strictness,
      Instant appliedAt,
      @Nullable AccountConfig previous) {
    Problems problems = new Problems(files.stream().map(SettingsText::name).toList());
    Reading reading = new Reading(problems, strictness);
    Yaml root = new Includes(files, reading).join();
    AccountConfig config = null;
    if (root != null) {
      Node node = new Node(reading, "", "the file", root);
      config = AccountReader.read(node, appliedAt, previous);
      if (config != null && strictness == Strictness.STRICT && !problems.hasErrors()) {
        checkSize(node, config);
      }
    }
    return new ParsedSettings(problems.hasErrors() ? null : config, problems.inOrder());
  }

  /** What cannot be published must not pass for valid. */
  private static void checkSize(Node node, AccountConfig config) {
    int bytes = SettingsDocument.write(config).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > SettingsLimits.DOCUMENT) {
      node.error(
          ProblemCode.TOO_LONG,
          "the settings are too large: %,d bytes once merged into every channel, at most %,d"
              .formatted(bytes, SettingsLimits.DOCUMENT),
          "use fewer channels, or fewer triggers and texts that hold on all of them");
    }
  }
}
