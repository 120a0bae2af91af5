package dev.gatehouse.admin.identity;

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

/** The namespaces of users: made when they sign up or come first, ended when they leave. */
public final class UserNamespaces implements Provisioner {
  private static final Duration OTHERS_WORK = Duration.ofMillis(50);
  private static final int LOOKS_MAX = 100;

  private final NamespaceProvisioner provisioner;
  private final TokenLedger ledger;

  public UserNamespaces(NamespaceProvisioner provisioner, TokenLedger ledger) {
    this.provisioner = provisioner;
    this.ledger = ledger;
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
      switch (provisioner.create(NamespaceSpec.of(namespace).ownedBy(owner))) {
        case Creation.Created _, Creation.Taken _ -> {
          return Provisioned.READY;
        }
        case Creation.NodeFailed _ -> {
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
      case Deletion.Deleted _, Deletion.Unknown _, Deletion.Protected _ -> true;
      case Deletion.Busy _, Deletion.Outdated _, Deletion.NodeFailed _ -> false;
    };
  }
}
