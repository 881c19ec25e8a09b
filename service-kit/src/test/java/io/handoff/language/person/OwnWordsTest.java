package io.handoff.language.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an e-mail is the customer's own. */
class OwnWordsTest {
  private static final String OWN = "Yes, that is fine.";
  private static final String THEIRS = "Do you want to talk to a human?";

  /** Lines that introduce what somebody else wrote, as mail programs write them. */
  private static final List<String> INTRODUCTIONS =
      List.of(
          "On Mon, Nov 30, 2026 at 10:00 AM Ann Lee <ann@acme.example> wrote:",
          "On Mon, 30 Nov 2026 at 10:00, Ann Lee <ann@acme.example>\nwrote:",
          "On Monday, November 30, 2026 at\n10:00 AM Ann Lee <ann@acme.example>\nwrote:",
          "On 30/11/2026 10:00, Ann Lee wrote:",
          "Am 30.11.2026 um 10:00 schrieb Ann Lee:",
          "Am Mo., 30. Nov. 2026 um 10:00 Uhr schrieb Ann Lee <ann@acme.example>:",
          "Am 3. Mai schrieb Ann:",
          "On Monday, Ann Lee wrote:",
          "Am Montag schrieb Ann Lee:",
          "Le lundi, Ann Lee a écrit :",
          "Le lun. 30 nov. 2026 à 10:00, Ann Lee <ann@acme.example> a écrit\u00A0:",
          "Le 30/11/2026 à 10:00, Ann Lee a e\u0301crit :",
          "El lun, 30 nov 2026 a las 10:00, Ann Lee (<ann@acme.example>) escribió:",
          "Em seg., 30 de nov. de 2026 às 10:00, Ann Lee <ann@acme.example> escreveu:",
          "Ann Lee <ann@acme.example> escreveu no dia segunda, 30/11/2026 à(s) 10:00:",
          "Il giorno lun 30 nov 2026 alle ore 10:00 Ann Lee <ann@acme.example> ha scritto:",
          "Il 30/11/2026 10:00, Ann Lee ha scritto:",
          "Op ma 30 nov 2026 om 10:00 schreef Ann Lee <ann@acme.example>:",
          "pon., 30 lis 2026 o 10:00 Ann Lee <ann@acme.example> napisał(a):",
          "W dniu 30.11.2026 o 10:00, Ann Lee pisze:",
          "Wiadomość napisana przez Ann Lee w dniu 30.11.2026, o godz. 10:00:",
          "пн, 30 нояб. 2026 г. в 10:00, Ann Lee <ann@acme.example>:",
          "30.11.2026 10:00, Ann Lee пишет:",
          "пн, 30 лист. 2026 р. о 10:00 Ann Lee <ann@acme.example> пише:",
          "po 30. 11. 2026 v 10:00 odesílatel Ann Lee <ann@acme.example> napsal:",
          "Dne 30.11.2026 v 10:00 Ann Lee napsal(a):",
          "Ann Lee <ann@acme.example>, 30 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:",
          "30.11.2026 10:00 tarihinde Ann Lee yazdı:",
          "2026년 11월 30일 (월) 오전 10:00, Ann Lee <ann@acme.example>님이 작성:",
          "2026년 11월 30일 (월) 10:00에 Ann이 쓴 글:",
          "2026年11月30日(月) 10:00 Ann Lee <ann@acme.example>:",
          "2026/11/30 10:00、Annのメール:",
          "Ann Lee <ann@acme.example> 于2026年11月30日周一 10:00写道：",
          "在 2026年11月30日，10:00，Ann Lee 写道：",
          "-----Original Message-----",
          "----- Original Message -----",
          "-----Ursprüngliche Nachricht-----",
          "-----Message d'origine-----",
          "-----Message d’origine-----",
          "-----Mensaje original-----",
          "-----Mensagem original-----",
          "-----Messaggio originale-----",
          "-----Oorspronkelijk bericht-----",
          "-----Wiadomość oryginalna-----",
          "-----Исходное сообщение-----",
          "-----Вихідне повідомлення-----",
          "-----Původní zpráva-----",
          "-----Özgün İleti-----",
          "-----Orijinal Mesaj-----",
          "-----원본 메시지-----",
          "-----元のメッセージ-----",
          "------------------ 原始邮件 ------------------",
          "---------- Forwarded message ---------",
          "Begin forwarded message:",
          "From: Help <help@acme.example>\n"
              + "Sent: Monday, 30 November 2026 10:00\n"
              + "To: me\n"
              + "Subject: Hi",
          "*From:* Help\n*Sent:* Monday, 30 November 2026\n*To:* me\n*Subject:* Hi",
          "Von: Help <help@acme.example>\nGesendet: Montag, 30. November 2026\nAn: me\nBetreff: Hi",
          "Gesendet: Montag, 30. November 2026\nVon: Help\nAn: me\nBetreff: Hi",
          "De : Help\nEnvoyé : lundi 30 novembre 2026\nÀ : moi\nObjet : Hi",
          "De: Help\nEnviado el: lunes\nPara: yo\nAsunto: Hi",
          "De: Help\nEnviada em: segunda\nPara: eu\nAssunto: Hi",
          "Da: Help\nInviato: lunedì\nA: me\nOggetto: Hi",
          "Van: Help\nVerzonden: maandag\nAan: mij\nOnderwerp: Hi",
          "Od: Help\nWysłano: poniedziałek\nDo: mnie\nTemat: Hi",
          "От: Help\nОтправлено: понедельник\nКому: мне\nТема: Hi",
          "Від: Help\nНадіслано: понеділок\nКому: мені\nТема: Hi",
          "Od: Help\nOdesláno: pondělí\nKomu: mně\nPředmět: Hi",
          "Kimden: Help\nGönderildi: Pazartesi\nKime: bana\nKonu: Hi",
          "보낸 사람: Help\n보낸 날짜: 월요일\n받는 사람: 나\n제목: Hi",
          "差出人: Help\n送信日時: 月曜日\n宛先: 私\n件名: Hi",
          "发件人: Help\n发送时间: 星期一\n收件人: 我\n主题: Hi",
          "From: Help <help@acme.example>\nDate: Mon, 30 Nov 2026\nSubject: Hi\nTo: me");

  @Test
  void shouldLeaveOutEverythingBelowAnIntroductionWhenNothingIsMarked() {
    for (String introduction : INTRODUCTIONS) {
      String text = OWN + "\n\n" + introduction + "\n\n" + THEIRS + "\nBest, Ann";
      assertThat(OwnWords.of(text)).as(introduction).isEqualTo(OWN);
      assertThat(OwnWords.of(text.replace("\n", "\r\n"))).as(introduction).isEqualTo(OWN);
      assertThat(OwnWords.of(OWN + "\n" + introduction + "\n" + THEIRS)).isEqualTo(OWN);
      assertThat(OwnWords.of(introduction + "\n" + THEIRS)).as(introduction).isEmpty();
    }
  }

  @Test
  void shouldKeepTheAnswerWhenItStandsBelowMarkedLines() {
    for (String introduction : INTRODUCTIONS) {
      String text = introduction + "\n\n> " + THEIRS + "\n>\n>> more\n\n" + OWN;
      assertThat(OwnWords.of(text)).as(introduction).isEqualTo(OWN);
    }
    assertThat(OwnWords.of("On Monday Ann wrote:\n> " + THEIRS + "\n" + OWN)).isEqualTo(OWN);
    assertThat(OwnWords.of("Ann Lee wrote:\n> " + THEIRS + "\n" + OWN)).isEqualTo(OWN);
  }

  @Test
  void shouldKeepEachAnswerWhenTheyStandBetweenMarkedLines() {
    assertThat(OwnWords.of("> one?\nYes.\n> two?\n> three?\nNo.")).isEqualTo("Yes.\n\nNo.");
    assertThat(OwnWords.of("&gt; one?\nYes.\n  > two?\nNo.")).isEqualTo("Yes.\n\nNo.");
  }

  @Test
  void shouldLeaveOutTheSignatureUpToAQuotation() {
    assertThat(OwnWords.of(OWN + "\n-- \nAnn, human agent")).isEqualTo(OWN);
    assertThat(OwnWords.of(OWN + "\r\n--\r\nAnn")).isEqualTo(OWN);
    assertThat(
            OwnWords.of("-- \nAnn\n\nOn 30/11/2026 10:00, Help wrote:\n> " + THEIRS + "\n\n" + OWN))
        .isEqualTo(OWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Let me talk to a human because you wrote:\n\"we do not refund\"",
        "I want a human. You wrote to me:\nno refunds",
        "El agente me escribió:\nno\nquiero hablar con una persona",
        "From: Berlin\nTo: Paris\nDate: 3 May 2027\nMessage: let me talk to a human",
        "From: Ann <ann@x.example>\nSubject: refund\n\nMessage: let me talk to a human",
        "Data: 30.11.2026\nTemat: zwrot\nOd: Anna\nTreść: połącz mnie z konsultantem",
        "I want two things:\n- a refund\n- a human",
        "my order -- the second one -- is late",
        "---\nI want a human\n---",
        ">:( I want a human",
        "See 10:00:\nI want a human",
        "",
        "\n\n",
      })
  void shouldKeepTheTextWhenNothingIsRepeated(String text) {
    assertThat(OwnWords.of(text)).isEqualTo(text);
    assertThat(OwnWords.masked(text)).isEqualTo(text);
  }

  @Test
  void shouldKeepPlacesInCodePointsWhenTextIsMasked() {
    String text = "> 😡 human\r\n" + OWN + "\r\n> 😡";
    assertThat(OwnWords.masked(text)).isEqualTo("         \r\n" + OWN + "\r\n   ");
  }

  @Test
  void shouldAnswerSoonWhenTextIsVeryLong() {
    assertThat(OwnWords.of("a:\n".repeat(50_000))).hasSize(150_000);
    assertThat(OwnWords.of("a ".repeat(50_000) + ":")).hasSize(100_001);
    assertThat(OwnWords.of("From: a\n".repeat(20_000))).isNotEmpty();
    assertThat(OwnWords.of("> a\n".repeat(50_000))).isEmpty();
    assertThat(OwnWords.of("\n".repeat(50_000) + "> a").strip()).isEmpty();
  }

  @Property(tries = 500)
  void shouldKeepTheNumberOfCodePointsAndOwnWordsAloneWhenAnyTextIsGiven(@ForAll String before) {
    String text = before + "\n> " + THEIRS + "\n" + OWN + "\n-- \nAnn";
    String masked = OwnWords.masked(text);
    assertThat(masked.codePointCount(0, masked.length()))
        .isEqualTo(text.codePointCount(0, text.length()));
    assertThat(masked).contains(OWN).doesNotContain("Ann");
    assertThat(OwnWords.of(text)).endsWith(OWN);
  }
}
