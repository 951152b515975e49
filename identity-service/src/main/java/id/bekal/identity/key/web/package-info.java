/** Rotation of signing keys over HTTP, for operators. */
@NullMarked
package id.bekal.identity.key.web;

import org.jspecify.annotations.NullMarked;
