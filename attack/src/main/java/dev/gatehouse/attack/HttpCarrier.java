package dev.gatehouse.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The ways in which a SQL text travels in an HTTP request. */
enum HttpCarrier implements SqlCarrier {
  PIPELINE_V2("/v2/pipeline") {
    @Override
    byte[] body(String sql) {
      return text(pipeline("{\"type\":\"execute\",\"stmt\":{\"sql\":" + Json.quote(sql) + "}}"));
    }
  },
  PIPELINE_V3("/v3/pipeline") {
    @Override
    byte[] body(String sql) {
      return text(pipeline("{\"type\":\"execute\",\"stmt\":{\"sql\":" + Json.quote(sql) + "}}"));
    }
  },
  ESCAPED_JSON("/v3/pipeline") {
    @Override
    byte[] body(String sql) {
      return text(pipeline("{\"type\":\"execute\",\"stmt\":{\"sql\":" + Json.escaped(sql) + "}}"));
    }
  },
  BATCH("/v3/pipeline") {
    @Override
    byte[] body(String sql) {
      return text(
          pipeline(
              "{\"type\":\"batch\",\"batch\":{\"steps\":[{\"stmt\":{\"sql\":"
                  + Json.quote(sql)
                  + "}}]}}"));
    }
  },
  SEQUENCE("/v3/pipeline") {
    @Override
    byte[] body(String sql) {
      return text(pipeline("{\"type\":\"sequence\",\"sql\":" + Json.quote(sql) + "}"));
    }
  },
  DESCRIBE("/v3/pipeline") {
    @Override
    byte[] body(String sql) {
      return text(pipeline("{\"type\":\"describe\",\"sql\":" + Json.quote(sql) + "}"));
    }
  },
  STORED("/v3/pipeline") {
    @Override
    byte[] body(String sql) {
      return text(
          pipeline(
              "{\"type\":\"store_sql\",\"sql_id\":1,\"sql\":"
                  + Json.quote(sql)
                  + "},{\"type\":\"execute\",\"stmt\":{\"sql_id\":1}}"));
    }
  },
  CURSOR("/v3/cursor") {
    @Override
    byte[] body(String sql) {
      return text("{\"batch\":{\"steps\":[{\"stmt\":{\"sql\":" + Json.quote(sql) + "}}]}}");
    }
  },
  LEGACY("/") {
    @Override
    byte[] body(String sql) {
      return text("{\"statements\":[" + Json.quote(sql) + "]}");
    }
  },
  LEGACY_WITH_PARAMS("/") {
    @Override
    byte[] body(String sql) {
      return text("{\"statements\":[{\"q\":" + Json.quote(sql) + ",\"params\":[]}]}");
    }
  },
  LEGACY_EXECUTE("/v1/execute") {
    @Override
    byte[] body(String sql) {
      return text("{\"stmt\":{\"sql\":" + Json.quote(sql) + "}}");
    }
  },
  LEGACY_BATCH("/v1/batch") {
    @Override
    byte[] body(String sql) {
      return text("{\"batch\":{\"steps\":[{\"stmt\":{\"sql\":" + Json.quote(sql) + "}}]}}");
    }
  },
  PIPELINE_PROTOBUF("/v3-protobuf/pipeline") {
    @Override
    byte[] body(String sql) {
      byte[] execute = Protobuf.field(2, Protobuf.field(1, Protobuf.field(1, sql)));
      return Protobuf.message(Protobuf.field(2, execute), Protobuf.field(2, Protobuf.field(1, "")));
    }
  },
  CURSOR_PROTOBUF("/v3-protobuf/cursor") {
    @Override
    byte[] body(String sql) {
      byte[] step = Protobuf.field(2, Protobuf.field(1, sql));
      return Protobuf.field(2, Protobuf.field(1, step));
    }
  },
  GRPC_EXECUTE("/proxy.Proxy/Execute") {
    @Override
    byte[] body(String sql) {
      return Protobuf.framed(Protobuf.execute(UUID.randomUUID().toString(), sql));
    }

    @Override
    String headers() {
      return GRPC;
    }
  },
  GRPC_DESCRIBE("/proxy.Proxy/Describe") {
    @Override
    byte[] body(String sql) {
      return Protobuf.framed(
          Protobuf.message(
              Protobuf.field(1, UUID.randomUUID().toString()), Protobuf.field(2, sql)));
    }

    @Override
    String headers() {
      return GRPC;
    }
  };

  static final String GRPC = "Content-Type: application/grpc-web+proto\r\nTE: trailers\r\n";

  private final String path;

  HttpCarrier(String path) {
    this.path = path;
  }

  abstract byte[] body(String sql);

  String headers() {
    return "Content-Type: application/json\r\n";
  }

  boolean isGrpc() {
    return path.startsWith("/proxy.");
  }

  @Override
  public boolean describesOnly() {
    return this == DESCRIBE || this == GRPC_DESCRIBE;
  }

  @Override
  public String send(Range range, String token, String sql) throws IOException {
    return Wire.talk(range, request(token, sql, ""));
  }

  /** The request that carries this text, with more header lines in it. */
  byte[] request(String token, String sql, String more) {
    return Wire.post(path, Wire.bearer(token) + headers() + more, body(sql));
  }

  private static String pipeline(String requests) {
    return "{\"requests\":[" + requests + ",{\"type\":\"close\"}]}";
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
