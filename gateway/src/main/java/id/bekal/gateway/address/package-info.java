/** Where a request comes from, and which proxies are believed about it. */
@NullMarked
package id.bekal.gateway.address;

import org.jspecify.annotations.NullMarked;
