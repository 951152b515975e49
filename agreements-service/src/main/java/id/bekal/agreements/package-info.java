/** Owns who the institutions are and what they agreed; publishes both, needs nobody. */
@NullMarked
package id.bekal.agreements;

import org.jspecify.annotations.NullMarked;
