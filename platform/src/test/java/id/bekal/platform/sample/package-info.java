/** A service small enough to show that the platform does what it says. */
@NullMarked
package id.bekal.platform.sample;

import org.jspecify.annotations.NullMarked;
