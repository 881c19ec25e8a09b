package io.handoff.ticket.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {

  private final Map<String, String> environment = new HashMap<>();
  private final Secrets secrets = new Secrets(environment::get);

  @Test
  void shouldFillInTheAccountsOwnVariable() {
    environment.put("HANDOFF_LOOKUP_ACME_H_SHOP_CRM_TOKEN", "s3cret");
    assertThat(secrets.fill("acme-shop", Map.of("Authorization", "Bearer ${CRM_TOKEN}")))
        .containsEntry("Authorization", "Bearer s3cret");
  }

  @Test
  void shouldNotReachAnotherAccountsVariableByALongerName() {
    environment.put("HANDOFF_LOOKUP_ACME_H_SHOP_CRM_TOKEN", "s3cret");
    assertThatThrownBy(() -> secrets.fill("acme", Map.of("X", "${H_SHOP_CRM_TOKEN}")))
        .isInstanceOf(Secrets.MissingException.class)
        .hasMessageContaining("H_SHOP_CRM_TOKEN");
  }

  @Test
  void shouldGiveNoTwoAccountsOneVariable() {
    Map<String, String> owners = new HashMap<>();
    for (String account : words("ahd-._")) {
      for (String name : words("AHD_")) {
        if (Character.isLetter(account.charAt(0)) && Character.isLetter(name.charAt(0))) {
          claim(owners, account, name);
        }
      }
    }
    assertThat(owners).hasSizeGreaterThan(50_000);
  }

  private static void claim(Map<String, String> owners, String account, String name) {
    try {
      String variable = Secrets.variable(account, name);
      String owner = owners.putIfAbsent(variable, account);
      assertThat(owner).as(variable).isIn(null, account);
    } catch (Secrets.MissingException e) {
      assertThat(name).matches("[HD]_.*");
    }
  }

  /** All of one to four letters. */
  private static List<String> words(String letters) {
    List<String> all = new ArrayList<>();
    List<String> last = List.of("");
    for (int length = 1; length <= 4; length++) {
      List<String> longer = new ArrayList<>();
      for (String word : last) {
        letters.chars().forEach(c -> longer.add(word + (char) c));
      }
      all.addAll(longer);
      last = longer;
    }
    return all;
  }
}
