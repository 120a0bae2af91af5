package dev.gatehouse.admin.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The key that opens the admin API: a secret. */
public final class AdminKey {
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{16,512}");
  private static final int RANDOM_BYTES = 32;

  private final String text;
  private final boolean configured;

  private AdminKey(String text, boolean configured) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not usable as an admin key (expected: 16..512 visible ASCII characters)");
    }
    this.text = text;
    this.configured = configured;
  }

  /** A key that someone chose. */
  public static AdminKey configured(String text) {
    return new AdminKey(text, true);
  }

  /** The key in a file, made (readable by its owner only) where there is none. */
  public static AdminKey loadOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    try {
      return new AdminKey(Files.readString(file, StandardCharsets.US_ASCII).strip(), false);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(parent, ".key", null, ownerOnly);
    try {
      Files.writeString(
          draft,
          Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n",
          StandardCharsets.US_ASCII);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException anotherProcessWasFaster) {
      // Its key is as good
    } finally {
      Files.delete(draft);
    }
  }

  /** Whether someone chose the key, so that others than this machine's users may know it. */
  public boolean isConfigured() {
    return configured;
  }

  /** The secret itself. */
  public String reveal() {
    return text;
  }

  /** Whether the text is the key, in a time that does not depend on how much of it is right. */
  boolean matches(String candidate) {
    return MessageDigest.isEqual(digest(text), digest(candidate));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
