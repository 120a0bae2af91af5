package dev.gatehouse.testkit;

import dev.gatehouse.sqld.SqldUnavailableException;
import java.io.IOException;
import java.net.URI;

/** Where a test's sqld runs. */
sealed interface SqldHost extends AutoCloseable permits LocalSqld, ContainerSqld {
  /** A child process where there is a binary, a container where an image was chosen or must do. */
  static SqldHost start(boolean hardened, String adminKey, String tokenKeyPem) {
    if (ContainerSqld.isChosen()) {
      return ContainerSqld.start(adminKey, tokenKeyPem);
    }
    try {
      return LocalSqld.start(hardened, adminKey, tokenKeyPem);
    } catch (SqldUnavailableException e) {
      if (ContainerSqld.isPossible()) {
        return ContainerSqld.start(adminKey, tokenKeyPem);
      }
      throw new AssertionError("This test needs a real sqld. " + e.getMessage(), e);
    } catch (IOException e) {
      throw new AssertionError("No folder for a real sqld: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while sqld started", e);
    }
  }

  URI http();

  URI admin();

  void crash() throws InterruptedException;

  @Override
  void close();
}
