/** The pages at which staff sign in and accept invitations. */
@NullMarked
package id.bekal.identity.signin.web;

import org.jspecify.annotations.NullMarked;
