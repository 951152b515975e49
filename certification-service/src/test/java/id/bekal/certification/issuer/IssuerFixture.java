package id.bekal.certification.issuer;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;

import java.time.Instant;
import java.util.Set;

public final class IssuerFixture {

    public static final InstitutionId BLK = new InstitutionId("blk-madiun");

    private IssuerFixture() {}

    public static InstitutionSnapshot snapshot(
            String name, boolean inForce, InstitutionRole... roles) {
        return new InstitutionSnapshot(
                BLK, "BLK", Set.of(roles), null, name, "Kota Madiun", null, null, inForce);
    }

    public static Issuer inForceAs(InstitutionRole... roles) {
        return issuer(true, roles);
    }

    /** A prison in force that chose to issue under its own name. */
    public static Issuer prisonUnderItsOwnName(InstitutionRole... roles) {
        Issuer prison = inForceAs(roles);
        prison.chooseItsOwnName(true, "head", Instant.EPOCH);
        return prison;
    }

    /** In force, and its head approves what it issues. */
    public static Issuer approvedByItsHead(InstitutionRole... roles) {
        Issuer issuer = inForceAs(roles);
        issuer.approveBy(Approval.HEAD);
        return issuer;
    }

    /** In force, and issues all of a day at the start of the next. */
    public static Issuer issuingTheNextDay(InstitutionRole... roles) {
        Issuer issuer = inForceAs(roles);
        issuer.issueAt(IssueTime.NEXT_DAY);
        return issuer;
    }

    /** The same, and its head approves what it issues. */
    public static Issuer approvedByItsHeadForTheNextDay(InstitutionRole... roles) {
        Issuer issuer = issuingTheNextDay(roles);
        issuer.approveBy(Approval.HEAD);
        return issuer;
    }

    public static Issuer lapsedAs(InstitutionRole... roles) {
        return issuer(false, roles);
    }

    private static Issuer issuer(boolean inForce, InstitutionRole... roles) {
        return new Issuer(
                snapshot("UPT BLK Madiun", inForce, roles), 1, new IssuerCode("BLK-MADIUN"));
    }
}
