package id.bekal.certification.status;

import id.bekal.certification.certificate.StatusEntry;
import id.bekal.certification.number.NumberSeries;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.keys.HashKey;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives certificates their places in status lists: the next of the issuer's count, shuffled. All
 * kinds and classes of an issuer share its lists.
 */
@Component
public class StatusEntries {

    private final NumberSeries numbers;
    private final StatusLists lists;
    private final Shuffle shuffle;

    StatusEntries(
            NumberSeries numbers, StatusLists lists, @Value("${bekal.hash-key}") String hashKey) {
        this.numbers = numbers;
        this.lists = lists;
        this.shuffle = new Shuffle(HashKey.read(hashKey, "BEKAL_HASH_KEY", "status list"));
    }

    /**
     * Places for so many certificates; the same ones whenever the same claimant asks.
     *
     * @param claimant what is issued, such as a program's id
     */
    public List<StatusEntry> of(InstitutionId issuer, String claimant, int count) {
        long first =
                numbers.allocate(issuer + "/STATUS", issuer + "/" + claimant + "/STATUS", count)
                                .first()
                        - 1;
        List<StatusEntry> entries = new ArrayList<>();
        for (long n = first; n < first + count; n++) {
            String list = issuer + "-" + (n / StatusList.SIZE + 1);
            lists.begin(list, issuer);
            entries.add(new StatusEntry(list, shuffle.placeOf(list, (int) (n % StatusList.SIZE))));
        }
        return entries;
    }
}
