/**
 * An issuer looks at what became of its completed programs and takes their documents away; its head
 * approves and replaces.
 */
@NullMarked
package id.bekal.certification.issuance.web;

import org.jspecify.annotations.NullMarked;
