/** API clients: who may ask for tokens, for which institution and with which scopes. */
@NullMarked
package id.bekal.identity.client;

import org.jspecify.annotations.NullMarked;
