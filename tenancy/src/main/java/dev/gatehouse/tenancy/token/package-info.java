/** Keys that Gatehouse holds, and the tokens that it signs with them. */
@NullMarked
package dev.gatehouse.tenancy.token;

import org.jspecify.annotations.NullMarked;
