/**
 * The persons trained: identity, custody, what they have earned. Personal data lives here and
 * nowhere else.
 */
@NullMarked
package id.bekal.training.learner;

import org.jspecify.annotations.NullMarked;
