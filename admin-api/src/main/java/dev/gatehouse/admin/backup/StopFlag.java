package dev.gatehouse.admin.backup;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;

/** Ends long work in the middle when Gatehouse stops. */
final class StopFlag {
  private volatile boolean raised;

  void raise() {
    raised = true;
  }

  boolean isRaised() {
    return raised;
  }

  void check() throws IOException {
    if (raised) {
      throw new IOException("Gatehouse stops");
    }
  }

  OutputStream over(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        check();
        out.write(bytes, offset, length);
      }
    };
  }

  InputStream over(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        check();
        return super.read(bytes, offset, length);
      }
    };
  }

  /** Takes what nobody keeps. */
  Writer nowhere() {
    return new FilterWriter(Writer.nullWriter()) {
      @Override
      public void write(String text, int offset, int length) throws IOException {
        check();
      }
    };
  }
}
