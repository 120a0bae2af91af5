package dev.gatehouse.app.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An authority on loopback that speaks ACME: it checks signatures and nonces, connects to the port
 * that is to be proven, and misbehaves where it is told to.
 */
public final class FakeAuthority implements AutoCloseable {
  static final Duration LIFE = Duration.ofDays(90);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeRoot root = new FakeRoot();
  private final InstantSource clock;
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();
  private final Map<String, ECKey> accounts = new ConcurrentHashMap<>();
  private final List<PendingOrder> orders = new ArrayList<>();
  private final Misconduct misconduct;
  private final ProofCheck proofs;

  /** How it misbehaves: each number counts down to good conduct. */
  public static final class Misconduct {
    int refusedNonces;
    int slowAnswers;
    int rateLimited;
    int unprovenNames;
    boolean withoutChallenge;
  }

  /** What was asked for. */
  private static final class PendingOrder {
    final List<String> names;
    final Map<String, String> states = new HashMap<>();
    final String token = UUID.randomUUID().toString().replace("-", "");
    String chain = "";

    PendingOrder(List<String> names) {
      this.names = names;
      names.forEach(name -> states.put(name, "pending"));
    }

    String status() {
      if (!chain.isEmpty()) {
        return "valid";
      }
      if (states.containsValue("invalid")) {
        return "invalid";
      }
      return states.containsValue("pending") ? "pending" : "ready";
    }
  }

  /** An error with its type. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    final int status;
    final String type;

    Refused(int status, String type) {
      super("refused as " + type);
      this.status = status;
      this.type = type;
    }
  }

  public FakeAuthority(InstantSource clock, Misconduct misconduct, ProofCheck proofs)
      throws Exception {
    this.clock = clock;
    this.misconduct = misconduct;
    this.proofs = proofs;
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(root.loopback()));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI directory() {
    return URI.create(url("/directory"));
  }

  private String url(String path) {
    return "https://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /** Writes the certificate by which it is believed. */
  public Path trust(Path file) throws IOException, GeneralSecurityException {
    return Files.writeString(file, Issued.block("CERTIFICATE", root.certificate().getEncoded()));
  }

  public X509Certificate root() {
    return root.certificate();
  }

  /** How many orders there were. */
  public int orders() {
    return orders.size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      exchange.getResponseHeaders().set("Replay-Nonce", newNonce());
      try {
        if (path.equals("/directory")) {
          send(exchange, 200, directoryJson());
        } else if (path.equals("/nonce")) {
          exchange.sendResponseHeaders(200, -1);
        } else {
          serve(exchange, path);
        }
      } catch (Refused e) {
        refuse(exchange, e);
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        refuse(exchange, new Refused(400, "malformed"));
      }
    }
  }

  private String newNonce() {
    String nonce = UUID.randomUUID().toString().replace("-", "");
    nonces.add(nonce);
    return nonce;
  }

  private Map<String, Object> directoryJson() {
    return Map.of(
        "newNonce", url("/nonce"),
        "newAccount", url("/account"),
        "newOrder", url("/order"),
        "meta", Map.of("termsOfService", url("/terms")));
  }

  private synchronized void serve(HttpExchange exchange, String path) throws Exception {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    var signed =
        JWSObject.parse(
            body.path("protected").asString()
                + "."
                + body.path("payload").asString()
                + "."
                + body.path("signature").asString());
    Map<String, Object> header = signed.getHeader().toJSONObject();
    if (!nonces.remove(String.valueOf(header.get("nonce"))) || misconduct.refusedNonces-- > 0) {
      throw new Refused(400, "badNonce");
    }
    ECKey key =
        path.equals("/account")
            ? signed.getHeader().getJWK().toECKey()
            : accounts.get(String.valueOf(header.get("kid")));
    if (key == null
        || !url(path).equals(header.get("url"))
        || !signed.verify(new ECDSAVerifier(key.toECPublicKey()))) {
      throw new Refused(403, "unauthorized");
    }
    String payload = signed.getPayload().toString();
    JsonNode content = JSON.readTree(payload.isEmpty() ? "{}" : payload);
    String[] steps = path.substring(1).split("/", -1);
    if (steps.length == 1) {
      begin(exchange, steps[0], content, key);
    } else {
      goOn(exchange, steps, content, payload.isEmpty(), key);
    }
  }

  private void begin(HttpExchange exchange, String what, JsonNode content, ECKey key)
      throws IOException, Refused, JOSEException {
    if (what.equals("account")) {
      if (!content.path("termsOfServiceAgreed").asBoolean(false)) {
        throw new Refused(403, "userActionRequired");
      }
      String location = url("/account/" + key.computeThumbprint());
      boolean isNew = accounts.put(location, key.toPublicJWK()) == null;
      exchange.getResponseHeaders().set("Location", location);
      send(exchange, isNew ? 201 : 200, Map.of("status", "valid"));
      return;
    }
    if (misconduct.rateLimited-- > 0) {
      exchange.getResponseHeaders().set("Retry-After", "86400");
      throw new Refused(429, "rateLimited");
    }
    List<String> names = new ArrayList<>();
    content.path("identifiers").forEach(name -> names.add(name.path("value").asString()));
    orders.add(new PendingOrder(names));
    int number = orders.size() - 1;
    exchange.getResponseHeaders().set("Location", url("/order/" + number));
    send(exchange, 201, orderJson(number));
  }

  private void goOn(
      HttpExchange exchange, String[] steps, JsonNode content, boolean isLook, ECKey key)
      throws Exception {
    int number = Integer.parseInt(steps[1]);
    PendingOrder order = orders.get(number);
    switch (steps[0]) {
      case "order" -> {
        exchange.getResponseHeaders().set("Retry-After", "0");
        send(exchange, 200, orderJson(number));
      }
      case "authorization" -> send(exchange, 200, authorizationJson(number, steps[2]));
      case "challenge" -> {
        if (!isLook) {
          validate(order, steps[2], key);
        }
        send(exchange, 200, challengeJson(number, steps[2]));
      }
      case "finalize" -> {
        order.chain = issue(order, content.path("csr").asString());
        send(exchange, 200, orderJson(number));
      }
      default -> {
        exchange.getResponseHeaders().set("Content-Type", "application/pem-certificate-chain");
        sendText(exchange, 200, order.chain);
      }
    }
  }

  private void validate(PendingOrder order, String name, ECKey key)
      throws IOException, JOSEException, GeneralSecurityException {
    String authorization = order.token + "." + key.computeThumbprint();
    boolean isProven = proofs.holds(name, authorization) && misconduct.unprovenNames-- <= 0;
    order.states.put(name, isProven ? "valid" : "invalid");
  }

  private String issue(PendingOrder order, String csr) throws Exception {
    var request = new PKCS10CertificationRequest(Base64.getUrlDecoder().decode(csr));
    if (!order.status().equals("ready")) {
      throw new Refused(403, "orderNotReady");
    }
    if (!FakeRoot.isSound(request, order.names)) {
      throw new Refused(400, "badCSR");
    }
    Instant now = clock.instant();
    X509Certificate issued = root.certify(request, now, now.plus(LIFE));
    return Issued.block("CERTIFICATE", issued.getEncoded())
        + Issued.block("CERTIFICATE", root.certificate().getEncoded());
  }

  private Map<String, Object> orderJson(int number) {
    PendingOrder order = orders.get(number);
    boolean isSlow = !order.chain.isEmpty() && misconduct.slowAnswers-- > 0;
    var json = new HashMap<String, Object>();
    json.put("status", isSlow ? "processing" : order.status());
    json.put("identifiers", order.names.stream().map(FakeAuthority::identifier).toList());
    json.put(
        "authorizations",
        order.names.stream().map(name -> url("/authorization/" + number + "/" + name)).toList());
    json.put("finalize", url("/finalize/" + number));
    if (!order.chain.isEmpty() && !isSlow) {
      json.put("certificate", url("/certificate/" + number));
    }
    return json;
  }

  private static Map<String, Object> identifier(String name) {
    return Map.of("type", "dns", "value", name);
  }

  private Map<String, Object> authorizationJson(int number, String name) {
    return Map.of(
        "status", orders.get(number).states.get(name),
        "identifier", identifier(name),
        "challenges", List.of(challengeJson(number, name)));
  }

  private Map<String, Object> challengeJson(int number, String name) {
    PendingOrder order = orders.get(number);
    var json = new HashMap<String, Object>();
    json.put("type", misconduct.withoutChallenge ? "http-01" : "tls-alpn-01");
    json.put("url", url("/challenge/" + number + "/" + name));
    json.put("token", order.token);
    json.put("status", order.states.get(name));
    if ("invalid".equals(order.states.get(name))) {
      json.put("error", problem("connection", "no way to " + name));
    }
    return json;
  }

  private static Map<String, Object> problem(String type, String detail) {
    return Map.of("type", "urn:ietf:params:acme:error:" + type, "detail", detail);
  }

  private static void refuse(HttpExchange exchange, Refused refused) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    String json = JSON.writeValueAsString(problem(refused.type, "refused as " + refused.type));
    sendText(exchange, refused.status, json);
  }

  private static void send(HttpExchange exchange, int status, Map<String, Object> json)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    sendText(exchange, status, JSON.writeValueAsString(json));
  }

  private static void sendText(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
