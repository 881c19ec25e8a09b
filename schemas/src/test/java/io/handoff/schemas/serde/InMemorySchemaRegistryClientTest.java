package io.handoff.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handoff.schemas.serde.SchemaRegistryException.Kind;
import io.handoff.schemas.serde.sample.Address;
import io.handoff.schemas.serde.sample.Locker;
import io.handoff.schemas.serde.sample.Parcel;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class InMemorySchemaRegistryClientTest {

  private static final Schema PARCEL = Parcel.getClassSchema();

  private final InMemorySchemaRegistryClient registry = new InMemorySchemaRegistryClient();

  @Test
  void shouldCountIdsInTheOrderOfFirstRegistration() {
    assertThat(registry.register("a-value", PARCEL)).isEqualTo(1);
    assertThat(registry.register("b-value", Address.getClassSchema())).isEqualTo(2);
    assertThat(registry.register("c-value", PARCEL)).as("same content, same id").isEqualTo(1);
    assertThat(registry.register("c-value", Locker.getClassSchema())).isEqualTo(3);
    assertThat(registry.subjects()).containsExactly("a-value", "b-value", "c-value");
  }

  @Test
  void shouldKeepSchemasWithoutJavaProperties() {
    int id = registry.register("a-value", PARCEL);

    assertThat(registry.byId(id).toString()).doesNotContain("avro.java");
    assertThat(registry.idOf("a-value", PARCEL)).isEqualTo(id);
    assertThat(registry.idOf("a-value", registry.byId(id))).isEqualTo(id);
  }

  @Test
  void shouldBeAsStrictAboutLookUpsAsARealRegistry() {
    int id = registry.register("a-value", PARCEL);

    for (Runnable call :
        new Runnable[] {
          () -> registry.idOf("b-value", PARCEL),
          () -> registry.idOf("a-value", Address.getClassSchema()),
          () -> registry.byId(id + 1),
          () -> registry.byId(0)
        }) {
      assertThatExceptionOfType(SchemaRegistryException.class)
          .isThrownBy(call::run)
          .extracting(SchemaRegistryException::kind)
          .isEqualTo(Kind.NOT_FOUND);
    }
  }

  @Test
  void shouldRememberCompatibility() {
    registry.setCompatibility("a-value", "FULL");

    assertThat(registry.compatibility()).containsExactly(java.util.Map.entry("a-value", "FULL"));
  }

  @Test
  void shouldShareAScopeByItsAddressUntilItIsDropped() {
    SchemaRegistryClient one = SchemaRegistryClient.from(Samples.config("memory://scope-one"));

    assertThat(SchemaRegistryClient.from(Samples.config("memory://scope-one"))).isSameAs(one);
    assertThat(InMemorySchemaRegistryClient.scope("scope-one")).isSameAs(one);
    assertThat(SchemaRegistryClient.from(Samples.config("memory://scope-two"))).isNotSameAs(one);
    InMemorySchemaRegistryClient.dropScope("scope-one");
    assertThat(InMemorySchemaRegistryClient.scope("scope-one")).isNotSameAs(one);
  }
}
