package io.handoff.language.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggerEvaluationTest {

  @Test
  void shouldCountRightAndWrongWhenFolderHasSomeFiles(@TempDir Path data) throws IOException {
    Files.writeString(
        data.resolve("ko_trigger_sentences.tsv"),
        "trigger\tlabel\ttext\tcorpus\n환불\tP\t환불해 주세요\tx\n문의\tN\t전문의\tx\n환불\tP\t없음\tx\n");
    Files.writeString(
        data.resolve("inflection_forms.tsv"), "lang\tlemma\tform\tsource\npl\tzwrot\tzwroty\tx\n");
    Files.writeString(
        data.resolve("hint3_real_queries.tsv"),
        "text\tintent\thuman_request\tbot\nagent\ta\t1\tx\nrefund\tb\t0\tx\nwell\tc\t?\tx\n");
    Files.createDirectories(data.resolve("ud"));
    Files.writeString(
        data.resolve("ud/en_ewt.tsv"),
        "text\ttokens\nHe cancelled orders\tHe|he|PRON cancelled|cancel|VERB orders|order|NOUN\n"
            + "Cancel\tCancel|cancel|VERB\n");
    Report report = TriggerEvaluation.run(data, Set.of("ko", "forms", "ud", "person"));
    assertThat(row(report, "ko").all().recall()).isEqualTo(0.5);
    assertThat(row(report, "ko").all().precision()).isEqualTo(1.0);
    assertThat(row(report, "pl").all().truePositives()).isEqualTo(1);
    assertThat(row(report, "en_ewt").all().truePositives()).isEqualTo(2);
    assertThat(row(report, "HINT3").all().total()).isEqualTo(2);
    assertThat(report.rows()).extracting(Row::name).doesNotContain("Bitext", "banking77");
    assertThat(report.table()).contains("| HINT3");
    assertThat(report.json()).contains("\"name\":\"HINT3\"").endsWith("\"speed\":[]}");
  }

  private static Row row(Report report, String name) {
    return report.rows().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }
}
