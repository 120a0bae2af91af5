package dev.gatehouse.testkit;

import java.net.URI;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** An sqld in a container, for a machine that has an engine and no binary. */
final class ContainerSqld implements SqldHost {
  private static final String CHOICE = "SQLD_IMAGE";
  private static final String OFFICIAL = "ghcr.io/tursodatabase/libsql-server:latest";
  private static final String TOKEN_KEY = "/tmp/token-key.pem";
  private static final int HTTP = 8080;
  private static final int ADMIN = 8081;

  private final GenericContainer<?> container;

  private ContainerSqld(GenericContainer<?> container) {
    this.container = container;
  }

  static boolean isChosen() {
    return chosen().isPresent();
  }

  static boolean isPossible() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  static ContainerSqld start(String adminKey, String tokenKeyPem) {
    String image = chosen().orElse(OFFICIAL);
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withExposedPorts(HTTP, ADMIN)
            .withEnv("LIBSQL_ADMIN_AUTH_KEY", adminKey)
            .withEnv("RUST_MIN_STACK", "268435456")
            .withCopyToContainer(Transferable.of(tokenKeyPem), TOKEN_KEY)
            .withCommand(
                "/bin/sqld",
                "--no-welcome",
                "--enable-namespaces",
                "--disable-default-namespace",
                "--http-listen-addr",
                "0.0.0.0:" + HTTP,
                "--admin-listen-addr",
                "0.0.0.0:" + ADMIN,
                "--auth-jwt-key-file",
                TOKEN_KEY,
                "--max-concurrent-connections",
                "512",
                "--max-concurrent-requests",
                "512")
            .waitingFor(Wait.forHttp("/health").forPort(HTTP));
    container.start();
    return new ContainerSqld(container);
  }

  private static Optional<String> chosen() {
    String image = System.getProperty(CHOICE, System.getenv().getOrDefault(CHOICE, ""));
    return image.isBlank() ? Optional.empty() : Optional.of(image);
  }

  @Override
  public URI http() {
    return at(HTTP);
  }

  @Override
  public URI admin() {
    return at(ADMIN);
  }

  private URI at(int port) {
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
  }

  @Override
  public void crash() {
    throw new AssertionError("a test that ends sqld needs the binary, not the image");
  }

  @Override
  public void close() {
    container.stop();
  }
}
