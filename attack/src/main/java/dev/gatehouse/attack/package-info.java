/**
 * What a malicious tenant tries against a Gatehouse, over every protocol that can carry it.
 *
 * <p>The table runs in the build, against a real sqld, and from {@code gatehouse doctor --attack}
 * against a deployment. It needs two namespaces: the attacker's and a victim's.
 */
@NullMarked
package dev.gatehouse.attack;

import org.jspecify.annotations.NullMarked;
