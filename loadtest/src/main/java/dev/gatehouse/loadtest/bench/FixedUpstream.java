package dev.gatehouse.loadtest.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * An nginx that answers every pipeline of protocol 2 with the same bytes. Everything else goes to
 * the sqld behind it: Gatehouse serves nobody in front of what it could not prove to be one.
 *
 * @param url where it listens
 * @param child its process
 */
record FixedUpstream(URI url, Child child) {
  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      worker_rlimit_nofile 8192;
      pid ${root}/nginx.pid;
      error_log stderr warn;
      events { worker_connections 4096; }
      http {
        access_log off;
        client_body_temp_path ${root}/nginx-body;
        proxy_temp_path ${root}/nginx-proxy;
        fastcgi_temp_path ${root}/nginx-fastcgi;
        uwsgi_temp_path ${root}/nginx-uwsgi;
        scgi_temp_path ${root}/nginx-scgi;
        keepalive_timeout 1h;
        keepalive_requests 1000000000;
        server {
          listen 127.0.0.1:${port};
          location = /v2/pipeline {
            default_type application/json;
            return 200 '${answer}';
          }
          location / {
            proxy_pass ${sqld};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
          }
        }
      }
      """;

  static FixedUpstream start(WorkFolder work, RealSqld sqld)
      throws IOException, InterruptedException {
    int port = WorkFolder.freePort();
    String configuration =
        Template.fill(
            CONFIGURATION,
            Map.of(
                "root",
                work.path(""),
                "port",
                port,
                "sqld",
                sqld.http(),
                "answer",
                Workload.ANSWER));
    var file = work.write("nginx.conf", configuration);
    Child child =
        work.start(
            "nginx",
            Map.of(),
            List.of(
                Program.NGINX.path(),
                "-p",
                work.path("").toString(),
                "-e",
                "stderr",
                "-c",
                file.toString()));
    URI url = URI.create("http://127.0.0.1:" + port);
    work.await(child, () -> Probe.status(url.resolve("/health")) == 200);
    return new FixedUpstream(url, child);
  }

  /** It alone, for the height of the ceiling. */
  Target alone() {
    return new Target(
        "nginx alone",
        url.resolve(Workload.PATH),
        Map.of("content-type", "application/json"),
        List.of(child));
  }
}
