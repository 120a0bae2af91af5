package dev.gatehouse.gateway.journey.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.exchange.Route;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PIPELINE_V2 | /v2/pipeline?namespace=b | /v2/pipeline",
        "DUMP | /dump | /dump",
        "DUMP | /dump?preserve_row_ids=true&x-namespace=b | /dump?preserve_row_ids=true",
        "CHANGE_FEED | /beta/listen?table=t&action=insert&action=delete&ns=b"
            + " | /beta/listen?table=t&action=insert&action=delete",
        "CHANGE_FEED | /beta/listen?table=a%20b%26c%3D1 | /beta/listen?table=a%20b%26c%3D1",
        "CHANGE_FEED | /beta/listen?table=t%0d%0aHost:%20b | /beta/listen?table=t%0D%0AHost%3A%20b",
      })
  void onlyWhatTheRouteKnowsGoesOn(Route route, String asked, String sent) {
    assertEquals(sent, Target.of(new RequestHead(route, asked, EmptyHttpHeaders.INSTANCE)));
  }
}
