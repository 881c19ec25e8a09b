package io.handoff.autoclose;

import io.handoff.kit.test.LayerRules;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void shouldKeepLayersApart() {
    LayerRules.check("io.handoff.autoclose");
  }
}
