@NullMarked
package id.bekal.identity.client;

import org.jspecify.annotations.NullMarked;
