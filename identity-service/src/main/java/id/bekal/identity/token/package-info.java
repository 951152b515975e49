/** Access tokens: what they say, the keys that sign them and how long they live. */
@NullMarked
package id.bekal.identity.token;

import org.jspecify.annotations.NullMarked;
