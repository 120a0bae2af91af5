package dev.gatehouse.admin.identity;

import dev.gatehouse.admin.audit.AuditTrail;
import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.provision.Deletion;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NamespaceSpec;
import dev.gatehouse.admin.registry.Owner;
import dev.gatehouse.admin.token.TokenLedger;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Provisioner;
import dev.gatehouse.tenancy.Visitor;
import java.time.Duration;
import java.util.Optional;

/** The namespaces of users: made when they sign up or come first, ended when they leave. */
public final class UserNamespaces implements Provisioner {
  private static final Duration OTHERS_WORK = Duration.ofMillis(50);
  private static final int LOOKS_MAX = 100;
  private static final String WHO = "login";

  private final NamespaceProvisioner provisioner;
  private final TokenLedger ledger;
  private final AuditTrail audit;
  private final Optional<String> schemaSet;

  /**
   * @param schemaSet the schema that users' namespaces get, where they get any
   */
  public UserNamespaces(
      NamespaceProvisioner provisioner,
      TokenLedger ledger,
      AuditTrail audit,
      Optional<String> schemaSet) {
    this.provisioner = provisioner;
    this.ledger = ledger;
    this.audit = audit;
    this.schemaSet = schemaSet;
  }

  @Override
  public Provisioned provision(Namespace namespace, Visitor visitor, long issuedAtSeconds) {
    return found(namespace, new Owner(visitor.user(), visitor.email()), issuedAtSeconds);
  }

  /**
   * Makes the namespace of a user, once.
   *
   * @param saidAtSeconds when it was said that there is such a user: a name that was deleted since
   *     is not made again
   */
  Provisioned found(Namespace namespace, Owner owner, long saidAtSeconds) {
    for (int i = 0; i < LOOKS_MAX; i++) {
      if (ledger.isRevoked("", namespace, saidAtSeconds)) {
        return Provisioned.REFUSED;
      }
      switch (provisioner.create(spec(namespace, owner))) {
        case Creation.Created _ -> {
          audit.note(WHO, "create", namespace.name());
          return Provisioned.READY;
        }
        case Creation.Taken _ -> {
          return Provisioned.READY;
        }
        case Creation.NodeFailed _, Creation.Refused _ -> {
          return Provisioned.FAILED;
        }
        case Creation.Busy _ -> {
          if (!pause()) {
            return Provisioned.FAILED;
          }
        }
      }
    }
    return Provisioned.FAILED;
  }

  private NamespaceSpec spec(Namespace namespace, Owner owner) {
    return NamespaceSpec.of(namespace).ownedBy(owner).following(schemaSet);
  }

  /** Lets whoever is at work on that name go on; answers false where this thread is to stop. */
  private static boolean pause() {
    try {
      Thread.sleep(OTHERS_WORK);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Ends the namespace of a user who left, unless it is protected; answers false where that may be
   * tried again.
   */
  boolean end(Namespace namespace) {
    return switch (provisioner.delete(namespace)) {
      case Deletion.Deleted _ -> {
        audit.note(WHO, "delete", namespace.name());
        yield true;
      }
      case Deletion.Unknown _, Deletion.Protected _ -> true;
      case Deletion.Busy _, Deletion.Outdated _, Deletion.NodeFailed _ -> false;
    };
  }
}
