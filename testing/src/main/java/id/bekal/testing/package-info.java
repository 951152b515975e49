/** What the services' tests share: servers, tokens, a caller, topics, architecture rules. */
@NullMarked
package id.bekal.testing;

import org.jspecify.annotations.NullMarked;
