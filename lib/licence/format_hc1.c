/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "cbor/members.h"
#include "licence/format.h"

/*
 * EU Digital COVID Certificates: "HC1:" codes, specified by the eHealth Network; the JSON schema
 * meant below is DCC schema 1.3.
 */

enum {
    HCERT_DCC = 1,        /* key of the certificate inside the hcert claim */
    ISSUE_LEEWAY = 86400, /* seconds: several countries date what they issue up to a day ahead */
    KEY_COUNT_MAX = 9,
};

/** One kind of entry and what the schema demands of it. */
struct kind {
    const char *name;
    const char *usages[2]; /* what a signer's certificate says if it is limited to this kind */
    const char *keys[KEY_COUNT_MAX + 1];
};

/* Half of the certificates in use have an arc too many. */
static const struct kind kinds[] = {
    {
        "t",
        { "1.3.6.1.4.1.1847.2021.1.1", "1.3.6.1.4.1.0.1847.2021.1.1" },
        { "tg", "tt", "sc", "tr", "co", "is", "ci", NULL },
    },
    {
        "v",
        { "1.3.6.1.4.1.1847.2021.1.2", "1.3.6.1.4.1.0.1847.2021.1.2" },
        { "tg", "vp", "mp", "ma", "dn", "sd", "dt", "co", "is", NULL },
    },
    {
        "r",
        { "1.3.6.1.4.1.1847.2021.1.3", "1.3.6.1.4.1.0.1847.2021.1.3" },
        { "tg", "fr", "is", "df", "du", "co", "ci", NULL },
    },
};

enum {
    KIND_COUNT = sizeof kinds / sizeof kinds[0],
};

/** What a certificate holds, as far as the checks ask; borrows from the payload. */
struct dcc {
    struct wallet_bytes name;
    struct wallet_bytes entries[KIND_COUNT]; /* encoded arrays; empty ones left out */
    bool has_version;
    bool has_birth_date;
};

static bool fits(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt)
{
    const struct wlt_cose_type *typ = &sign1->protected_headers.typ;
    return cwt->hcert.size > 0 && (!typ->is_present || wlt_typ_is_cwt(typ));
}

/** The certificate under key 1 of the hcert claim, encoded; empty if there is none. */
static struct wallet_bytes find_dcc(struct wallet_bytes hcert)
{
    struct wlt_reader reader = wlt_reader_start_checked(hcert, WLT_CBOR_LENIENT);
    const uint64_t count = wlt_read_map(&reader);

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        const bool is_number = wlt_next_is(&reader, WLT_CBOR_UNSIGNED);
        const struct wallet_bytes key = wlt_read_any(&reader);
        const bool is_dcc = is_number && key.size == 1 && key.data[0] == HCERT_DCC;
        if (is_dcc && wlt_next_is(&reader, WLT_CBOR_MAP)) {
            return wlt_read_any(&reader);
        }

        (void)wlt_read_any(&reader);
    }

    return (struct wallet_bytes){ 0 };
}

static bool is_of(struct wallet_bytes value, enum wlt_cbor_major major)
{
    const struct wlt_reader reader = wlt_reader_start_checked(value, WLT_CBOR_LENIENT);
    return wlt_next_is(&reader, major);
}

/** Several countries write empty arrays for the kinds of entry that are not there. */
static struct wallet_bytes find_entries(struct wallet_bytes dcc, const char *name)
{
    const struct wallet_bytes entries = wlt_find_member(dcc, wlt_bytes_of(name));
    struct wlt_reader reader = wlt_reader_start_checked(entries, WLT_CBOR_LENIENT);

    if (!wlt_next_is(&reader, WLT_CBOR_ARRAY) || wlt_read_array_any(&reader) == 0) {
        return (struct wallet_bytes){ 0 };
    }

    return entries;
}

static struct dcc read_dcc(struct wallet_bytes hcert)
{
    const struct wallet_bytes map = find_dcc(hcert);
    struct dcc dcc = {
        .name = wlt_find_member(map, wlt_bytes_of("nam")),
        .has_version = is_of(wlt_find_member(map, wlt_bytes_of("ver")), WLT_CBOR_TEXT),
        .has_birth_date = is_of(wlt_find_member(map, wlt_bytes_of("dob")), WLT_CBOR_TEXT),
    };

    for (size_t i = 0; i < KIND_COUNT; i++) {
        dcc.entries[i] = find_entries(map, kinds[i].name);
    }

    return dcc;
}

/** The one kind of entry that there is; NULL if there is none, or more than one. */
static const struct kind *find_kind(const struct dcc *dcc)
{
    const struct kind *found = NULL;

    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (dcc->entries[i].size > 0 && found) {
            return NULL;
        }

        found = dcc->entries[i].size > 0 ? &kinds[i] : found;
    }

    return found;
}

static void check_form(struct wallet_verdict *verdict)
{
    const struct wlt_cwt *cwt = &verdict->cwt;

    if (find_dcc(cwt->hcert).size == 0) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_FORM, WALLET_REASON_MALFORMED, "no health certificate in it");
    } else if (!cwt->exp.is_present || !cwt->iat.is_present) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_MALFORMED,
            "the time of issue or of expiry is missing");
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_FORM);
    }
}

static bool has_usage(const struct wlt_certificate *certificate, const struct kind *kind)
{
    return wlt_certificate_has_usage(certificate, kind->usages[0]) ||
           wlt_certificate_has_usage(certificate, kind->usages[1]);
}

/** A certificate that names none of the three usages is limited to none. */
static bool may_sign(const struct wlt_certificate *certificate, const struct kind *kind)
{
    bool is_limited = false;

    for (size_t i = 0; i < KIND_COUNT; i++) {
        is_limited = is_limited || has_usage(certificate, &kinds[i]);
    }

    return !is_limited || (kind && has_usage(certificate, kind));
}

static void check_authority(
    struct wallet_verdict *verdict, const struct wallet_catalogue *catalogue)
{
    const struct wlt_signatory *signatory = verdict->signatory;
    const struct wlt_certificate *certificate = wlt_signatory_certificate(signatory);
    const struct dcc dcc = read_dcc(verdict->cwt.hcert);

    (void)catalogue;
    if (!wlt_signatory_allows_type(signatory, (struct wallet_bytes){ 0 })) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_AUTHORITY,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "the key is trusted for certain licence types only");
    } else if (certificate && !may_sign(certificate, find_kind(&dcc))) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_AUTHORITY,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "the certificate is for other kinds of health certificate");
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_AUTHORITY);
    }
}

static void check_validity(struct wallet_verdict *verdict)
{
    /* The last second is part of the period: the issuers' own tests are made that way. */
    wlt_check_period(verdict, ISSUE_LEEWAY, true);
}

static bool entry_is_complete(struct wallet_bytes entry, const struct kind *kind)
{
    for (size_t i = 0; kind->keys[i]; i++) {
        if (wlt_find_member(entry, wlt_bytes_of(kind->keys[i])).size == 0) {
            return false;
        }
    }

    return true;
}

static bool entries_are_complete(struct wallet_bytes entries, const struct kind *kind)
{
    struct wlt_reader reader = wlt_reader_start_checked(entries, WLT_CBOR_LENIENT);
    const uint64_t count = wlt_read_array_any(&reader);

    for (uint64_t i = 0; i < count; i++) {
        if (!entry_is_complete(wlt_read_any(&reader), kind)) {
            return false;
        }
    }

    return wlt_reader_is_ok(&reader);
}

/** What the schema misses; NULL if nothing. */
static const char *schema_fault(const struct dcc *dcc)
{
    const struct kind *kind = find_kind(dcc);

    if (!dcc->has_version || !dcc->has_birth_date) {
        return "version or date of birth is missing";
    }

    if (wlt_find_member(dcc->name, wlt_bytes_of("fnt")).size == 0) {
        return "the name is missing";
    }

    if (!kind) {
        return "it must be about one of vaccination, test and recovery";
    }

    return entries_are_complete(dcc->entries[kind - kinds], kind) ? NULL : "an entry is incomplete";
}

static void check_fields(struct wallet_verdict *verdict)
{
    const struct dcc dcc = read_dcc(verdict->cwt.hcert);
    const char *fault = schema_fault(&dcc);

    if (fault) {
        wlt_verdict_fail(verdict, WALLET_CHECK_FIELDS, WALLET_REASON_FIELDS, "%s", fault);
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_FIELDS);
    }
}

const struct wlt_format wlt_format_hc1 = {
    .name = "hc1",
    .mode = WLT_CBOR_LENIENT,
    .alg_may_be_unprotected = true,
    .authorities_may_sign = true,
    .fits = fits,
    .check_form = check_form,
    .check_authority = check_authority,
    .check_validity = check_validity,
    .check_fields = check_fields,
};
