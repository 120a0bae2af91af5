package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.app.handover.Pretender;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that takes the place of another under load. */
class HandoverIT {
  private static final int POLICY = 1008;
  private static final int ENOUGH = 50;
  private static final Pattern STARTED =
      Pattern.compile("Starting the new Gatehouse \\(process (\\d+)\\)");
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  @TempDir private Path folder;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<GatehouseProcess> upgrades = new ArrayList<>();
  private GatehouseProcess serve;
  private JsonCalls calls;
  private String url;
  private String admin;
  private String key;

  @BeforeEach
  void start() throws Exception {
    configure("");
    serve = GatehouseProcess.run("serve", "--config", file().toString());
    calls = new JsonCalls();
    String ready = serve.lineWith(" ready ");
    url = ReloadIT.address("public", ready);
    admin = ReloadIT.address("admin", ready) + "/v1/namespaces";
    key = Files.readString(folder.resolve("data/keys/admin.key")).strip();
  }

  @AfterEach
  void stop() throws Exception {
    over.set(true);
    for (GatehouseProcess upgrade : upgrades) {
      // Where something failed on the way, it may be there all the same.
      successorIn(upgrade.errors()).ifPresent(ProcessHandle::destroyForcibly);
      upgrade.close();
    }
    calls.close();
    serve.close();
  }

  private Path file() {
    return folder.resolve("gatehouse.yaml");
  }

  private void configure(String more) throws Exception {
    Files.writeString(
        file(),
        """
        data: '%s'
        listen: {public: '127.0.0.1:0', admin: '127.0.0.1:0', ops: '127.0.0.1:0'}
        limits: {perSecondMax: 100000, perMinuteMax: 1000000}
        timeouts: {drain: 5m}
        %s"""
            .formatted(folder.resolve("data"), more));
  }

  private GatehouseProcess upgrade() throws Exception {
    var upgrade = GatehouseProcess.run("upgrade", "--data", folder.resolve("data").toString());
    upgrades.add(upgrade);
    return upgrade;
  }

  private static Optional<ProcessHandle> successorIn(String said) {
    Matcher pid = STARTED.matcher(said);
    return pid.find() ? ProcessHandle.of(Long.parseLong(pid.group(1))) : Optional.empty();
  }

  private String tokenOf(String name) throws Exception {
    assertEquals(201, calls.post(admin, key, Map.of("name", name)).status());
    return calls
        .post(admin + "/" + name + "/tokens", key, Map.of("access", "rw"))
        .body()
        .path("token")
        .asString();
  }

  /** Asks again and again until all is over, on one connection or on a new one each time. */
  private Thread ask(String token, boolean again) {
    return Thread.startVirtualThread(
        () -> {
          JsonCalls client = new JsonCalls();
          while (!over.get()) {
            try {
              var answer = client.query(url, token, "select 1");
              if (answer.status() == 200) {
                answers.incrementAndGet();
              } else {
                failures.add(answer.toString());
              }
            } catch (Exception e) {
              failures.add(e.toString());
            }
            if (again) {
              client.close();
              client = new JsonCalls();
            }
          }
          client.close();
        });
  }

  private void awaitAnswers() {
    int enough = answers.get() + ENOUGH;
    while (answers.get() < enough && failures.isEmpty()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** A session whose stream stays open; tells how it is closed. */
  private CompletableFuture<Integer> session(HttpClient http, String token) throws Exception {
    var closed = new CompletableFuture<Integer>();
    var begun = new CompletableFuture<String>();
    WebSocket socket =
        http.newWebSocketBuilder()
            .subprotocols("hrana3")
            .buildAsync(URI.create(url.replace("http", "ws")), new Answers(begun, closed))
            .get(20, TimeUnit.SECONDS);
    for (String message :
        List.of(
            "{\"type\":\"hello\",\"jwt\":\"%s\"}".formatted(token),
            """
            {"type":"request","request_id":1,"request":{"type":"open_stream","stream_id":1}}""",
            """
            {"type":"request","request_id":2,"request":{"type":"execute","stream_id":1,\
            "stmt":{"sql":"select 1"}}}""")) {
      socket.sendText(message, true).get(20, TimeUnit.SECONDS);
    }
    String answer = begun.get(20, TimeUnit.SECONDS);
    assertTrue(answer.contains("response_ok"), answer);
    return closed;
  }

  /** Waits for the answer to the second request, and for the end. */
  private record Answers(CompletableFuture<String> begun, CompletableFuture<Integer> closed)
      implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      if (text.toString().contains("\"request_id\":2")) {
        begun.complete(text.toString());
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(status);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }

  @Test
  void noRequestFailsAndRightsEndInBothAndSqldStaysAsLongAsOneOfThem() throws Exception {
    String token = tokenOf("busy");
    String taken = tokenOf("suspended");
    List<ProcessHandle> sqld = serve.descendants();
    Thread kept = ask(token, false);
    Thread fresh = ask(token, true);
    try (var http = HttpClient.newHttpClient()) {
      CompletableFuture<Integer> session = session(http, taken);
      awaitAnswers();

      GatehouseProcess upgrade = upgrade();
      while (!upgrade.errors().contains("finishes what is under way")) {
        assertTrue(upgrade.isRunning(), upgrade.errors());
        LockSupport.parkNanos(LOOK_NANOS);
      }
      // What is kept is the old process's, and its next answer is its last one.
      assertEquals(201, calls.post(admin + "/busy/tokens", key, Map.of("access", "ro")).status());
      // The session is the old process's, and who answers this is the new one.
      assertEquals(
          200, calls.post(admin + "/suspended/suspend", key, Map.of("reason", "bill")).status());
      assertEquals(POLICY, session.get(20, TimeUnit.SECONDS));
      calls.close();
      calls = new JsonCalls();

      assertEquals(0, upgrade.exitCode(), upgrade.errors());
      assertTrue(upgrade.firstLine().contains("serves now"));
    }
    assertEquals(0, serve.exitCode());
    awaitAnswers();
    over.set(true);
    kept.join();
    fresh.join();
    assertTrue(failures.isEmpty(), failures.toString());
    assertTrue(sqld.stream().allMatch(ProcessHandle::isAlive), "the same sqld goes on");

    successorIn(upgrades.getFirst().errors()).orElseThrow().destroyForcibly();
    for (ProcessHandle process : sqld) {
      process.onExit().get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void theOldOneGoesOnAndTheNextOneTakesOverWhereverOneDied() throws Exception {
    String token = tokenOf("steady");
    calls.close();
    calls = new JsonCalls();
    List<ProcessHandle> sqld = serve.descendants();
    Thread kept = ask(token, false);
    Thread fresh = ask(token, true);
    Path run = folder.resolve("data/run");
    awaitAnswers();

    try (var asked = Pretender.meet(run, Place.protocol("x"))) {
      asked.die();
      awaitAnswers();
    }
    try (var offered = Pretender.meet(run, Place.protocol("x"))) {
      offered.takeSockets();
      offered.die();
      awaitAnswers();
    }
    try (var prepared = Pretender.meet(run, Place.protocol("x"))) {
      prepared.takeSockets();
      prepared.prepare();
      prepared.die();
      awaitAnswers();
    }
    GatehouseProcess upgrade = upgrade();
    assertEquals(0, upgrade.exitCode(), upgrade.errors());

    awaitAnswers();
    over.set(true);
    kept.join();
    fresh.join();
    assertTrue(failures.isEmpty(), failures.toString());
    assertTrue(sqld.stream().allMatch(ProcessHandle::isAlive), "the same sqld goes on");
  }

  @Test
  void theOldOneGoesOnWhereTheNewOneCannotServe() throws Exception {
    String token = tokenOf("here");
    configure("limits: {perSecondMax: 0}\n");

    GatehouseProcess upgrade = upgrade();
    assertEquals(1, upgrade.exitCode());
    assertTrue(upgrade.errors().contains("the old one stays"), upgrade.errors());

    assertEquals(200, calls.query(url, token, "select 1").status());
    assertTrue(serve.isRunning());
  }
}
