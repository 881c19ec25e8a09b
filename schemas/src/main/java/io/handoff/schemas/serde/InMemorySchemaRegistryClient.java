package io.handoff.schemas.serde;

import io.handoff.schemas.serde.SchemaRegistryException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A registry without a network: for tests of topologies and for commands that work offline.
 *
 * <p>Ids count from 1 in the order in which distinct schemas were first registered, whatever the
 * subject, so the same steps yield the same ids. As strict as a real one about look-ups (a schema
 * must be registered first; with {@code auto.register.schemas=true} serializers do that), but any
 * change of a schema is allowed: compatibility is only remembered.
 */
public final class InMemorySchemaRegistryClient implements SchemaRegistryClient {

  private static final Map<String, InMemorySchemaRegistryClient> SCOPES = new ConcurrentHashMap<>();

  private final Map<Schema, Schema> plain = new ConcurrentHashMap<>();
  private final Map<String, Map<Schema, Integer>> subjects = new ConcurrentHashMap<>();
  private final Map<String, String> compatibility = new ConcurrentHashMap<>();
  private final Map<Schema, Integer> ids = new LinkedHashMap<>();
  private volatile List<Schema> byId = List.of();

  /** The registry behind {@code memory://scope}: one per scope for the life of the process. */
  public static InMemorySchemaRegistryClient scope(String scope) {
    return SCOPES.computeIfAbsent(scope, s -> new InMemorySchemaRegistryClient());
  }

  /** Forgets the scope: whoever asks for it next gets an empty registry. */
  public static void dropScope(String scope) {
    SCOPES.remove(scope);
  }

  @Override
  public int idOf(String subject, Schema schema) {
    Integer id = subjects.getOrDefault(subject, Map.of()).get(plain(schema));
    if (id == null) {
      throw new SchemaRegistryException(
          Kind.NOT_FOUND, "No such schema under subject " + subject + " in the memory");
    }
    return id;
  }

  @Override
  public Schema byId(int id) {
    List<Schema> known = byId;
    if (id < 1 || id > known.size()) {
      throw new SchemaRegistryException(Kind.NOT_FOUND, "No schema of id " + id + " in the memory");
    }
    return known.get(id - 1);
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    Schema plain = plain(schema);
    Integer known = ids.get(plain);
    int id = known == null ? ids.size() + 1 : known;
    if (known == null) {
      ids.put(plain, id);
      List<Schema> longer = new ArrayList<>(byId);
      longer.add(plain);
      byId = List.copyOf(longer);
    }
    subjects.computeIfAbsent(subject, s -> new ConcurrentHashMap<>()).put(plain, id);
    return id;
  }

  @Override
  public void setCompatibility(String subject, String level) {
    compatibility.put(subject, level);
  }

  /** What was set last for each subject, in the order of their names. */
  public Map<String, String> compatibility() {
    return new TreeMap<>(compatibility);
  }

  @Override
  public List<String> subjects() {
    return List.copyOf(new TreeSet<>(subjects.keySet()));
  }

  private Schema plain(Schema schema) {
    Schema known = plain.get(schema);
    if (known != null) {
      return known;
    }
    Schema made = RegistrySchemas.plain(schema);
    plain.put(schema, made);
    return made;
  }
}
