/** The configuration as people read it: the reference, and what is in effect. */
@NullMarked
package dev.gatehouse.config.doc;

import org.jspecify.annotations.NullMarked;
