/** The certificate as a document to print: each issuer's template, drawing, signing, keeping. */
@NullMarked
package id.bekal.certification.paper;

import org.jspecify.annotations.NullMarked;
