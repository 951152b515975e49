@NullMarked
package id.bekal.identity.signin;

import org.jspecify.annotations.NullMarked;
