/** How a secret is shown once, and kept by nobody. */
@NullMarked
package id.bekal.identity.secret.web;

import org.jspecify.annotations.NullMarked;
