package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A dispatcher over a registry of its own. */
record TestDispatcher(Registry file, Records records, Dispatcher dispatcher)
    implements AutoCloseable {

  static TestDispatcher over(Path folder, AdminKey key, List<Endpoint> endpoints) {
    Registry file = SqliteRegistry.open(folder.resolve("registry.db"));
    Records records = Records.of(file, InstantSource.system());
    var doorkeeper = new Doorkeeper(key, records.keys(), new FailedKeys(System::nanoTime));
    return new TestDispatcher(
        file, records, new Dispatcher(endpoints, doorkeeper, records.replies(), records.audit()));
  }

  @Override
  public void close() {
    file.close();
  }
}
