package dev.gatehouse.admin.provision;

import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Instant;
import java.util.Optional;

/** What filling a namespace asks of one sqld. */
public interface SeedNode {

  /** Makes the target, which must not exist, as a copy of the source. */
  void fork(NamespaceId source, NamespaceId target, Optional<Instant> at)
      throws NodeFailedException, SeedException;

  /** A session that may write. */
  SqlSession open(NamespaceId id);
}
