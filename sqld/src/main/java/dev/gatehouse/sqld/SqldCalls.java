package dev.gatehouse.sqld;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** Blocking calls to one sqld, bounded in time and in size. */
final class SqldCalls implements AutoCloseable {
  private static final long BODY_BYTES_MAX = 32L << 20;
  private static final long LINE_BYTES_MAX = 64L << 20;

  private final OkHttpClient client;
  private final OkHttpClient streaming;

  /**
   * Calls to the sqld at this address.
   *
   * @param base any of its URLs; one that is not of https is never asked over TLS, so that the
   *     certificates of the machine need not be read
   */
  SqldCalls(HttpUrl base, Duration connectTimeout, Duration callTimeout) {
    this.client =
        new OkHttpClient.Builder()
            .connectionSpecs(
                List.of(base.isHttps() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(connectTimeout)
            .readTimeout(callTimeout)
            .writeTimeout(callTimeout)
            .callTimeout(callTimeout)
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            // A pooled connection may have died with an sqld that was started again since.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.MINUTES))
            .build();
    this.streaming = client.newBuilder().callTimeout(Duration.ZERO).build();
  }

  /**
   * What sqld answered.
   *
   * @param status the HTTP status
   * @param isUnknownPath whether this is how sqld says that it has no such path: a 200 of gRPC
   * @param body the text of the body
   */
  record Reply(int status, boolean isUnknownPath, String body) {}

  Reply call(Request request) throws SqldException {
    String where = request.url().host() + ":" + request.url().port();
    try (Response response = client.newCall(request).execute()) {
      BufferedSource source = response.body().source();
      if (source.request(BODY_BYTES_MAX + 1)) {
        throw new SqldException("sqld at " + where + " answers with more than 32 MiB");
      }
      boolean isUnknownPath = response.header("grpc-status") != null;
      return new Reply(response.code(), isUnknownPath, source.readUtf8());
    } catch (SqldException e) {
      throw e;
    } catch (InterruptedIOException e) {
      throw new SqldException("sqld at " + where + " does not answer in time", e);
    } catch (IOException e) {
      throw new SqldException("sqld at " + where + " cannot be reached", e);
    }
  }

  /** Takes the lines of an answer. */
  interface LineConsumer {
    void line(String line) throws IOException;
  }

  /** Hands over an answer line by line while it arrives, for as long as it goes on. */
  void lines(Request request, LineConsumer lines) throws IOException {
    try (Response response = streaming.newCall(request).execute()) {
      BufferedSource source = response.body().source();
      if (response.code() != 200) {
        throw new SqldException("sqld answers a cursor with status " + response.code());
      }
      while (!source.exhausted()) {
        lines.line(source.readUtf8LineStrict(LINE_BYTES_MAX));
      }
    } catch (SqldException e) {
      throw e;
    } catch (ProtocolException | EOFException e) {
      throw new SqldException("sqld broke off in the middle of an answer", e);
    }
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
