package dev.gatehouse.sqld;

import dev.gatehouse.sqld.SqldCalls.Reply;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a running sqld whether it keeps tenants apart, with two canary namespaces of its own.
 *
 * <p>What it cannot see from outside, such as the stack size, it does not report.
 */
public final class SqldInspection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqldInspection.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(2);
  private static final String TRIED_VERSION = "sqld 0.24.";

  /** The namespace of everybody where namespaces are not enabled. */
  private static final String SHARED = "default";

  private final HttpUrl http;
  private final HttpUrl admin;
  private final SigningKey key;
  private final SqldAdmin adminApi;
  private final SqldPipeline pipeline;
  private final SqldCalls calls;
  private final SqldCalls strangersCalls;
  private final Set<NamespaceId> canaries = ConcurrentHashMap.newKeySet();
  private final ExecutorService tidying = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * An inspection of one sqld.
   *
   * @param http where its user API listens
   * @param admin where its admin API listens
   * @param adminKey the key that the admin API asks for
   * @param key the key whose public half sqld was given
   */
  public SqldInspection(URI http, URI admin, String adminKey, SigningKey key) {
    this.http = HttpUrl.get(http.toString());
    this.admin = HttpUrl.get(admin.toString());
    this.calls = new SqldCalls(this.http, TIMEOUT, TIMEOUT);
    this.strangersCalls = new SqldCalls(this.admin, TIMEOUT, TIMEOUT);
    this.key = key;
    this.adminApi = new SqldAdmin(admin, adminKey);
    this.pipeline = new SqldPipeline(http);
  }

  /** Everything that was looked at; nothing more is asked once sqld cannot be reached. */
  public List<Finding> inspect(FileFunctions fileFunctions) {
    List<Finding> findings = new ArrayList<>();
    if (isReachable(findings) && isAdminReachable(findings)) {
      NamespaceId first = NamespaceId.random();
      NamespaceId second = NamespaceId.random();
      canaries.addAll(List.of(first, second));
      try {
        adminApi.create(first);
        adminApi.create(second);
        // This one opens the shared database too: only so can a server without namespaces be
        // told from one that does not know the token.
        String opens = token(first.value(), second.value(), SHARED);
        String opensSecond = token(second.value());
        findings.add(namespaces(first, second, opens));
        findings.add(refusal("token-required", "without a token", first, ""));
        findings.add(
            refusal(
                "token-key",
                "with a token that its key did not sign",
                first,
                forged(opens, opensSecond)));
        findings.add(
            refusal("token-namespace", "with the token of another namespace", first, opensSecond));
        findings.add(fileFunctions(first, opens, fileFunctions));
      } catch (SqldException e) {
        findings.add(
            Finding.unknown(
                "canaries",
                "The canary namespaces cannot be made: " + e.getMessage() + ".",
                "Look into sqld's log; its disk may be full or its data folder not writable."));
      } finally {
        tidying.execute(() -> remove(first));
        tidying.execute(() -> remove(second));
      }
    }
    return List.copyOf(findings);
  }

  /** Whether this namespace is one that it made to look at, and will remove. */
  public boolean isCanary(NamespaceId id) {
    return canaries.contains(id);
  }

  @Override
  public void close() {
    tidying.close();
    adminApi.close();
    pipeline.close();
    calls.close();
    strangersCalls.close();
  }

  private boolean isReachable(List<Finding> findings) {
    try {
      String version = get(calls, http, "version").body().strip();
      findings.add(Finding.ok("reachable", "sqld answers at " + http + "."));
      findings.add(
          version.startsWith(TRIED_VERSION)
              ? Finding.ok("version", "It is " + version + ".")
              : Finding.warning(
                  "version",
                  "It says it is '" + version + "', which Gatehouse was not tried with.",
                  "Use sqld 0.24.32, the version that tools/sqld pins."));
      return true;
    } catch (SqldException e) {
      findings.add(
          Finding.unknown(
              "reachable",
              "No sqld answers at " + http + ": " + e.getMessage() + ".",
              "Start sqld, or correct sqld.external.http."));
      return false;
    }
  }

  private boolean isAdminReachable(List<Finding> findings) {
    try {
      adminApi.ping();
      boolean isOpen = get(strangersCalls, admin, "").status() != 401;
      findings.add(
          isOpen
              ? Finding.failed(
                  "admin-key",
                  "sqld's admin API at " + admin + " serves anybody who reaches it.",
                  "Start sqld with LIBSQL_ADMIN_AUTH_KEY (or --admin-auth-key).")
              : Finding.ok("admin-key", "The admin API refuses callers without the key."));
      return true;
    } catch (SqldException e) {
      findings.add(
          Finding.unknown(
              "admin-reachable",
              "sqld's admin API does not serve at " + admin + ": " + e.getMessage() + ".",
              "Start sqld with --admin-listen-addr, or correct sqld.external.admin and adminKey."));
      return false;
    }
  }

  private Finding namespaces(NamespaceId first, NamespaceId second, String token) {
    String marker = "gatehouse_canary_" + NamespaceId.random();
    try {
      pipeline.run(first, token, List.of("CREATE TABLE " + marker + " (x)"));
      String look = "SELECT count(*) FROM sqlite_schema WHERE name = '" + marker + "'";
      boolean isShared = !count(pipeline.run(second, token, List.of(look))).equals(0L);
      if (!isShared) {
        return Finding.ok("namespaces", "What one namespace writes, another does not see.");
      }
      pipeline.run(first, token, List.of("DROP TABLE " + marker));
      return Finding.failed(
          "namespaces",
          "Namespaces are not enabled: all tenants would share one database.",
          "Start sqld with the flag --enable-namespaces; no environment variable does it.");
    } catch (SqldRefusedException e) {
      return Finding.failed(
          "namespaces",
          "A canary namespace cannot be used: " + e.getMessage() + ".",
          "Start sqld with --enable-namespaces and with Gatehouse's public key as"
              + " --auth-jwt-key-file.");
    } catch (SqldException e) {
      return Finding.unknown(
          "namespaces",
          "Whether namespaces are enabled cannot be seen: " + e.getMessage() + ".",
          "Look into sqld's log.");
    }
  }

  private Finding refusal(String name, String how, NamespaceId canary, String token) {
    try {
      pipeline.run(canary, token, List.of("SELECT 1"));
      return Finding.failed(
          name,
          "sqld serves a request " + how + ".",
          "Start sqld with Gatehouse's public key as --auth-jwt-key-file and nothing else.");
    } catch (SqldRefusedException refused) {
      return Finding.ok(name, "sqld refuses a request " + how + ".");
    } catch (SqldException e) {
      return Finding.unknown(
          name,
          "Whether sqld refuses a request " + how + " cannot be seen: " + e.getMessage() + ".",
          "Look into sqld's log.");
    }
  }

  private Finding fileFunctions(NamespaceId canary, String token, FileFunctions expectation) {
    String name = "file-functions";
    List<String> questions =
        Stream.of(
                "pragma_function_list WHERE name IN ('readfile', 'writefile', 'lsmode')",
                "pragma_module_list WHERE name IN ('fsdir', 'sqlite_dbpage')")
            .map(from -> "SELECT count(*) FROM " + from)
            .collect(Collectors.toList());
    try {
      List<SqlResult> counts = pipeline.run(canary, token, questions);
      boolean isClean = counts.stream().allMatch(result -> count(List.of(result)).equals(0L));
      if (isClean) {
        return Finding.ok(name, "SQL cannot reach the files of sqld's machine.");
      }
      String remedy = "Run the copy of sqld that Gatehouse makes in managed mode.";
      return expectation == FileFunctions.GUARDED
          ? Finding.warning(
              name,
              "sqld's SQL can read and write files; Gatehouse's SQL guard alone is in front.",
              remedy)
          : Finding.failed(name, "sqld's SQL can read and write files of its machine.", remedy);
    } catch (SqldException e) {
      return Finding.unknown(
          name,
          "Whether sqld's SQL can read files cannot be seen: " + e.getMessage() + ".",
          "Correct the findings above first.");
    }
  }

  private static Object count(List<SqlResult> results) {
    Object count = results.getFirst().rows().getFirst().getFirst();
    return count == null ? "nothing" : count;
  }

  private String token(String... namespaces) {
    String names = Stream.of(namespaces).map(n -> '"' + n + '"').collect(Collectors.joining(","));
    long expires = Instant.now().plus(TOKEN_LIFETIME).getEpochSecond();
    return key.sign("{\"p\":{\"rw\":{\"ns\":[%s]}},\"exp\":%d}".formatted(names, expires));
  }

  /** The claims of one token under the signature of another: whoever checks refuses it. */
  private static String forged(String token, String other) {
    return token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
  }

  private static Reply get(SqldCalls calls, HttpUrl base, String path) throws SqldException {
    HttpUrl url = base.newBuilder().addPathSegments(path).build();
    return calls.call(new Request.Builder().url(url).build());
  }

  private void remove(NamespaceId canary) {
    try {
      adminApi.delete(canary);
    } catch (SqldException e) {
      LOG.warn("a canary namespace stays behind: {}", e.getMessage());
    } finally {
      canaries.remove(canary);
    }
  }
}
