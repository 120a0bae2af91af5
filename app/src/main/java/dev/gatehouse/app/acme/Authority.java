package dev.gatehouse.app.acme;

import java.io.IOException;

/** Who gives out certificates. */
interface Authority {

  /** A new certificate and its key, once every name is proven. */
  Issued order() throws OrderFailedException, IOException, InterruptedException;
}
