package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.journey.send.UpstreamLease;
import dev.gatehouse.gateway.journey.send.UpstreamReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;

/** The run of a pipeline after its lane went away: where it fails too, the pipeline was why. */
final class SecondRun implements UpstreamLease {
  private final UpstreamLease way;
  private final Runnable onFailed;

  SecondRun(UpstreamLease way, Runnable onFailed) {
    this.way = way;
    this.onFailed = onFailed;
  }

  @Override
  public void receiveTo(UpstreamReceiver receiver) {
    way.receiveTo(
        new UpstreamReceiver() {
          @Override
          public void onHead(HttpResponse head) {
            if (head.status().codeClass() != HttpStatusClass.SUCCESS) {
              onFailed.run();
            }
            receiver.onHead(head);
          }

          @Override
          public void onBody(ByteBuf chunk) {
            receiver.onBody(chunk);
          }

          @Override
          public void onEnd() {
            receiver.onEnd();
          }

          @Override
          public void onPauseInReading() {
            receiver.onPauseInReading();
          }

          @Override
          public void onBroken(boolean malformed) {
            onFailed.run();
            receiver.onBroken(malformed);
          }
        });
  }

  @Override
  public void send(HttpRequest head, ByteBuf body, Runnable onSent) {
    way.send(head, body, onSent);
  }

  @Override
  public void pauseReading() {
    way.pauseReading();
  }

  @Override
  public void resumeReading() {
    way.resumeReading();
  }

  @Override
  public void giveBack() {
    way.giveBack();
  }

  @Override
  public void close() {
    way.close();
  }
}
