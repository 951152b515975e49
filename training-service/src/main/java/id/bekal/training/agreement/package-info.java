/**
 * The terms of agreements as training holds them from events, and the places taken of their quotas.
 */
@NullMarked
package id.bekal.training.agreement;

import org.jspecify.annotations.NullMarked;
