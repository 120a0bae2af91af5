package dev.gatehouse.admin.provision;

import java.io.IOException;
import java.io.InputStream;

/** An SQL text that lies somewhere else than in a file of its own. */
public interface StoredDump {
  InputStream open() throws IOException;
}
