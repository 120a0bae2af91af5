package dev.gatehouse.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What {@code gatehouse dev} says when it is ready.
 *
 * @param running how to reach it
 * @param data its folder
 * @param took how long the start took
 */
record DevReport(RunFile running, Path data, Duration took) {

  String text() {
    return """

        Gatehouse is ready (%s s).

          URL         %s
          Token       %s
          Namespace   %s
          Admin URL   %s
          Admin key   %s
          Operations  %s/readyz and /metrics
          Data, log   %s

        Things to try, in another terminal:

        1. A query

        %s

        2. The same from Node

        %s

        3. Another namespace, and a token for it

        %s

        Ctrl-C stops everything."""
        .formatted(
            String.format(Locale.ROOT, "%.1f", took.toMillis() / 1e3),
            running.url(),
            running.token(),
            running.namespace(),
            running.adminUrl(),
            running.adminKey(),
            running.opsUrl(),
            data,
            curl(),
            node(),
            anotherNamespace());
  }

  private String curl() {
    return """
        curl -s %s/v2/pipeline -H 'Authorization: Bearer %s' \
        -d '{"requests":[{"type":"execute","stmt":{"sql":"%s"}},{"type":"close"}]}'"""
        .formatted(running.url(), running.token(), Demo.QUERY);
  }

  private String node() {
    String folder = Launch.quoted(data.resolve("try").toString());
    return """
        npm install --silent --prefix %s @libsql/client && (cd %s && node --input-type=module -e '
        import { createClient } from "@libsql/client";
        const db = createClient({ url: "%s", authToken: "%s" });
        const { rows } = await db.execute("%s");
        console.table(rows);
        ')"""
        .formatted(folder, folder, running.url(), running.token(), Demo.QUERY);
  }

  private String anotherNamespace() {
    String folder =
        data.equals(AdminTarget.DEFAULT_DATA) ? "" : " --data " + Launch.quoted(data.toString());
    String command = Launch.command();
    return "%s namespace create shop%s && %s token mint --namespace shop%s"
        .formatted(command, folder, command, folder);
  }
}
