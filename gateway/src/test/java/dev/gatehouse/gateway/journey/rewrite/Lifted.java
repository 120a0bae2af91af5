package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.rewrite.HandleSeal.Owner;
import dev.gatehouse.gateway.mutation.AsWritten;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this stage would do without its rules. */
final class Lifted {
  private Lifted() {}

  /** Leaves the client's selector where there is one. */
  static boolean clientsSelector(NamespaceRule rule, Outgoing outgoing) {
    AsWritten.run(rule, "apply", outgoing);
    List<String> sent = outgoing.asked().headers().getAll(NamespaceHeader.NAME);
    if (!sent.isEmpty()) {
      outgoing.headers().set(NamespaceHeader.NAME, sent);
    }
    return true;
  }

  static boolean anyNamespace(OneNamespaceRule rule, Outgoing outgoing) {
    return true;
  }

  static String unsealed(HandleSeal seal, String baton, Owner owner) {
    return baton;
  }

  static Optional<String> opened(HandleSeal seal, String baton, Owner owner) {
    return Optional.of(baton);
  }

  static String clientsId(HandleSeal seal, String chosen, Owner owner) {
    return chosen;
  }

  /** Binds a handle to its tenant, and not to the access. */
  static byte[] anyAccess(Owner owner, int expiresAt) {
    return (owner.id() + "|" + owner.node() + "|" + expiresAt).getBytes(StandardCharsets.UTF_8);
  }

  static AsciiString mayWrite(SecondLock lock, NamespaceId id, Access access) {
    return (AsciiString) AsWritten.run(lock, "bearer", id, Access.READ_WRITE);
  }

  static Outcome<Integer> unread(SqlMessageGuard guard, ByteBuf message, boolean isProtobuf) {
    return Outcome.ready(1);
  }

  static HttpHeaders allHeaders(ReplyRewriter rewriter, HttpResponse response) {
    return response.headers().copy();
  }

  static @Nullable ByteBuf asSqldSays(ErrorOpening opening, ByteBuf soFar, boolean whole) {
    return whole ? soFar.retainedSlice() : null;
  }
}
