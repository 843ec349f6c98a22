/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "catalogue/type.h"
#include "cbor/check.h"
#include "cbor/members.h"
#include "cbor/tdate.h"
#include "cose/key.h"
#include "licence/cwt.h"
#include "lint/document.h"

#include <string.h>

enum {
    SECONDS_A_MONTH = 31 * 86400, /* for so long a document may go without a status */
    DOMAIN_DOTS = 2,              /* of the shortest name in reverse-domain form: org.example.x */
};

static const struct wallet_lint_rule *rule(enum wlt_lint_mdoc code)
{
    return &wlt_lint_mdoc[code];
}

static struct wallet_bytes member(struct wallet_bytes map, const char *name)
{
    return wlt_find_member(map, wlt_bytes_of(name));
}

/** Tells each member that a map must have, and has not; how many. */
static size_t tell_missing(
    struct wlt_lint *lint, struct wallet_bytes map, const char *const *names, size_t count)
{
    size_t missing = 0;

    for (size_t i = 0; i < count; i++) {
        if (!wlt_has_member(map, names[i])) {
            wlt_lint_tell_member(lint, rule(WLT_LINT_MSO_MEMBER_MISSING), names[i], map, "");
            missing++;
        }
    }

    return missing;
}

static bool is_map(struct wallet_bytes encoded)
{
    const struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_LENIENT);
    return wlt_next_is(&reader, WLT_CBOR_MAP);
}

static size_t tell_missing_in(
    struct wlt_lint *lint,
    struct wallet_bytes map,
    const char *part,
    const char *const *names,
    size_t count)
{
    const struct wallet_bytes inner = member(map, part);
    const size_t mark = wlt_lint_enter(lint, part);
    const size_t missing = is_map(inner) ? tell_missing(lint, inner, names, count) : 0;

    wlt_lint_leave(lint, mark);
    return missing;
}

/** Says what is wrong with an object that cannot be read: what is missing, or else where it is odd. */
static void tell_unreadable(
    struct wlt_lint *lint, struct wallet_bytes map, const struct wallet_error *story)
{
    static const char *const parts[] = { "version",       "digestAlgorithm", "valueDigests",
                                         "deviceKeyInfo", "docType",         "validityInfo" };
    static const char *const keys[] = { "deviceKey" };
    static const char *const dates[] = { "signed", "validFrom", "validUntil" };
    size_t missing = 0;

    if (is_map(map)) {
        missing += tell_missing(lint, map, parts, sizeof parts / sizeof parts[0]);
        missing += tell_missing_in(lint, map, "deviceKeyInfo", keys, sizeof keys / sizeof keys[0]);
        missing +=
            tell_missing_in(lint, map, "validityInfo", dates, sizeof dates / sizeof dates[0]);
    }

    if (missing == 0) {
        wlt_lint_tell_error(lint, rule(WLT_LINT_MSO_STRUCTURE), map, story);
    }
}

/** Dots between letters, digits and hyphens, one and two of them at least. */
static bool is_reverse_domain(struct wallet_bytes name)
{
    static const char others[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    size_t dots = 0;
    bool is_open = false; /* behind something that a dot may follow */

    for (size_t i = 0; i < name.size; i++) {
        const bool is_dot = name.data[i] == '.';
        if (is_dot ? !is_open : !memchr(others, name.data[i], sizeof others - 1)) {
            return false;
        }

        dots += is_dot ? 1 : 0;
        is_open = !is_dot;
    }

    return is_open && dots >= DOMAIN_DOTS;
}

static void look_at_type(struct wlt_lint *lint, const struct wlt_lint_document *document)
{
    const struct wallet_bytes type = document->mso.doc_type;

    if (document->parts.is_shown && !wlt_bytes_equal(document->parts.doc_type, type)) {
        wlt_lint_tell_member(lint, rule(WLT_LINT_MSO_DOC_TYPE), "docType", type, "");
    }

    /* Those of our licences are type codes, which no issuer chooses. */
    if (!wlt_catalogue_find_code(lint->catalogue, type) && !is_reverse_domain(type)) {
        wlt_lint_tell_member(lint, rule(WLT_LINT_DOC_TYPE_FORM), "docType", type, "");
    }
}

/** Digests of one namespace: the first that is of another size is told. */
static void look_at_digests_of(
    struct wlt_lint *lint, const struct wlt_mso *mso, struct wallet_bytes digests)
{
    struct wlt_reader reader = wlt_reader_start_checked(digests, WLT_CBOR_LENIENT);

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        (void)wlt_read_any(&reader);
        const struct wallet_bytes digest = wlt_read_bytes(&reader);
        if (digest.size != wlt_hash_size(mso->hash)) {
            wlt_lint_tell(lint, rule(WLT_LINT_MSO_DIGEST_SIZE), digest, "");
            return;
        }
    }
}

static void look_at_digests(struct wlt_lint *lint, const struct wlt_mso *mso)
{
    struct wlt_reader reader = wlt_reader_start_checked(mso->value_digests, WLT_CBOR_LENIENT);
    const size_t mark = wlt_lint_enter(lint, "valueDigests");

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        const size_t inner = wlt_lint_enter_name(lint, wlt_read_text_key(&reader));
        look_at_digests_of(lint, mso, wlt_read_any(&reader));
        wlt_lint_leave(lint, inner);
    }

    wlt_lint_leave(lint, mark);
}

/** ISO/IEC 18013-5 9.1.2.4: no fraction of a second, and no offset from UTC. */
static bool has_date_form(struct wallet_bytes encoded)
{
    struct wlt_reader reader = wlt_reader_start_checked(encoded, WLT_CBOR_LENIENT);
    const size_t without_fraction = sizeof "2026-11-23T08:30:00Z" - 1;

    wlt_read_tag(&reader, 0);
    const struct wallet_bytes text = wlt_read_text(&reader);
    return wlt_reader_is_ok(&reader) && text.size == without_fraction &&
           text.data[text.size - 1] == 'Z';
}

static void look_at_forms(struct wlt_lint *lint, struct wallet_bytes validity)
{
    static const char *const dates[] = { "signed", "validFrom", "validUntil", "expectedUpdate" };

    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        const struct wallet_bytes date = member(validity, dates[i]);
        if (date.size > 0 && !has_date_form(date)) {
            wlt_lint_tell_member(lint, rule(WLT_LINT_MSO_DATE_FORM), dates[i], date, "");
        }
    }
}

static void look_at_update(
    struct wlt_lint *lint, const struct wlt_mso *mso, struct wallet_bytes validity)
{
    const struct wallet_bytes update = member(validity, "expectedUpdate");
    struct wlt_reader reader = wlt_reader_start_checked(update, WLT_CBOR_LENIENT);
    if (update.size == 0) {
        return;
    }

    const int64_t when = wlt_read_tdate(&reader);
    if (!wlt_reader_is_ok(&reader) || when < mso->signed_unix || when > mso->until_unix) {
        wlt_lint_tell_member(
            lint, rule(WLT_LINT_MSO_EXPECTED_UPDATE), "expectedUpdate", update, "");
    }
}

static void look_at_signer(
    struct wlt_lint *lint,
    const struct wlt_certificate *signer,
    const struct wlt_mso *mso,
    struct wallet_bytes validity)
{
    const int64_t end = wlt_certificate_not_after(signer);

    if (mso->signed_unix < wlt_certificate_not_before(signer) || mso->signed_unix > end) {
        wlt_lint_tell_member(
            lint, rule(WLT_LINT_MSO_SIGNED), "signed", member(validity, "signed"), "");
    }

    if (mso->until_unix > end) {
        wlt_lint_tell_member(
            lint,
            rule(WLT_LINT_MSO_OUTLIVES_SIGNER),
            "validUntil",
            member(validity, "validUntil"),
            "");
    }
}

static void look_at_validity(
    struct wlt_lint *lint, struct wallet_bytes map, const struct wlt_lint_document *document)
{
    const struct wlt_mso *mso = &document->mso;
    const struct wallet_bytes validity = member(map, "validityInfo");
    const size_t mark = wlt_lint_enter(lint, "validityInfo");

    look_at_forms(lint, validity);
    if (mso->from_unix < mso->signed_unix) {
        wlt_lint_tell_member(lint, rule(WLT_LINT_MSO_VALID_FROM), "validFrom", validity, "");
    }

    if (mso->until_unix <= mso->from_unix) {
        wlt_lint_tell_member(lint, rule(WLT_LINT_MSO_VALID_UNTIL), "validUntil", validity, "");
    }

    look_at_update(lint, mso, validity);
    if (document->signer) {
        look_at_signer(lint, document->signer, mso, validity);
    }

    wlt_lint_leave(lint, mark);
}

static uint64_t size_of(struct wallet_bytes container)
{
    struct wlt_reader reader = wlt_reader_start_checked(container, WLT_CBOR_LENIENT);

    return wlt_next_is(&reader, WLT_CBOR_MAP) ? wlt_read_map(&reader) : wlt_read_array_any(&reader);
}

/** Whether something is allowed, and nothing of it twice. */
static bool allows_sensibly(const struct wlt_mso *mso)
{
    struct wlt_reader reader =
        wlt_reader_start_checked(mso->authorised_name_spaces, WLT_CBOR_LENIENT);
    const uint64_t count = mso->authorised_name_spaces.size > 0 ? wlt_read_array_any(&reader) : 0;

    for (uint64_t left = count; left > 0; left--) {
        const struct wallet_bytes name_space = wlt_read_text(&reader);
        if (!wlt_reader_is_ok(&reader) ||
            wlt_find_member(mso->authorised_elements, name_space).size > 0) {
            return false;
        }
    }

    return count > 0 || size_of(mso->authorised_elements) > 0;
}

static void look_at_device(
    struct wlt_lint *lint, struct wallet_bytes map, const struct wlt_mso *mso)
{
    const struct wallet_bytes info = member(map, "deviceKeyInfo");
    const size_t mark = wlt_lint_enter(lint, "deviceKeyInfo");
    struct wallet_error story = { .message = "" };
    struct wlt_public_key *key = NULL;

    const enum wallet_status status = wlt_cose_key_read(mso->device_key, &key, &story);
    if (!wlt_lint_ran_out(lint, status) && status != WALLET_OK) {
        wlt_lint_tell_member(
            lint, rule(WLT_LINT_MSO_DEVICE_KEY), "deviceKey", mso->device_key, story.message);
    }

    const struct wallet_bytes allowed = member(info, "keyAuthorizations");
    if (allowed.size > 0 && !allows_sensibly(mso)) {
        wlt_lint_tell_member(
            lint, rule(WLT_LINT_MSO_KEY_AUTHORIZATIONS), "keyAuthorizations", allowed, "");
    }

    wlt_public_key_free(key);
    wlt_lint_leave(lint, mark);
}

static bool is_odd(const struct wlt_status_ref *ref)
{
    return ref->is_there && ref->uri.size == 0;
}

static void look_at_status(struct wlt_lint *lint, const struct wlt_mso *mso)
{
    if (mso->status.size == 0) {
        if (mso->until_unix - mso->from_unix > SECONDS_A_MONTH) {
            wlt_lint_tell(lint, rule(WLT_LINT_MSO_STATUS_MISSING), (struct wallet_bytes){ 0 }, "");
        }

        return;
    }

    const struct wlt_status_refs refs = wlt_status_refs_read(mso->status, WLT_CBOR_LENIENT);
    const bool is_known = refs.list.is_there || refs.identifiers.is_there;
    if (!is_known || is_odd(&refs.list) || is_odd(&refs.identifiers)) {
        wlt_lint_tell_member(lint, rule(WLT_LINT_MSO_STATUS), "status", mso->status, "");
    }
}

bool wlt_lint_mso(
    struct wlt_lint *lint, struct wallet_bytes payload, struct wlt_lint_document *document)
{
    struct wallet_error story = { .message = "" };
    struct wlt_reader reader = wlt_reader_start(payload, WLT_CBOR_LENIENT);
    const struct wallet_bytes map = wlt_read_embedded(&reader).content;

    if (wlt_mso_read(payload, &document->mso, &story) != WALLET_OK) {
        const bool is_well_formed = wlt_cbor_check(map, WLT_CBOR_LENIENT, NULL) == WALLET_OK;
        tell_unreadable(lint, is_well_formed ? map : (struct wallet_bytes){ 0 }, &story);
        return false;
    }

    wlt_lint_heads(lint, map);
    look_at_type(lint, document);
    look_at_digests(lint, &document->mso);
    look_at_device(lint, map, &document->mso);
    look_at_validity(lint, map, document);
    look_at_status(lint, &document->mso);
    return true;
}
