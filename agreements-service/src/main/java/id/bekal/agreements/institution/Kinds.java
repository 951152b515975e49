package id.bekal.agreements.institution;

import id.bekal.contracts.agreements.InstitutionRole;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What institutions of the usual kinds do. Other kinds may be used if their roles are given. */
final class Kinds {

    static final String REGIONAL_AUTHORITY = "REGIONAL_AUTHORITY";

    private static final Map<String, InstitutionRole> USUAL =
            Map.ofEntries(
                    Map.entry("LAPAS", InstitutionRole.CORRECTIONAL),
                    Map.entry("RUTAN", InstitutionRole.CORRECTIONAL),
                    Map.entry("LPKA", InstitutionRole.CORRECTIONAL),
                    Map.entry("BAPAS", InstitutionRole.CORRECTIONAL),
                    Map.entry("BLK", InstitutionRole.TRAINING_PROVIDER),
                    Map.entry("BLK_KOMUNITAS", InstitutionRole.TRAINING_PROVIDER),
                    Map.entry("LPK", InstitutionRole.TRAINING_PROVIDER),
                    Map.entry("LSP", InstitutionRole.CERTIFICATION_BODY),
                    Map.entry("DISNAKER", InstitutionRole.LABOUR_OFFICE),
                    Map.entry(REGIONAL_AUTHORITY, InstitutionRole.REGIONAL_AUTHORITY));

    private Kinds() {}

    /** The roles of a usual kind; empty for any other. */
    static Set<InstitutionRole> roles(String kind) {
        InstitutionRole role = USUAL.get(kind);
        return role == null ? EnumSet.noneOf(InstitutionRole.class) : EnumSet.of(role);
    }
}
