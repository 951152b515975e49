/** Owns institutions: what they may do, their dated names and classes, standing and succession. */
@NullMarked
package id.bekal.agreements.institution;

import org.jspecify.annotations.NullMarked;
