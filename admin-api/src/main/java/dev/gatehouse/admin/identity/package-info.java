/** What stands behind the public identity endpoints: sign-ups, first visits, exchanged tokens. */
@NullMarked
package dev.gatehouse.admin.identity;

import org.jspecify.annotations.NullMarked;
