package io.handoff.deploy.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handoff.deploy.play.ThreadTable.Columns;
import io.handoff.deploy.play.ThreadTable.Content;
import io.handoff.deploy.play.ThreadTable.Refusal;
import io.handoff.deploy.play.ThreadTable.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThreadTableTest {

  private static final String HEADER =
      "conv_root\ttweet_id\tauthor\trole\tcreated_at\tin_reply_to\ttext\n";

  private static Content read(String table, Columns columns) throws IOException {
    return ThreadTable.read("t.tsv", new BufferedReader(new StringReader(table)), columns);
  }

  @Test
  void shouldOrderMessagesByTimeThenNumberWhenRowsAreMixedUp() throws IOException {
    Content content =
        read(
            HEADER
                + "1\t12\tshop\tagent\tTue Oct 31 22:10:35 +0000 2017\t9\tsecond, later id\n"
                + "1\t9\tshop\tagent\tTue Oct 31 22:10:35 +0000 2017\t5\tsecond\n"
                + "1\t5\tann\tcustomer\tTue Oct 31 22:04:47 +0000 2017\t\tfirst\n",
            Columns.DEFAULT);
    assertThat(content.threads().get("1")).extracting(Row::id).containsExactly("5", "9", "12");
    assertThat(content.threads().get("1").getFirst().at())
        .isEqualTo(Instant.parse("2017-10-31T22:04:47Z"));
  }

  @Test
  void shouldRefuseEachBadRowWithItsReasonAndLoseNone() throws IOException {
    Content content =
        read(
            HEADER
                + "1\t1\tann\tcustomer\t2017-10-31T22:04:47Z\t\tfine\n"
                + "1\t1\tann\tcustomer\t2017-10-31T22:04:47Z\t\tagain\n"
                + "1\t2\tann\tvisitor\t2017-10-31T22:04:47Z\t\twho\n"
                + "1\t3\tann\tcustomer\tyesterday\t\twhen\n"
                + "1\t4\tann\tcustomer\t2017-10-31T22:04:47Z\t\t  \n"
                + "\t5\tann\tcustomer\t2017-10-31T22:04:47Z\t\twhere\n"
                + "short\n",
            Columns.DEFAULT);
    assertThat(content.rows()).isEqualTo(7);
    assertThat(content.messages()).isEqualTo(1);
    assertThat(content.refusals())
        .extracting(Refusal::line, Refusal::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3, "duplicate"),
            org.assertj.core.groups.Tuple.tuple(4, "role"),
            org.assertj.core.groups.Tuple.tuple(5, "time"),
            org.assertj.core.groups.Tuple.tuple(6, "text"),
            org.assertj.core.groups.Tuple.tuple(7, "id"),
            org.assertj.core.groups.Tuple.tuple(8, "columns"));
  }

  @Test
  void shouldReadOtherColumnsWhenTold() throws IOException {
    Columns columns = Columns.DEFAULT.with("conversation=c,id=i,author=a,role=r,time=t,text=x");
    Content content =
        read("c\ti\ta\tr\tt\tx\nk\t1\tann\tCustomer\t2026-01-01T10:00:00+01:00\thi\n", columns);
    assertThat(content.threads().get("k").getFirst().at())
        .isEqualTo(Instant.parse("2026-01-01T09:00:00Z"));
  }

  @Test
  void shouldComplainWhenColumnIsMissingOrNameIsUnknown() {
    assertThatThrownBy(() -> read("a\tb\n", Columns.DEFAULT))
        .isInstanceOf(PlayException.class)
        .hasMessageContaining("has no column 'conv_root'");
    assertThatThrownBy(() -> Columns.DEFAULT.with("body=x"))
        .isInstanceOf(PlayException.class)
        .hasMessageContaining("body=x");
  }
}
