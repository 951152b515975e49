package id.bekal.contracts.training;

/** The result of assessing a unit, as assessors write it. */
public enum AssessmentResult {
    /** Kompeten: competent. */
    K,
    /** Belum kompeten: not yet competent. */
    BK
}
