/** Certificates that an authority gives out by itself, over ACME. */
@NullMarked
package dev.gatehouse.app.acme;

import org.jspecify.annotations.NullMarked;
