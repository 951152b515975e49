package id.bekal.quickstart.conformance;

/** What a receiver is checked for: what should be, and what to do where it is not. */
enum Check {
    VALID(
            "kiriman yang sah diterima",
            "a valid delivery is taken",
            "Terima POST berisi application/cloudevents+json. Hitung tanda tangan dari byte badan"
                    + " yang datang (belum diurai), dengan kunci dari Base64 di belakang whsec_"
                    + " (atau whpk_), dan jawab 2xx dalam 15 detik.",
            "Take a POST of application/cloudevents+json. Compute the signature over the body's"
                    + " bytes as they came (not parsed), with the key that the Base64 behind whsec_"
                    + " (or whpk_) is, and answer 2xx within 15 seconds."),
    REDIRECT(
            "tanpa pengalihan",
            "there is no redirect",
            "Daftarkan alamat yang menjawab sendiri: pengalihan tidak diikuti.",
            "Register the address that answers itself: no redirect is followed."),
    EXACT_BYTES(
            "badan diperiksa byte demi byte",
            "the body is verified byte for byte",
            "Periksa byte yang datang. JSON yang diurai lalu ditulis ulang berbeda: 100.0 menjadi"
                    + " 100, huruf di luar ASCII menjadi lain.",
            "Verify the bytes that came. JSON that was parsed and written again differs: 100.0"
                    + " becomes 100, letters beyond ASCII others."),
    SIGNATURE_WRONG(
            "tanda tangan yang salah ditolak",
            "a wrong signature is refused",
            "Bandingkan tanda tangan, dan jawab 401 bila tak satu pun cocok.",
            "Compare the signature, and answer 401 when none matches."),
    AFTER_FORGERY(
            "yang asli diterima setelah pemalsuan dengan id yang sama",
            "the genuine one is taken after a forgery with its id",
            "Catat webhook-id setelah tanda tangannya diperiksa, tidak sebelumnya.",
            "Note the webhook-id after its signature was verified, not before."),
    SIGNATURE_OF_ANOTHER(
            "tanda tangan dengan kunci lain ditolak",
            "a signature by another key is refused",
            "Periksa dengan kunci webhook ini saja.",
            "Verify with this webhook's keys alone."),
    SIGNATURE_MISSING(
            "tanpa tanda tangan ditolak",
            "what has no signature is refused",
            "Jawab 401 bila webhook-signature tidak ada.",
            "Answer 401 when there is no webhook-signature."),
    BODY_CHANGED(
            "badan yang diubah ditolak",
            "a changed body is refused",
            "Badan adalah bagian dari yang ditandatangani.",
            "The body is a part of what is signed."),
    ID_CHANGED(
            "webhook-id yang diubah ditolak",
            "a changed webhook-id is refused",
            "webhook-id adalah bagian dari yang ditandatangani; kalau tidak, satu kiriman dapat"
                    + " diulang dengan id baru.",
            "webhook-id is a part of what is signed; else one delivery can be repeated under new"
                    + " ids."),
    TIMESTAMP_CHANGED(
            "webhook-timestamp yang diubah ditolak",
            "a changed webhook-timestamp is refused",
            "webhook-timestamp adalah bagian dari yang ditandatangani.",
            "webhook-timestamp is a part of what is signed."),
    TIMESTAMP_OLD(
            "kiriman bertanda tangan 10 menit lalu ditolak",
            "what was signed 10 minutes ago is refused",
            "Jawab 401 bila webhook-timestamp lebih dari 5 menit dari jam Anda. Setiap percobaan"
                    + " ulang ditandatangani baru.",
            "Answer 401 when webhook-timestamp is more than 5 minutes from your clock. Each retry is"
                    + " signed anew."),
    TIMESTAMP_FUTURE(
            "kiriman bertanda waktu 10 menit ke depan ditolak",
            "what is signed for 10 minutes ahead is refused",
            "Jawab 401 juga bila webhook-timestamp lebih dari 5 menit di depan jam Anda.",
            "Answer 401 also when webhook-timestamp is more than 5 minutes ahead of your clock."),
    ROTATION_OURS_SECOND(
            "pergantian kunci: tanda tangan yang dikenal di urutan kedua diterima",
            "rotation: a known signature in second place is taken",
            "webhook-signature berisi beberapa tanda tangan, dipisah spasi: satu yang cocok cukup.",
            "webhook-signature has several signatures, separated by blanks: one that matches is"
                    + " enough."),
    ROTATION_OURS_FIRST(
            "pergantian kunci: tanda tangan yang dikenal di urutan pertama diterima",
            "rotation: a known signature in first place is taken",
            "webhook-signature berisi beberapa tanda tangan, dipisah spasi: satu yang cocok cukup.",
            "webhook-signature has several signatures, separated by blanks: one that matches is"
                    + " enough."),
    SCHEME_UNKNOWN(
            "versi tanda tangan yang tidak dikenal dilewati",
            "a signature of an unknown version is passed over",
            "Lewati bagian yang versinya tidak Anda kenal (v2,…), dan baca yang lain.",
            "Pass over parts whose version you do not know (v2,…), and read the others."),
    DUPLICATE(
            "ulangan dijawab 2xx",
            "a repetition is answered 2xx",
            "webhook-id yang sudah diterima: jawab 2xx, tanpa berbuat apa-apa lagi.",
            "A webhook-id that was taken before: answer 2xx, and do nothing again."),
    DUPLICATE_AT_ONCE(
            "ulangan pada saat yang sama dijawab 2xx",
            "repetitions at the same time are answered 2xx",
            "Biarkan basis data menolak id kedua (kunci unik) dalam transaksi yang sama, dan jawab"
                    + " 2xx.",
            "Let the database refuse the second id (a unique key) in the transaction of the effect,"
                    + " and answer 2xx."),
    RETRY_AFTER_CUT(
            "kiriman ulang setelah sambungan putus dijawab 2xx",
            "a retry after a cut connection is answered 2xx",
            "Jawaban yang tidak sampai tidak membatalkan apa pun: kiriman yang sama datang lagi.",
            "An answer that does not arrive undoes nothing: the same delivery comes again."),
    REORDER(
            "nomor n+2 sebelum n+1: keduanya dijawab 2xx",
            "number n+2 before n+1: both are answered 2xx",
            "Terima dalam urutan apa pun; celah terisi sendiri. Kalau urutan penting, daftarkan"
                    + " webhook dengan order ORDERED.",
            "Take them in any order; a gap fills by itself. If order matters, register the webhook"
                    + " with order ORDERED."),
    TYPE_UNKNOWN(
            "jenis peristiwa yang tidak dikenal dijawab 2xx",
            "an unknown type of event is answered 2xx",
            "Abaikan jenis yang tidak Anda kenal, dan jawab 2xx.",
            "Ignore types that you do not know, and answer 2xx."),
    FIELDS_UNKNOWN(
            "isian yang tidak dikenal dijawab 2xx",
            "unknown fields are answered 2xx",
            "Abaikan isian yang tidak Anda kenal: pengurai JSON tidak boleh menolaknya.",
            "Ignore fields that you do not know: the JSON parser may not refuse them."),
    ERASED(
            "peristiwa yang dihapus (erased, tanpa data) dijawab 2xx",
            "an erased event (no data) is answered 2xx",
            "Peristiwa dengan \"erased\": true tidak punya data; nomornya tetap.",
            "An event with \"erased\": true has no data; it keeps its number."),
    TEST_EVENT(
            "kiriman uji (nomor 0) dijawab 2xx",
            "a test delivery (number 0) is answered 2xx",
            "Jenis id.bekal.webhook.Test.v1, nomor 0, data kosong: jawab 2xx saja.",
            "Type id.bekal.webhook.Test.v1, number 0, empty data: just answer 2xx."),
    LARGE(
            "peristiwa terbesar (2 MB) dijawab 2xx",
            "the largest event (2 MB) is answered 2xx",
            "Kelas besar yang selesai memakan sampai 2 MiB: naikkan batas badan di server dan"
                    + " proxy (nginx: client_max_body_size 4m).",
            "A large class's completion takes up to 2 MiB: raise the limit of bodies in server and"
                    + " proxy (nginx: client_max_body_size 4m)."),
    BURST(
            "banyak kiriman sekaligus diterima",
            "many deliveries at once are taken",
            "Terima beberapa kiriman sekaligus, atau jawab 429 dengan Retry-After (detik).",
            "Take several at once, or answer 429 with Retry-After (seconds)."),
    ANSWER_TIME(
            "setiap jawaban datang cepat",
            "each answer comes soon",
            "Simpan dahulu, jawab, kerjakan kemudian: setelah 15 detik kiriman dianggap gagal.",
            "Store first, answer, work later: after 15 seconds a delivery counts as failed."),
    ANSWER_SIZE(
            "setiap jawaban singkat",
            "each answer is short",
            "Jawab tanpa isi (204): hanya 64 KB dibaca, lalu sambungan diputus.",
            "Answer without a body (204): 64 KB are read, then the connection is ended."),
    EFFECT_ONCE(
            "setiap webhook-id berakibat sekali",
            "each webhook-id has its effect once",
            "Simpan webhook-id dengan kunci unik dalam transaksi yang sama dengan akibatnya.",
            "Store the webhook-id under a unique key in the transaction of its effect."),
    EFFECT_OF_FORGERY(
            "yang ditolak tidak berakibat",
            "what was refused has no effect",
            "Periksa tanda tangan sebelum apa pun yang lain.",
            "Verify the signature before anything else."),
    EFFECT_MISSING(
            "setiap kiriman yang dijawab 2xx berakibat",
            "what was answered 2xx has its effect",
            "Jawab 2xx hanya setelah peristiwanya tersimpan: setelah itu ia tidak dikirim lagi.",
            "Answer 2xx only when the event is stored: it is not sent again."),
    EFFECT_OF_REORDERED(
            "nomor yang terlambat ikut terhitung",
            "a number that comes late counts",
            "Kenali ulangan dari webhook-id, bukan dari nomor yang lebih kecil.",
            "Know a repetition by its webhook-id, not by a lower number.");

    private final Text name;
    private final Text advice;

    Check(String indonesian, String english, String adviceIndonesian, String adviceEnglish) {
        this.name = new Text(indonesian, english);
        this.advice = new Text(adviceIndonesian, adviceEnglish);
    }

    /** What should be. */
    Text text() {
        return name;
    }

    Text advice() {
        return advice;
    }
}
