/** How one Gatehouse takes the place of another that runs, so that no client notices. */
@NullMarked
package dev.gatehouse.app.handover;

import org.jspecify.annotations.NullMarked;
