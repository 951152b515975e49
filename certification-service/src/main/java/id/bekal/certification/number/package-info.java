/** Gives out numbers without gap or duplicate, and writes them as issuers do. */
@NullMarked
package id.bekal.certification.number;

import org.jspecify.annotations.NullMarked;
