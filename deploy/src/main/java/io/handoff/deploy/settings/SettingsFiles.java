package io.handoff.deploy.settings;

import io.handoff.avro.SettingsSource;
import io.handoff.avro.SettingsVersion;
import io.handoff.settings.ParsedSettings;
import io.handoff.settings.SettingsParser;
import io.handoff.settings.authoring.Includes;
import io.handoff.settings.authoring.Problem;
import io.handoff.settings.authoring.Strictness;
import io.handoff.settings.model.AccountConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An account's settings as they lie on the disk: a file, and those that it includes.
 *
 * @param files the file itself, then those that it includes and that are there, in its order
 */
public record SettingsFiles(List<SettingsFile> files) {

  public SettingsFiles {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no file");
    }
  }

  /**
   * A file and those that it includes. One that is not there is left out; reading the settings
   * reports it.
   *
   * @throws IOException if the file is not there, or one of them cannot be read; names that one
   */
  public static SettingsFiles read(Path path) throws IOException {
    Path fileName = Objects.requireNonNull(path.getFileName(), path::toString);
    SettingsFile first = SettingsFile.read(fileName.toString(), path);
    List<SettingsFile> files = new ArrayList<>(List.of(first));
    if (first.notUtf8() == null) {
      for (String name : Includes.of(first.settingsText())) {
        Path included = path.resolveSibling(name);
        if (Files.isRegularFile(included)) {
          files.add(SettingsFile.read(name, included));
        }
      }
    }
    return new SettingsFiles(files);
  }

  /** The files that a version was applied from. Empty: it has none. */
  public static Optional<SettingsFiles> of(SettingsVersion version) {
    return version.getSources().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SettingsFiles(
                version.getSources().stream()
                    .map(source -> new SettingsFile(source.getName(), source.getText(), null))
                    .toList()));
  }

  /** A text that lies nowhere. */
  static SettingsFiles of(String name, String text) {
    return new SettingsFiles(List.of(new SettingsFile(name, text, null)));
  }

  /** The name of the file that includes the others. */
  public String name() {
    return files.getFirst().name();
  }

  /** The settings as a file that is only to be checked. */
  public ParsedSettings parse() {
    return parse(Instant.EPOCH, null);
  }

  /**
   * The settings as they would be applied.
   *
   * @param appliedAt since when a channel is on that is turned on
   * @param previous the version before; null: there is none
   */
  public ParsedSettings parse(Instant appliedAt, @Nullable AccountConfig previous) {
    List<Problem> notUtf8 =
        files.stream().map(SettingsFile::notUtf8).filter(Objects::nonNull).toList();
    return notUtf8.isEmpty()
        ? new SettingsParser()
            .parse(
                files.stream().map(SettingsFile::settingsText).toList(),
                Strictness.STRICT,
                appliedAt,
                previous)
        : new ParsedSettings(null, notUtf8);
  }

  /** As they are kept with a version. */
  List<SettingsSource> sources() {
    return files.stream().map(file -> new SettingsSource(file.name(), file.text())).toList();
  }

  /** The text of one of them; empty: it is none of them. */
  String text(String name) {
    return files.stream()
        .filter(file -> file.name().equals(name))
        .map(SettingsFile::text)
        .findFirst()
        .orElse("");
  }

  /** With the first file changed in which the change finds what it changes; empty: none. */
  public Optional<SettingsFiles> changed(Function<String, Optional<String>> change) {
    for (int i = 0; i < files.size(); i++) {
      Optional<String> text = change.apply(files.get(i).text());
      if (text.isPresent()) {
        List<SettingsFile> changed = new ArrayList<>(files);
        changed.set(i, new SettingsFile(files.get(i).name(), text.get(), null));
        return Optional.of(new SettingsFiles(changed));
      }
    }
    return Optional.empty();
  }
}
