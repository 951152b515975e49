/** A person's sign-in at a browser: its steps and its cookie. */
@NullMarked
package id.bekal.identity.signin;

import org.jspecify.annotations.NullMarked;
