package io.handoff.language.person;

import io.handoff.language.text.NormalizedText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines by which mail programs set quotations and signatures apart, in the languages that have
 * patterns for requests. Words are compared without case and diacritics.
 */
final class Quotation {
  /** A longer line introduces nothing. */
  private static final int LONGEST = 300;

  /** A sign that begins a quoted line; a face such as ">:(" is none. */
  private static final Pattern QUOTED =
      Pattern.compile("\\h*(?:>(?![:;=._]['-]?[()<>\\[\\]])|＞|&gt;).*", Pattern.DOTALL);

  private static final Pattern SEPARATOR =
      words(
          "[—_=*#\\h-]{2,}(?:original|original["
              + " -]?(?:message|e?-?mail|nachricht|meldung|appointment)|forwarded"
              + " (?:message|e?-?mail)|begin forwarded message|(?:ursprungliche|weitergeleitete)"
              + " (?:nachricht|e-?mail)|message"
              + " (?:d'origine|original|originel|transfere|reexpedie)|courriel original|mensaje"
              + " (?:original|reenviado|inicial)|mensagem"
              + " (?:original|encaminhada|reencaminhada)|messaggio"
              + " (?:originale|inoltrato|originario)|(?:oorspronkelijk|doorgestuurd)"
              + " bericht|(?:wiadomosc (?:oryginalna|przekazana)|(?:oryginalna|przekazana)"
              + " wiadomosc)|(?:исходное|оригинальное|пересылаемое|пересланное|переадресованное)"
              + " (?:сообщение|письмо)|(?:оригінальне|вихідне|початкове|переслане)"
              + " (?:повідомлення|лист)|(?:puvodni|preposlana)"
              + " (?:zprava|e-?mail)|(?:orijinal|orjinal|ozgun|iletilen)"
              + " (?:mesaj|ileti|e-?posta)|(?:원본|원래|전달된|전달) ?(?:메시지|메일|편지)"
              + "|(?:元の|転送された|転送)(?:メッセージ|メール)|(?:原始|原|转发的?|轉寄的?)(?:邮件|郵件|消息|訊息))"
              + "[:\\h]*[—_=*#\\h-]{2,}");

  /** What programs write before a message that is passed on, without dashes. */
  private static final Pattern FORWARDED =
      words(
          "(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)"
              + "|debut du message (?:reexpedie|transfere)|inicio del mensaje reenviado"
              + "|inicio da mensagem (?:reencaminhada|encaminhada)|inizio messaggio inoltrato"
              + "|poczatek przekazywanej wiadomosci|begin doorgestuurd bericht"
              + "|начало переадресованного сообщения|початок переадресованого повідомлення"
              + "|zacatek preposlane zpravy|전달된 메시지|転送されたメッセージ"
              + "|下面是被转发的邮件|以下是轉寄的郵件)\\h*:");

  private static final Pattern ADDRESS = words("[^\\s<>@]+@[^\\s<>@]+\\.[^\\s<>@]+");
  private static final Pattern ENDS_WITH_ADDRESS = words("<[^<>]*@[^<>]*>\\)?\\h*:$");
  private static final Pattern DIGIT = words("\\d");

  private static final String WROTE =
      "(?:\\b(?:wrote|writes|schrieb|schreibt|geschrieben|a ecrit|escribio|escribe|escreveu"
          + "|ha scritto|scrive|napisala?|napisana|pisze|napsala?|schreef|schrijft|написала?|пишет"
          + "|писала?|написав|пише|yazdi)\\b(?:\\(\\p{L}+\\))?"
          + "|작성|쓴 ?글|님이 보낸|写道|寫道|のメール|のメッセージ|書きました)";

  private static final Pattern VERB = words(WROTE);

  private static final String WEEKDAY =
      "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
          + "|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
          + "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
          + "|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
          + "|segunda|terca|quarta|quinta|sexta"
          + "|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica"
          + "|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
          + "|poniedzialek|wtorek|srode|czwartek|piatek|sobote|niedziele";

  /** A day or a date at the beginning, with the words that languages put before it. */
  private static final Pattern BEGINS =
      words(
          "^(?:(?:on|am|le|el|em|il|op|we?)\\h(?:"
              + WEEKDAY
              + ")\\b|(?:on|am|le|el|em|il|op|dne|dnia|w dniu|no dia|wiadomosc)\\h.*\\d"
              + "|[在於于]\\h?\\d|(?:\\p{L}{1,12}[.,]{0,2}\\h?)?\\d)");

  /** A name and "wrote" and nothing else. */
  private static final Pattern NAME_WROTE =
      words("^(?:[\\p{L}'-]+\\h){1,4}" + WROTE + "\\h*:$|^(?:on|am|le)\\h.*" + WROTE + ".*:$");

  private static final String FROM =
      "from|von|de|da|od|van|от|від|kimden|gonderen|보낸 ?사람|差出人|送信者|发件人|发送人|寄件者|寄件人";
  private static final String SENT =
      "sent|gesendet|envoye(?: le)?|enviado(?: el| em)?|enviada em|inviato|wyslano|verzonden"
          + "|отправлено|надіслано|odeslano|gonderildi|gonderme tarihi|보낸 ?날짜|送信日時|发送时间"
          + "|发送日期|传送日期|傳送日期|寄件日期";
  private static final String DATE = "date|datum|fecha|data|дата|tarih|날짜|日付|日時|日期";
  private static final String SUBJECT =
      "subject|betreff|objet|asunto|assunto|oggetto|temat|onderwerp|тема|predmet|konu|제목|件名"
          + "|主题|主題|主旨";
  private static final Pattern FROM_LINE = header(FROM);
  private static final Pattern SENT_LINE = header(SENT);
  private static final Pattern DATE_LINE = header(SENT + "|" + DATE);
  private static final Pattern SUBJECT_LINE = header(SUBJECT);
  private static final Pattern HEADER_LINE =
      header(
          String.join("|", FROM, SENT, DATE, SUBJECT)
              + "|to|cc|bcc|an|a|para|do|dw|aan|кому|копия|копія|komu|kopie|kime|bilgi|받는 ?사람|참조"
              + "|宛先|收件人|收件者|抄送|副本|reply-to");

  private Quotation() {}

  /** Whether a line has the mark of quoted text. */
  static boolean isQuoted(String line) {
    return QUOTED.matcher(line).matches();
  }

  /** Whether a signature begins with this line: two hyphens alone. */
  static boolean isSignature(String line) {
    return line.stripTrailing().equals("--");
  }

  /** Whether the original or a forwarded message begins with this line. */
  static boolean isSeparator(String line) {
    String bare = bare(line);
    return SEPARATOR.matcher(bare).matches() || FORWARDED.matcher(bare).matches();
  }

  /** Whether a line says from whom, when, to whom or about what a message was. */
  static boolean isHeader(String line) {
    return HEADER_LINE.matcher(bare(line)).find();
  }

  /**
   * Whether a paragraph begins with the headers of a message: "From" beside "Sent", or "From" with
   * an address, a date and a subject. Fewer could be the fields of a form.
   */
  static boolean isHeaderBlock(List<String> paragraph) {
    if (paragraph.size() < 2 || !isHeader(paragraph.get(0))) {
      return false;
    }
    List<String> first = paragraph.subList(0, 2);
    return (has(first, FROM_LINE) && has(first, SENT_LINE))
        || ((FROM_LINE.matcher(bare(paragraph.get(0))).find()
                || DATE_LINE.matcher(bare(paragraph.get(0))).find())
            && has(paragraph, DATE_LINE)
            && has(paragraph, SUBJECT_LINE)
            && paragraph.stream()
                .map(Quotation::bare)
                .anyMatch(l -> FROM_LINE.matcher(l).find() && ADDRESS.matcher(l).find()));
  }

  private static boolean has(List<String> lines, Pattern header) {
    return lines.stream().anyMatch(line -> header.matcher(bare(line)).find());
  }

  /**
   * Whether words say who wrote what follows: "On Monday, 30 November 2026, Ann wrote:".
   *
   * @param marked whether a line with the mark of quoted text follows, so that less is enough
   */
  static boolean isAttribution(String words, boolean marked) {
    String bare = bare(words).strip();
    if (!bare.endsWith(":")) {
      return false;
    }
    boolean verb = VERB.matcher(bare).find();
    boolean address = ADDRESS.matcher(bare).find();
    boolean dated = DIGIT.matcher(bare).find();
    return (verb && (address || BEGINS.matcher(bare).find()))
        || (dated && ENDS_WITH_ADDRESS.matcher(bare).find())
        || (marked && (address || (verb && dated) || NAME_WROTE.matcher(bare).find()));
  }

  /** Whether a line can be the first of several that say who wrote what follows. */
  static boolean beginsAttribution(String line) {
    String bare = bare(line).strip();
    return BEGINS.matcher(bare).find() && !bare.endsWith(".") && !bare.endsWith(":");
  }

  private static String bare(String line) {
    return line.length() > LONGEST ? "" : NormalizedText.bare(line);
  }

  private static Pattern header(String labels) {
    return words("^[\\h*]*(?:" + labels + ")[\\h*]*:");
  }

  private static Pattern words(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }
}
