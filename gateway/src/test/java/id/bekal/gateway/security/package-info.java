@NullMarked
package id.bekal.gateway.security;

import org.jspecify.annotations.NullMarked;
