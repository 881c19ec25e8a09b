package io.handoff.routing.topology;

import static io.handoff.routing.Accounts.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import io.handoff.kit.streams.Settings;
import io.handoff.routing.decision.queue.Roster;
import io.handoff.settings.model.AccountConfig;
import org.junit.jupiter.api.Test;

class RostersTest {

  private final Rosters rosters = new Rosters();

  private static AccountConfig account() {
    return anAccount().withAgent("mina", 2).config();
  }

  @Test
  void shouldIndexAVersionOnceOnly() {
    AccountConfig config = account();
    Roster first = rosters.of("shop", new Settings(config, 1));

    assertThat(rosters.of("shop", new Settings(config, 1))).isSameAs(first);
    assertThat(first.version()).isEqualTo(1);
  }

  @Test
  void shouldIndexTheNextVersionAlsoWhereItSaysTheSame() {
    rosters.of("shop", new Settings(account(), 1));

    assertThat(rosters.of("shop", new Settings(account(), 2)).version()).isEqualTo(2);
  }

  @Test
  void shouldKeepAccountsApart() {
    AccountConfig config = account();

    assertThat(rosters.of("other", new Settings(config, 1)))
        .isNotSameAs(rosters.of("shop", new Settings(config, 1)));
  }

  @Test
  void shouldForgetTheAccountThatWasNotUsedForLongest() {
    Settings settings = new Settings(account(), 1);
    Roster first = rosters.of("shop-0", settings);
    Roster second = rosters.of("shop-1", settings);
    for (int i = 2; i < 1_000; i++) {
      rosters.of("shop-" + i, settings);
    }
    assertThat(rosters.of("shop-0", settings)).as("a thousand are kept").isSameAs(first);

    rosters.of("one-more", settings);

    assertThat(rosters.of("shop-0", settings)).isSameAs(first);
    assertThat(rosters.of("shop-1", settings)).isNotSameAs(second);
  }
}
