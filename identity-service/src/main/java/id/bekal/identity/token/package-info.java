/** Access tokens: what they say and how long they live. */
@NullMarked
package id.bekal.identity.token;

import org.jspecify.annotations.NullMarked;
