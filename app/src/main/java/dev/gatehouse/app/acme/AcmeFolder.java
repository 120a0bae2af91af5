package dev.gatehouse.app.acme;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is kept of one authority: nobody but Gatehouse reads it, and each file is whole. */
final class AcmeFolder {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([^-]+)-----END \\1 KEY-----");
  private static final FileAttribute<?> OWNER_ONLY = attribute("rw-------");
  private static final FileAttribute<?> OWNER_ONLY_FOLDER = attribute("rwx------");

  private final Path folder;

  /**
   * What failed the last times.
   *
   * @param failures how often in a row
   * @param notBefore when to ask again
   * @param names for which names
   */
  record Failed(int failures, Instant notBefore, Set<String> names) {}

  private AcmeFolder(Path folder) {
    this.folder = folder;
  }

  static AcmeFolder open(Path root, URI directory) throws IOException {
    String authority = directory.getRawAuthority().replace(':', '-');
    return new AcmeFolder(Files.createDirectories(root.resolve(authority), OWNER_ONLY_FOLDER));
  }

  private static FileAttribute<?> attribute(String rights) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
  }

  /** The certificate and its key, in one file. */
  Path certificate() {
    return folder.resolve("certificate.pem");
  }

  private Path failures() {
    return folder.resolve("failures");
  }

  /** The certificate that was kept, if any that can be read. */
  Optional<Issued> issued() throws IOException, CertificateException {
    return Files.exists(certificate())
        ? Optional.of(Issued.parse(Files.readString(certificate())))
        : Optional.empty();
  }

  void keep(Issued issued) throws IOException {
    write(certificate(), issued.pem());
    Files.deleteIfExists(failures());
  }

  /** What failed before, as far as it is known. */
  Optional<Failed> failed() {
    try {
      List<String> lines = Files.readAllLines(failures());
      return Optional.of(
          new Failed(
              Integer.parseInt(lines.get(0)),
              Instant.parse(lines.get(1)),
              Set.of(lines.get(2).split(" ", -1))));
    } catch (IOException
        | DateTimeParseException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  void remember(Failed failed) throws IOException {
    write(
        failures(),
        "%d\n%s\n%s\n"
            .formatted(failed.failures(), failed.notBefore(), String.join(" ", failed.names())));
  }

  /** The key of the account at the authority, made where there is none. */
  KeyPair account() throws IOException, GeneralSecurityException {
    Path file = folder.resolve("account.pem");
    if (!Files.exists(file)) {
      KeyPair made = newKey();
      write(
          file,
          Issued.block("PRIVATE KEY", made.getPrivate().getEncoded())
              + Issued.block("PUBLIC KEY", made.getPublic().getEncoded()));
      return made;
    }
    byte[] secret = {};
    byte[] open = {};
    Matcher block = BLOCK.matcher(Files.readString(file));
    while (block.find()) {
      byte[] der = Base64.getMimeDecoder().decode(block.group(2));
      if (block.group(1).equals("PRIVATE")) {
        secret = der;
      } else {
        open = der;
      }
    }
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(open)),
        factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
  }

  static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private void write(Path file, String text) throws IOException {
    Path draft = Files.createTempFile(folder, ".new", null, OWNER_ONLY);
    try (var out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
