/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cbor/reader.h"
#include "cbor/tdate.h"
#include "trust/vical.h"

WLT_DEFINE_AUTO(vical, struct wallet_vical, wallet_vical_free)

/** What the payload says; borrows from it. */
struct draft {
    struct wallet_bytes version;
    struct wallet_bytes provider;
    bool has_date;
    int64_t date;
    bool has_issue_id;
    uint64_t issue_id;
    int64_t next_update;
    struct wallet_bytes infos; /* encoded */
};

static void read_version(struct wlt_reader *reader, struct draft *draft)
{
    draft->version = wlt_read_text(reader);
}

static void read_provider(struct wlt_reader *reader, struct draft *draft)
{
    draft->provider = wlt_read_text(reader);
}

static void read_date(struct wlt_reader *reader, struct draft *draft)
{
    draft->has_date = true;
    draft->date = wlt_read_tdate(reader);
}

static void read_issue_id(struct wlt_reader *reader, struct draft *draft)
{
    draft->has_issue_id = true;
    draft->issue_id = wlt_read_unsigned(reader);
}

static void read_next_update(struct wlt_reader *reader, struct draft *draft)
{
    draft->next_update = wlt_read_tdate(reader);
}

static void read_infos(struct wlt_reader *reader, struct draft *draft)
{
    if (!wlt_next_is(reader, WLT_CBOR_ARRAY)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "an array of certificates");
    }

    draft->infos = wlt_read_any(reader);
}

/* ISO/IEC 18013-5 C.1.7.1, in its order.  What is not known is for later editions. */
static const struct {
    const char *name;
    void (*read)(struct wlt_reader *reader, struct draft *draft);
} members[] = {
    { "version", read_version },
    { "vicalProvider", read_provider },
    { "date", read_date },
    { "vicalIssueID", read_issue_id },
    { "nextUpdate", read_next_update },
    { "certificateInfos", read_infos },
};

static void read_member(struct wlt_reader *reader, struct draft *draft)
{
    const struct wallet_bytes key = wlt_read_text_key(reader);

    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (wlt_bytes_are(key, members[i].name)) {
            members[i].read(reader, draft);
            return;
        }
    }

    (void)wlt_read_any(reader);
}

static enum wallet_status read_draft(
    struct wallet_bytes payload, struct draft *draft, struct wallet_error *error)
{
    const enum wallet_status status = wlt_cbor_check(payload, WLT_CBOR_LENIENT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(payload, WLT_CBOR_LENIENT);
    const uint64_t count = wlt_read_map(&reader);
    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        read_member(&reader, draft);
    }

    if (draft->version.size == 0 || draft->provider.size == 0 || !draft->has_date ||
        draft->infos.size == 0) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "version, provider, date and certificates");
    }

    return wlt_reader_finish(&reader, error);
}

static enum wallet_status check_draft(const struct draft *draft, struct wallet_error *error)
{
    if (!wlt_bytes_are(draft->version, "1.0")) {
        return wlt_fail(
            error, WALLET_ERR_UNSUPPORTED, WALLET_NO_OFFSET, "a VICAL of another version than 1.0");
    }

    if (draft->provider.size > WALLET_VICAL_NAME_MAX || !wlt_text_is_printable(draft->provider)) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected the provider's name on one line");
    }

    return WALLET_OK;
}

/** One authority that cannot be used here does not keep out the others. */
static enum wallet_status read_entry(
    struct wallet_bytes map, struct wallet_vical *vical, struct wallet_error *error)
{
    struct wlt_vical_entry *entry = &vical->entries[vical->count];
    struct wallet_error story = { .message = "" };

    const enum wallet_status status = wlt_vical_entry_read(map, entry, &story);
    if (status == WALLET_OK && wlt_certificate_key(entry->certificate)) {
        vical->count++;
        return WALLET_OK;
    }

    wlt_vical_entry_clear(entry);
    *entry = (struct wlt_vical_entry){ .doc_type_count = 0 };
    if (status != WALLET_OK) {
        return wlt_fail(
            error,
            status,
            WALLET_NO_OFFSET,
            "certificate %zu in it: %s",
            vical->count + vical->skipped_count,
            story.message);
    }

    vical->skipped_count++;
    return WALLET_OK;
}

static enum wallet_status read_entries(
    const struct draft *draft, struct wallet_vical *vical, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(draft->infos, WLT_CBOR_LENIENT);
    const uint64_t count = wlt_read_array_any(&reader);
    enum wallet_status status = wlt_reader_status(&reader, error);

    if (count > WALLET_VICAL_CERTIFICATE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a VICAL of over %d certificates",
            WALLET_VICAL_CERTIFICATE_MAX);
    }

    vical->entries = wlt_alloc(count > 0 ? count : 1, sizeof *vical->entries);
    if (!vical->entries) {
        return wlt_fail_memory(error);
    }

    for (uint64_t i = 0; i < count && status == WALLET_OK; i++) {
        status = read_entry(wlt_read_any(&reader), vical, error);
    }

    return status;
}

enum wallet_status wlt_vical_read(
    struct wallet_bytes payload, struct wallet_vical **out, struct wallet_error *error)
{
    struct draft draft = { .has_date = false };

    enum wallet_status status = read_draft(payload, &draft, error);
    if (status == WALLET_OK) {
        status = check_draft(&draft, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    WLT_AUTO(vical) struct wallet_vical *vical = wlt_alloc(1, sizeof *vical);
    if (!vical) {
        return wlt_fail_memory(error);
    }

    vical->issued_unix = draft.date;
    vical->next_unix = draft.next_update;
    vical->has_issue_id = draft.has_issue_id;
    vical->issue_id = draft.issue_id;
    vical->provider = wlt_text_copy(draft.provider);
    status = vical->provider ? read_entries(&draft, vical, error) : wlt_fail_memory(error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(vical);
    }

    return status;
}
