package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.NamespaceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardenedSqldIT {
  @TempDir Path folder;

  @Test
  void makesTheCopyOnce() throws Exception {
    Path copy = HardenedSqld.of(PinnedSqld.binary(), folder);
    var made = Files.getLastModifiedTime(copy);
    assertEquals(copy, HardenedSqld.of(PinnedSqld.binary(), folder));
    assertEquals(made, Files.getLastModifiedTime(copy));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(copy), files.toList());
    }
  }

  @Test
  void leavesABinaryAloneThatKnowsNoneOfTheNames() throws Exception {
    Path clean = Files.writeString(folder.resolve("clean"), "readfile\0without its own string");
    assertEquals(clean, HardenedSqld.of(clean, folder.resolve("copies")));
  }

  @Test
  void refusesEveryWayToReadAFile() throws Exception {
    Path copy = HardenedSqld.of(PinnedSqld.binary(), folder.resolve("bin"));
    var settings = SqldSettings.of(copy, folder, PinnedSqld.ADMIN_KEY, PinnedSqld.KEY.publicPem());
    NamespaceId id = NamespaceId.random();
    try (var sqld = new SqldSupervisor(settings, _ -> {})) {
      sqld.start();
      try (var admin = new SqldAdmin(sqld.admin(), PinnedSqld.ADMIN_KEY);
          var pipeline = new SqldPipeline(sqld.http())) {
        admin.create(id);
        String token = PinnedSqld.KEY.sign("{\"p\":{\"rw\":{\"ns\":[\"" + id + "\"]}}}");
        for (String sql :
            List.of(
                "SELECT readfile('/etc/hosts')",
                "SELECT \"ReadFile\"('/etc/hosts')",
                "SELECT writefile('" + folder.resolve("x") + "', 'x')",
                "SELECT * FROM fsdir('/etc')",
                "SELECT lsmode(33188)",
                "SELECT * FROM sqlite_dbpage")) {
          var e =
              assertThrows(
                  SqldSqlException.class, () -> pipeline.run(id, token, List.of(sql)), sql);
          assertTrue(e.toString().contains("no such "), e::toString);
        }
      }
    }
  }
}
