package dev.gatehouse.sqld;

import dev.gatehouse.sqld.SqldCalls.Reply;
import dev.gatehouse.tenancy.NamespaceId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The admin API of one sqld: makes, copies, configures and ends namespaces.
 *
 * <p>That API takes any text for a name and joins it to a file path, so only a {@link NamespaceId}
 * ever gets there.
 */
public final class SqldAdmin implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration COPY_TIMEOUT = Duration.ofMinutes(10);
  private static final DateTimeFormatter FORK_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LOOKS_MAX = 3;
  private static final String QUOTA_REASON = "Quota exceeded: ";
  private static final List<String> RESET_WHEN_OMITTED =
      List.of(
          "block_reads",
          "block_writes",
          "block_reason",
          "jwt_key",
          "allow_attach",
          "txn_timeout_s");
  private static final RequestBody EMPTY_OBJECT =
      RequestBody.create("{}", MediaType.get("application/json"));

  private final HttpUrl base;
  private final String authorization;
  private final SqldCalls calls;
  private final SqldCalls copying;
  private final ReentrantLock changing = new ReentrantLock();

  /**
   * A client of the admin API.
   *
   * @param base where that API listens
   * @param key the admin key of that sqld
   */
  public SqldAdmin(URI base, String key) {
    this.base = HttpUrl.get(base.toString());
    this.calls = new SqldCalls(this.base, CONNECT_TIMEOUT, CALL_TIMEOUT);
    this.copying = new SqldCalls(this.base, CONNECT_TIMEOUT, COPY_TIMEOUT);
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

  /**
   * Makes the target as a copy of the source, as it is now or as it was then.
   *
   * <p>sqld's fork destroys a target that exists and is not loaded, so nothing is asked of sqld
   * unless it does not know the target.
   *
   * @throws SqldRefusedException where there is no such source, or no backup of that time
   */
  public void fork(NamespaceId source, NamespaceId target, Optional<Instant> at)
      throws SqldException {
    changing.lock();
    try {
      if (exists(target)) {
        throw new SqldException("the target of a fork exists");
      }
      if (!exists(source)) {
        throw new SqldRefusedException("sqld does not know the namespace to fork");
      }
      HttpUrl url = namespace(source).addPathSegment("fork").addPathSegment(target.value()).build();
      ObjectNode body = JSON.createObjectNode();
      at.ifPresent(time -> body.put("timestamp", FORK_TIME.format(time)));
      Reply reply =
          checked(copying.call(authorized(new Request.Builder().url(url).post(json(body)))));
      if (reply.status() != 200 || reply.isUnknownPath() || !exists(target)) {
        delete(target);
        if (reply.body().contains("backup service not configured")) {
          throw new SqldRefusedException("sqld keeps no backups");
        }
        throw unexpected("a fork", reply);
      }
      unblock(target);
    } finally {
      changing.unlock();
    }
  }

  /**
   * Has sqld refuse this to the namespace because of a quota, and nothing else because of one. What
   * somebody else has blocked stays as it is.
   *
   * @param reason what clients are told
   */
  public void blockForQuota(NamespaceId id, boolean reads, boolean writes, String reason)
      throws SqldException {
    changing.lock();
    try {
      ObjectNode now = config(id);
      boolean isBlocked =
          now.path("block_reads").asBoolean(false) || now.path("block_writes").asBoolean(false);
      if (isBlocked && !isForQuota(now)) {
        return;
      }
      ObjectNode patch = JSON.createObjectNode();
      patch.put("block_reads", reads);
      patch.put("block_writes", writes);
      patch.put("block_reason", reads || writes ? QUOTA_REASON + reason : null);
      patchConfig(id, patch);
    } finally {
      changing.unlock();
    }
  }

  private static boolean isForQuota(ObjectNode config) {
    return config.path("block_reason").asString("").startsWith(QUOTA_REASON);
  }

  /** A copy has a usage of its own. */
  private void unblock(NamespaceId copy) throws SqldException {
    if (isForQuota(config(copy))) {
      blockForQuota(copy, false, false, "");
    }
  }

  /** What sqld counts of this namespace, in sqld's own words. */
  public ObjectNode stats(NamespaceId id) throws SqldException {
    return object(get(id, "stats"), "the statistics of a namespace");
  }

  /** Forgets the top or the slowest queries. */
  public void resetStats(NamespaceId id, StatsKind kind) throws SqldException {
    HttpUrl url = namespace(id).addPathSegments("stats/" + kind.path()).build();
    expectDone(call(new Request.Builder().url(url).delete()), "the reset of statistics");
  }

  /** How this namespace is configured, in sqld's own words. */
  public ObjectNode config(NamespaceId id) throws SqldException {
    return object(get(id, "config"), "a look at a namespace");
  }

  /** Changes these fields of the configuration and no others: sqld itself would reset the rest. */
  public void patchConfig(NamespaceId id, ObjectNode patch) throws SqldException {
    changing.lock();
    try {
      ObjectNode now = config(id);
      ObjectNode next = JSON.createObjectNode();
      for (String field : RESET_WHEN_OMITTED) {
        next.set(field, now.path(field));
      }
      patch.properties().forEach(field -> next.set(field.getKey(), field.getValue()));
      HttpUrl url = namespace(id).addPathSegment("config").build();
      expectDone(call(new Request.Builder().url(url).post(json(next))), "a new configuration");
    } finally {
      changing.unlock();
    }
  }

  /** Writes the log of this namespace into its file; one that sqld does not know is a failure. */
  public void checkpoint(NamespaceId id) throws SqldException {
    // The checkpoint of a name that does not exist would spoil that name.
    if (!exists(id)) {
      throw new SqldRefusedException("sqld does not know the namespace");
    }
    HttpUrl url = namespace(id).addPathSegment("checkpoint").build();
    expectDone(
        call(new Request.Builder().url(url).post(json(JSON.createObjectNode()))), "a checkpoint");
  }

  private Reply get(NamespaceId id, String what) throws SqldException {
    HttpUrl url = namespace(id).addPathSegment(what).build();
    Reply reply = call(new Request.Builder().url(url).get());
    for (int look = 1; look < LOOKS_MAX && isMissing(reply); look++) {
      reply = call(new Request.Builder().url(url).get());
    }
    return reply;
  }

  private static ObjectNode object(Reply reply, String question) throws SqldException {
    try {
      if (reply.status() == 200
          && !reply.isUnknownPath()
          && JSON.readTree(reply.body()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new SqldException("sqld answers " + question + " with something that is not JSON", e);
    }
    throw unexpected(question, reply);
  }

  private static void expectDone(Reply reply, String question) throws SqldException {
    if (reply.status() >= 400 && reply.status() < 500 && !isMissing(reply)) {
      throw new SqldRefusedException("sqld refuses " + question + ": " + message(reply));
    }
    if (reply.status() != 200 || reply.isUnknownPath()) {
      throw unexpected(question, reply);
    }
  }

  private static String message(Reply reply) {
    try {
      return JSON.readTree(reply.body()).path("error").asString(reply.body());
    } catch (JacksonException e) {
      return reply.body();
    }
  }

  private static RequestBody json(ObjectNode body) {
    return RequestBody.create(JSON.writeValueAsBytes(body), MediaType.get("application/json"));
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
    copying.close();
  }

  private Reply post(NamespaceId id) throws SqldException {
    HttpUrl create = namespace(id).addPathSegment("create").build();
    return call(new Request.Builder().url(create).post(EMPTY_OBJECT));
  }

  private HttpUrl.Builder namespace(NamespaceId id) {
    return base.newBuilder().addPathSegments("v1/namespaces").addPathSegment(id.value());
  }

  private Reply call(Request.Builder request) throws SqldException {
    return checked(calls.call(authorized(request)));
  }

  private Request authorized(Request.Builder request) {
    return request.header("authorization", authorization).build();
  }

  private static Reply checked(Reply reply) throws SqldException {
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
