package dev.gatehouse.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The ways in which a SQL text travels over a WebSocket. */
enum SocketCarrier implements SqlCarrier {
  WEBSOCKET_EXECUTE {
    @Override
    String request(String sql) {
      return "{\"type\":\"execute\",\"stream_id\":1,\"stmt\":{\"sql\":" + Json.quote(sql) + "}}";
    }
  },
  WEBSOCKET_BATCH {
    @Override
    String request(String sql) {
      return "{\"type\":\"batch\",\"stream_id\":1,\"batch\":{\"steps\":[{\"stmt\":{\"sql\":"
          + Json.quote(sql)
          + "}}]}}";
    }
  },
  WEBSOCKET_SEQUENCE {
    @Override
    String request(String sql) {
      return "{\"type\":\"sequence\",\"stream_id\":1,\"sql\":" + Json.quote(sql) + "}";
    }
  },
  WEBSOCKET_STORED {
    @Override
    String request(String sql) {
      return "{\"type\":\"store_sql\",\"sql_id\":1,\"sql\":" + Json.quote(sql) + "}";
    }
  },
  WEBSOCKET_DESCRIBE {
    @Override
    String request(String sql) {
      return "{\"type\":\"describe\",\"stream_id\":1,\"sql\":" + Json.quote(sql) + "}";
    }

    @Override
    public boolean describesOnly() {
      return true;
    }
  },
  WEBSOCKET_PROTOBUF {
    @Override
    String request(String sql) {
      throw new UnsupportedOperationException("this carrier sends bytes");
    }

    @Override
    public String send(Range range, String token, String sql)
        throws IOException, InterruptedException {
      byte[] execute =
          Protobuf.message(Protobuf.number(1, 1), Protobuf.field(2, Protobuf.field(1, sql)));
      List<ByteBuffer> messages =
          List.of(
              bytes(Protobuf.field(1, Protobuf.field(1, token))),
              bytes(request(1, 2, Protobuf.number(1, 1))),
              bytes(request(2, 4, execute)));
      return Session.talkBinary(range, messages);
    }

    private byte[] request(int id, int kind, byte[] request) {
      return Protobuf.field(
          2, Protobuf.message(Protobuf.number(1, id), Protobuf.field(kind, request)));
    }

    private ByteBuffer bytes(byte[] message) {
      return ByteBuffer.wrap(message);
    }
  };

  abstract String request(String sql);

  @Override
  public boolean describesOnly() {
    return false;
  }

  @Override
  public String send(Range range, String token, String sql)
      throws IOException, InterruptedException {
    return send(range, token, sql, Map.of());
  }

  /** The same with more headers on the upgrade. */
  String send(Range range, String token, String sql, Map<String, String> headers)
      throws IOException, InterruptedException {
    List<String> messages =
        List.of(
            "{\"type\":\"hello\",\"jwt\":" + Json.quote(token) + "}",
            numbered(1, "{\"type\":\"open_stream\",\"stream_id\":1}"),
            numbered(2, request(sql)));
    return Session.talk(range, "hrana3", headers, messages);
  }

  static String numbered(int id, String request) {
    return "{\"type\":\"request\",\"request_id\":" + id + ",\"request\":" + request + "}";
  }

  static String latin(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes).toString();
  }
}
