package io.handoff.deploy.security;

import io.handoff.deploy.settings.SettingsException;
import io.handoff.deploy.settings.SettingsException.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;

/**
 * The access entries of a broker.
 *
 * <p>All methods throw {@link SettingsException} where the broker does not answer, has no
 * authorizer, or does not let this user see or change entries.
 */
final class AccessEntries {

  private final Admin admin;

  AccessEntries(Admin admin) {
    this.admin = admin;
  }

  /** All there are. */
  Set<AclBinding> all() throws InterruptedException {
    return Set.copyOf(answer(admin.describeAcls(AclBindingFilter.ANY).values()));
  }

  /** Adds entries; what is there already stays. */
  void add(Collection<AclBinding> bindings) throws InterruptedException {
    if (!bindings.isEmpty()) {
      answer(admin.createAcls(bindings).all());
    }
  }

  /** Removes exactly these. */
  void remove(List<AclBinding> bindings) throws InterruptedException {
    if (!bindings.isEmpty()) {
      answer(admin.deleteAcls(bindings.stream().map(AclBinding::toFilter).toList()).all());
    }
  }

  private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SecurityDisabledException) {
        throw new SettingsException(
            Kind.UNREACHABLE,
            "the broker checks nobody: set authorizer.class.name="
                + "org.apache.kafka.metadata.authorizer.StandardAuthorizer and super.users on every"
                + " broker and controller, restart them, and apply again");
      }
      if (e.getCause() instanceof AuthorizationException) {
        throw new SettingsException(
            Kind.REFUSED,
            "this user may neither see nor change who may do what: use the profile of one of the"
                + " broker's super.users");
      }
      throw e.getCause() instanceof KafkaException cause
          ? SettingsException.of(cause, "")
          : new SettingsException(Kind.UNREACHABLE, "the broker does not answer: " + e.getCause());
    }
  }
}
