/** Versioned eligibility policies made of named rules. */
@NullMarked
package id.bekal.training.eligibility;

import org.jspecify.annotations.NullMarked;
