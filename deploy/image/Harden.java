import dev.gatehouse.sqld.HardenedSqld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes the hardened copy of an sqld: {@code java -cp 'lib/*' Harden.java SQLD COPY}. */
final class Harden {
  private Harden() {}

  public static void main(String[] args) throws Exception {
    Path binary = Path.of(args[0]);
    Path folder = Files.createTempDirectory("harden");
    Path copy = HardenedSqld.of(binary, folder);
    if (copy.equals(binary)) {
      throw new IllegalStateException("this sqld cannot be hardened: " + binary);
    }
    Files.move(copy, Path.of(args[1]), StandardCopyOption.REPLACE_EXISTING);
    Files.delete(folder);
  }
}
