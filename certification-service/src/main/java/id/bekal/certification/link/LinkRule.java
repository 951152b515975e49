package id.bekal.certification.link;

import id.bekal.platform.Rule;

/** What may object to handing out a link. */
enum LinkRule implements Rule {
    /** The learner was erased: nothing leads to the certificates together any more. */
    HOLDER_IS_ERASED
}
