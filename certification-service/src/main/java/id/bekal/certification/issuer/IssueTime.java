package id.bekal.certification.issuer;

/** When an issuer's certificates are issued once that is decided. */
public enum IssueTime {
    /** At that moment. */
    AT_ONCE,
    /**
     * At the start of the next day, together with those of its other classes: the hour at which a
     * class was completed, which may tell it from others, shows in nothing.
     */
    NEXT_DAY
}
