/** Credentials for their issuer, and the documents that they name, for everyone. */
@NullMarked
package id.bekal.certification.credential.web;

import org.jspecify.annotations.NullMarked;
