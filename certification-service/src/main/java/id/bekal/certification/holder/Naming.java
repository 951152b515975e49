package id.bekal.certification.holder;

/** Whether it can be told whom a certificate names. */
public sealed interface Naming {

    record Named(Holder holder) implements Naming {}

    /** The learner was erased: nobody can tell any more. */
    record Erased() implements Naming {}

    /** It was issued without a holder, and why is not known here yet. */
    record Unnamed() implements Naming {}
}
