package dev.gatehouse.sqld;

import dev.gatehouse.sqld.SqldCalls.Reply;
import dev.gatehouse.tenancy.NamespaceId;
import java.net.URI;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * The admin API of one sqld: makes and ends namespaces.
 *
 * <p>That API takes any text for a name and joins it to a file path, so only a {@link NamespaceId}
 * ever gets there.
 */
public final class SqldAdmin implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final int LOOKS_MAX = 3;
  private static final RequestBody EMPTY_OBJECT =
      RequestBody.create("{}", MediaType.get("application/json"));

  private final HttpUrl base;
  private final String authorization;
  private final SqldCalls calls = new SqldCalls(CONNECT_TIMEOUT, CALL_TIMEOUT);

  /**
   * A client of the admin API.
   *
   * @param base where that API listens
   * @param key the admin key of that sqld
   */
  public SqldAdmin(URI base, String key) {
    this.base = HttpUrl.get(base.toString());
    this.authorization = "basic " + key;
  }

  /** Sees that the API answers and takes the key. */
  public void ping() throws SqldException {
    Reply reply = call(new Request.Builder().url(base).get());
    if (reply.status() != 200 || !reply.body().contains("sqld admin")) {
      throw unexpected("a greeting", reply);
    }
  }

  /** Makes this namespace, with an empty database; one that is already there stays as it is. */
  public void create(NamespaceId id) throws SqldException {
    Reply reply = post(id);
    boolean isNew = reply.status() == 200;
    if (!isNew && !saysItExists(reply)) {
      throw unexpected("the creation of a namespace", reply);
    }
    if (exists(id)) {
      return;
    }
    if (!isNew) {
      throw new SqldException("sqld says that a namespace exists, and does not find it");
    }
    // A name that sqld half forgot answers 200 to create and 404 to everything else. It is
    // deleted only here, where the create of a moment ago proves that it holds no data.
    delete(id);
    Reply second = post(id);
    if (second.status() != 200 || !exists(id)) {
      throw new SqldException("sqld made a namespace and does not find it");
    }
  }

  /** Deletes this namespace and its data; one that is not there stays away. */
  public void delete(NamespaceId id) throws SqldException {
    Reply reply = call(new Request.Builder().url(namespace(id).build()).delete());
    boolean isGone = reply.status() == 200 || isMissing(reply);
    if (!isGone || reply.isUnknownPath()) {
      throw unexpected("the deletion of a namespace", reply);
    }
    if (exists(id)) {
      throw new SqldException("sqld deleted a namespace and still finds it");
    }
  }

  /** Whether sqld has this namespace. */
  public boolean exists(NamespaceId id) throws SqldException {
    HttpUrl config = namespace(id).addPathSegment("config").build();
    // With many namespaces in use, sqld now and then does not find one that it has.
    for (int look = 0; look < LOOKS_MAX; look++) {
      Reply reply = call(new Request.Builder().url(config).get());
      if (reply.status() == 200 && !reply.isUnknownPath()) {
        return true;
      }
      if (!isMissing(reply)) {
        throw unexpected("a look at a namespace", reply);
      }
    }
    return false;
  }

  @Override
  public void close() {
    calls.close();
  }

  private Reply post(NamespaceId id) throws SqldException {
    HttpUrl create = namespace(id).addPathSegment("create").build();
    return call(new Request.Builder().url(create).post(EMPTY_OBJECT));
  }

  private HttpUrl.Builder namespace(NamespaceId id) {
    return base.newBuilder().addPathSegments("v1/namespaces").addPathSegment(id.value());
  }

  private Reply call(Request.Builder request) throws SqldException {
    Reply reply = calls.call(request.header("authorization", authorization).build());
    if (reply.status() == 401) {
      throw new SqldException("sqld refuses the admin key");
    }
    return reply;
  }

  private static boolean saysItExists(Reply reply) {
    return reply.status() == 400 && reply.body().contains("already exists");
  }

  private static boolean isMissing(Reply reply) {
    return reply.status() == 404 && reply.body().contains("doesn't exist");
  }

  private static SqldException unexpected(String question, Reply reply) {
    return new SqldException(
        "sqld answers %s with status %d%s"
            .formatted(
                question, reply.status(), reply.isUnknownPath() ? " (it has no such path)" : ""));
  }
}
