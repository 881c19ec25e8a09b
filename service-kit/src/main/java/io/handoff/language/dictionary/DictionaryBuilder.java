package io.handoff.language.dictionary;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import morfologik.fsa.FSA;
import morfologik.fsa.builders.CFSA2Serializer;
import morfologik.fsa.builders.FSABuilder;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;
import morfologik.stemming.WordData;

/**
 * Writes the word-form automata of each language. Runs while the module is built, never at run
 * time: the dictionaries that it reads are not shipped, only what it writes is. Reading them whole
 * takes a minute, so a language whose files are there and were written by this version is left
 * alone.
 */
public final class DictionaryBuilder {
  private static final String VERSION = "2";
  private static final int LONGEST_DUTCH = 14;

  private record Source(String language, String resource, String artifact) {}

  private static final List<Source> SOURCES =
      List.of(
          new Source("pl", "morfologik/stemming/polish/polish.dict", "morfologik-polish 2.1.9"),
          new Source("en", languageTool("en/english"), "english-pos-dict 0.6"),
          new Source("de", languageTool("de/german"), "german-pos-dict 1.2.4"),
          new Source("fr", languageTool("fr/french"), "french-pos-dict 0.7"),
          new Source("es", languageTool("es/es-ES"), "spanish-pos-dict 2.3"),
          new Source("pt", languageTool("pt/portuguese"), "portuguese-pos-dict 1.2.0"),
          new Source("it", languageTool("it/italian"), "language-it 6.6"),
          new Source("nl", languageTool("nl/dutch"), "dutch-pos-dict 0.1"),
          new Source("ru", languageTool("ru/russian"), "language-ru 6.6"),
          new Source("uk", "ua/net/nlp/ukrainian.dict", "morfologik-ukrainian-search 4.9.1"));

  private DictionaryBuilder() {}

  private static String languageTool(String name) {
    return "org/languagetool/resource/" + name + ".dict";
  }

  /**
   * Arguments: a folder that keeps the automata from build to build, and the folder of the classes,
   * which gets a copy.
   */
  public static void main(String[] args) throws IOException {
    Path kept = Path.of(args[0]);
    Path target = Path.of(args[1]);
    Files.createDirectories(kept);
    Files.createDirectories(target);
    SOURCES.parallelStream().forEach(source -> provide(source, kept, target));
  }

  private static void provide(Source source, Path kept, Path target) {
    try {
      Path stamp = kept.resolve(source.language() + ".source");
      String expected = source.artifact() + ", builder " + VERSION + "\n";
      if (!Files.exists(stamp) || !Files.readString(stamp).equals(expected)) {
        build(source, kept);
        Files.writeString(stamp, expected);
      }
      for (String part : List.of(".forms.fsa", ".lemmas.fsa")) {
        Path from = kept.resolve(source.language() + part);
        Path to = target.resolve(source.language() + part);
        if (!Files.exists(to) || Files.mismatch(from, to) >= 0) {
          Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(source.artifact(), e);
    }
  }

  private static void build(Source source, Path folder) throws IOException {
    List<byte[]> fromLemma = new ArrayList<>();
    List<byte[]> fromForm = new ArrayList<>();
    byte[][] last = new byte[2][];
    read(
        source,
        (form, lemma) -> {
          addIfNew(fromLemma, encode(lemma, form), last, 0);
          addIfNew(fromForm, encode(form, lemma), last, 1);
        });
    write(folder.resolve(source.language() + ".forms.fsa"), fromLemma);
    write(folder.resolve(source.language() + ".lemmas.fsa"), fromForm);
  }

  /** A dictionary has an entry for each reading of a form, most often one after the other. */
  private static void addIfNew(List<byte[]> pairs, byte[] pair, byte[][] last, int which) {
    if (pair.length > 0 && !Arrays.equals(pair, last[which])) {
      pairs.add(pair);
      last[which] = pair;
    }
  }

  private static void read(Source source, BiConsumer<String, String> sink) throws IOException {
    URL url =
        Objects.requireNonNull(
            DictionaryBuilder.class.getClassLoader().getResource(source.resource()),
            source.resource());
    Dictionary dictionary = Dictionary.read(url);
    for (WordData entry : new DictionaryLookup(dictionary)) {
      CharSequence stem = entry.getStem();
      if (stem != null) {
        String form = clean(source, entry.getWord().toString());
        String lemma = clean(source, stem.toString());
        if (isWord(source, form) && isWord(source, lemma)) {
          sink.accept(form, lemma);
        }
      }
    }
  }

  private static String clean(Source source, String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    return source.language().equals("ru") ? lower.replace('ё', 'е') : lower;
  }

  /** Words as customers write them; the Dutch dictionary is for the most part long compounds. */
  private static boolean isWord(Source source, String word) {
    if (source.language().equals("nl") && word.length() > LONGEST_DUTCH) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '\'' && c != '-') {
        return false;
      }
    }
    return !word.isEmpty();
  }

  private static byte[] encode(String from, String to) {
    int common = 0;
    while (common < from.length()
        && common < to.length()
        && from.charAt(common) == to.charAt(common)) {
      common++;
    }
    int strip = from.length() - common;
    if (strip > WordForms.MOST_STRIPPED) {
      return new byte[0];
    }
    String text =
        from + WordForms.SEPARATOR + (char) (WordForms.STRIP_BASE + strip) + to.substring(common);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Path file, List<byte[]> pairs) throws IOException {
    byte[][] sorted = pairs.toArray(new byte[0][]);
    pairs.clear();
    Arrays.sort(sorted, FSABuilder.LEXICAL_ORDERING);
    FSABuilder builder = new FSABuilder();
    byte[] last = new byte[0];
    for (byte[] pair : sorted) {
      if (!Arrays.equals(pair, last)) {
        builder.add(pair, 0, pair.length);
        last = pair;
      }
    }
    FSA automaton = builder.complete();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      new CFSA2Serializer().serialize(automaton, out);
    }
  }
}
