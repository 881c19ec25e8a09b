package io.handoff.language.trigger;

import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.pl.PolishAnalyzer;
import org.apache.lucene.analysis.stempel.StempelStemmer;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/**
 * Lucene's stemmers, for words that no dictionary knows. The stemmers keep buffers, so each thread
 * has its own.
 */
final class Stemmer {
  private static final Map<String, ThreadLocal<UnaryOperator<String>>> STEMMERS =
      Map.ofEntries(
          snowball("en", EnglishStemmer::new),
          snowball("de", GermanStemmer::new),
          snowball("fr", FrenchStemmer::new),
          snowball("es", SpanishStemmer::new),
          snowball("pt", PortugueseStemmer::new),
          snowball("it", ItalianStemmer::new),
          snowball("nl", DutchStemmer::new),
          snowball("ru", RussianStemmer::new),
          snowball("tr", TurkishStemmer::new),
          snowball("sv", SwedishStemmer::new),
          snowball("da", DanishStemmer::new),
          snowball("no", NorwegianStemmer::new),
          snowball("fi", FinnishStemmer::new),
          snowball("hu", HungarianStemmer::new),
          snowball("ro", RomanianStemmer::new),
          Map.entry("pl", ThreadLocal.withInitial(Stemmer::polish)));

  private Stemmer() {}

  /** The stem, or the word itself where the language has no stemmer. */
  static String stem(String language, String word) {
    ThreadLocal<UnaryOperator<String>> stemmer = STEMMERS.get(language);
    return stemmer == null ? word : stemmer.get().apply(word);
  }

  private static Map.Entry<String, ThreadLocal<UnaryOperator<String>>> snowball(
      String language, Supplier<SnowballStemmer> make) {
    return Map.entry(
        language,
        ThreadLocal.withInitial(
            () -> {
              SnowballStemmer stemmer = make.get();
              return word -> {
                stemmer.setCurrent(word);
                stemmer.stem();
                return stemmer.getCurrent();
              };
            }));
  }

  private static UnaryOperator<String> polish() {
    StempelStemmer stemmer = new StempelStemmer(PolishAnalyzer.getDefaultTable());
    return word -> {
      StringBuilder stem = word.length() < 4 ? null : stemmer.stem(word);
      return stem == null || stem.length() < 3 ? word : stem.toString();
    };
  }
}
