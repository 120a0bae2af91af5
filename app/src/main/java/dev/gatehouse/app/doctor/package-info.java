/** What {@code gatehouse doctor} looks at. */
@NullMarked
package dev.gatehouse.app.doctor;

import org.jspecify.annotations.NullMarked;
