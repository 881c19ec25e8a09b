package io.handoff.schemas.serde;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro which generated classes it may load by the name that a schema gives. Since 1.12.2 Avro
 * refuses all but a few of the JDK's, so that a schema cannot make it load just any class.
 *
 * <p>The serde does this itself. A program that uses generated classes (even builders, which look
 * up enums' defaults) before it has made a serde calls {@link #install()} first.
 */
public final class TrustedClasses {

  /** Where the project's generated classes live; trusted with its subpackages. */
  public static final String PACKAGE = "io.handoff.avro";

  private static final Set<String> PREFIXES = ConcurrentHashMap.newKeySet();

  static {
    PREFIXES.add(PACKAGE + ".");
    ClassSecurityPredicate ours = type -> PREFIXES.stream().anyMatch(type.getName()::startsWith);
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
  }

  private TrustedClasses() {}

  /** Trusts {@link #PACKAGE} besides what was trusted before. Only the first call does anything. */
  public static void install() {
    // Loading this class has done it.
  }

  /** Trusts these packages and their subpackages too, from now on and in the whole process. */
  public static void install(Collection<String> packages) {
    packages.stream().map(name -> name + ".").forEach(PREFIXES::add);
  }
}
