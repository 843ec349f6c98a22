/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/trust.h"

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/pem.h"
#include "trust/doc_anchors.h"
#include "trust/key.h"
#include "trust/list.h"

#include <string.h>

enum {
    FIRST_CAPACITY = 8,
    DER_SEQUENCE = 0x30,
};

struct wallet_trust {
    struct wlt_signatory *signatories; /* sorted by key_id */
    size_t count;
    size_t capacity;
    const struct wlt_certificate **anchors; /* borrowed from the signatories; as long as they are */
    size_t anchor_count;
    struct wlt_doc_anchors doc_anchors;
    uint8_t stamp[WLT_TRUST_STAMP_SIZE];
};

WLT_DEFINE_AUTO(certificate, struct wlt_certificate, wlt_certificate_free)
WLT_DEFINE_AUTO(key, struct wallet_key, wallet_key_free)
WLT_DEFINE_AUTO(list, struct wallet_trust_list, wallet_trust_list_free)

static void clear_pem(struct wlt_pem *pem)
{
    wallet_buffer_clear(&pem->der);
}

enum wallet_status wallet_trust_new(struct wallet_trust **out, struct wallet_error *error)
{
    if (!out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wallet_trust *trust = wlt_alloc(1, sizeof *trust);
    if (!trust) {
        return wlt_fail_memory(error);
    }

    wlt_trust_renew_stamp(trust);
    *out = trust;
    return WALLET_OK;
}

void wallet_trust_free(struct wallet_trust *trust)
{
    if (!trust) {
        return;
    }

    for (size_t i = 0; i < trust->count; i++) {
        wallet_key_free(trust->signatories[i].file);
        wlt_certificate_free(trust->signatories[i].certificate);
        wlt_entry_free(trust->signatories[i].entry);
    }

    wlt_doc_anchors_clear(&trust->doc_anchors);
    wlt_free(trust->signatories);
    wlt_free(trust->anchors);
    wlt_free(trust);
}

size_t wallet_trust_count(const struct wallet_trust *trust)
{
    return trust->count;
}

const struct wlt_signatory *wlt_trust_signatories(const struct wallet_trust *trust)
{
    return trust->signatories;
}

struct wlt_doc_anchors *wlt_trust_doc_anchors(struct wallet_trust *trust)
{
    return &trust->doc_anchors;
}

const struct wlt_doc_anchors *wlt_trust_view_doc_anchors(const struct wallet_trust *trust)
{
    return &trust->doc_anchors;
}

const struct wlt_certificate *const *wlt_trust_anchors(
    const struct wallet_trust *trust, size_t *out_count)
{
    *out_count = trust->anchor_count;
    return trust->anchors;
}

void wlt_trust_renew_stamp(struct wallet_trust *trust)
{
    wlt_random(trust->stamp, sizeof trust->stamp);
}

struct wallet_bytes wlt_trust_stamp(const struct wallet_trust *trust)
{
    return (struct wallet_bytes){ trust->stamp, sizeof trust->stamp };
}

/** The place of the first signatory whose identifier is not below `key_id`. */
static size_t lower_bound(const struct wallet_trust *trust, const uint8_t *key_id)
{
    size_t low = 0;
    size_t high = trust->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (memcmp(trust->signatories[middle].key_id, key_id, WALLET_KEY_ID_SIZE) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }

    return low;
}

const struct wlt_signatory *wlt_trust_find(
    const struct wallet_trust *trust, struct wallet_bytes key_id, size_t *out_count)
{
    *out_count = 0;
    if (key_id.size != WALLET_KEY_ID_SIZE) {
        return NULL;
    }

    const size_t first = lower_bound(trust, key_id.data);
    while (first + *out_count < trust->count &&
           memcmp(trust->signatories[first + *out_count].key_id, key_id.data, WALLET_KEY_ID_SIZE) ==
               0) {
        (*out_count)++;
    }

    return *out_count > 0 ? &trust->signatories[first] : NULL;
}

static void *grown(const void *old, size_t count, size_t capacity, size_t size)
{
    void *memory = wlt_alloc(capacity, size);
    if (memory && count > 0) {
        memcpy(memory, old, count * size);
    }

    return memory;
}

/** Makes room for what is about to be added. */
static bool reserve(struct wallet_trust *trust, size_t more)
{
    wlt_trust_renew_stamp(trust);
    if (more <= trust->capacity - trust->count) {
        return true;
    }

    size_t capacity = trust->capacity > 0 ? trust->capacity * 2 : FIRST_CAPACITY;
    capacity = capacity < trust->count + more ? trust->count + more : capacity;
    struct wlt_signatory *signatories =
        grown(trust->signatories, trust->count, capacity, sizeof *signatories);
    const struct wlt_certificate **anchors =
        grown(trust->anchors, trust->anchor_count, capacity, sizeof *anchors);
    if (!signatories || !anchors) {
        wlt_free(signatories);
        wlt_free(anchors);
        return false;
    }

    wlt_free(trust->signatories);
    wlt_free(trust->anchors);
    trust->signatories = signatories;
    trust->anchors = anchors;
    trust->capacity = capacity;
    return true;
}

/** Takes what `signatory` owns; there is room.  Of one key, what lists say of it comes first. */
static void insert(struct wallet_trust *trust, struct wlt_signatory signatory)
{
    size_t place = lower_bound(trust, signatory.key_id);
    while (!signatory.entry && place < trust->count &&
           memcmp(trust->signatories[place].key_id, signatory.key_id, WALLET_KEY_ID_SIZE) == 0) {
        place++;
    }

    memmove(
        &trust->signatories[place + 1],
        &trust->signatories[place],
        (trust->count - place) * sizeof signatory);
    trust->signatories[place] = signatory;
    trust->count++;

    if (signatory.certificate && wlt_certificate_is_authority(signatory.certificate)) {
        trust->anchors[trust->anchor_count++] = signatory.certificate;
    }
}

static enum wallet_status add_certificate(
    struct wallet_trust *trust, struct wallet_bytes der, struct wallet_error *error)
{
    WLT_AUTO(certificate) struct wlt_certificate *certificate = NULL;
    const enum wallet_status status = wlt_certificate_parse(der, &certificate, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_signatory signatory = { .certificate = certificate };
    memcpy(signatory.key_id, wlt_certificate_digest(certificate).data, WALLET_KEY_ID_SIZE);
    if (!reserve(trust, 1)) {
        return wlt_fail_memory(error);
    }

    insert(trust, signatory);
    (void)WLT_TAKE(certificate);
    return WALLET_OK;
}

/** Whether two files of one key say the same of its owner's authority. */
static bool say_the_same(const struct wallet_key *a, const struct wallet_key *b)
{
    const size_t count = wallet_key_type_count(a);
    bool same = strcmp(wallet_key_issuer(a), wallet_key_issuer(b)) == 0 &&
                wallet_key_type_count(b) == count;

    for (size_t i = 0; i < count && same; i++) {
        same = strcmp(wallet_key_type_at(a, i), wallet_key_type_at(b, i)) == 0;
    }

    return same;
}

/** The file of the same key that is there already; NULL if there is none. */
static const struct wallet_key *find_same(
    const struct wallet_trust *trust, const struct wallet_key *key)
{
    size_t count = 0;
    const struct wlt_signatory *found = wlt_trust_find(trust, wallet_key_id(key), &count);

    for (size_t i = 0; i < count; i++) {
        if (found[i].file) {
            return found[i].file;
        }
    }

    return NULL;
}

static enum wallet_status add_key_file(
    struct wallet_trust *trust, struct wallet_bytes file, struct wallet_error *error)
{
    WLT_AUTO(key) struct wallet_key *key = NULL;
    const enum wallet_status status = wallet_key_parse(file, &key, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_key *same = find_same(trust, key);
    if (same) {
        return say_the_same(same, key) ? WALLET_OK
                                       : wlt_fail(
                                             error,
                                             WALLET_ERR_KEY,
                                             WALLET_NO_OFFSET,
                                             "the same key is trusted already, with other lines");
    }

    struct wlt_signatory signatory = { .file = key };
    memcpy(signatory.key_id, wallet_key_id(key).data, WALLET_KEY_ID_SIZE);
    if (!reserve(trust, 1)) {
        return wlt_fail_memory(error);
    }

    insert(trust, signatory);
    (void)WLT_TAKE(key);
    return WALLET_OK;
}

/** How many objects of a PEM text are certificates, and how many others. */
struct census {
    size_t certificates;
    size_t others;
};

/** Adds the certificates of a PEM text, and counts. */
static enum wallet_status add_pem(
    struct wallet_trust *trust,
    struct wallet_bytes text,
    struct census *out,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    while (status == WALLET_OK) {
        __attribute__((cleanup(clear_pem))) struct wlt_pem pem = { 0 };
        status = wlt_pem_next(&text, &pem, error);
        if (status == WALLET_OK && strcmp(pem.label, "CERTIFICATE") == 0) {
            status = add_certificate(trust, wallet_buffer_bytes(&pem.der), error);
            out->certificates++;
        } else if (status == WALLET_OK) {
            out->others++;
        }
    }

    return status == WALLET_ERR_MISSING ? WALLET_OK : status;
}

enum wallet_status wallet_trust_add(
    struct wallet_trust *trust, struct wallet_bytes file, struct wallet_error *error)
{
    if (!trust || (!file.data && file.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (file.size > WALLET_KEY_FILE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "no key or certificate file is so large");
    }

    if (file.size > 0 && file.data[0] == DER_SEQUENCE) {
        return add_certificate(trust, file, error);
    }

    struct census census = { 0 };
    const enum wallet_status status = add_pem(trust, file, &census, error);
    if (status == WALLET_OK && census.certificates > 0 && census.others > 0) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "certificates and a key in one file");
    }

    return status != WALLET_OK || census.certificates > 0 ? status
                                                          : add_key_file(trust, file, error);
}

/** Copies of the entries; those that were made are in the list whatever the outcome. */
static enum wallet_status copy_entries(
    const struct wallet_trust_list *from,
    struct wallet_trust_list *copies,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    copies->entries = wlt_alloc(from->count > 0 ? from->count : 1, sizeof(struct wlt_entry *));
    if (!copies->entries) {
        return wlt_fail_memory(error);
    }

    for (size_t i = 0; i < from->count && status == WALLET_OK; i++) {
        struct wallet_trust_entry view;
        wlt_entry_view(from->entries[i], &view);
        status = wlt_entry_new(&view, &copies->entries[i], error);
        copies->count += status == WALLET_OK ? 1U : 0U;
    }

    return status;
}

enum wallet_status wallet_trust_add_list(
    struct wallet_trust *trust, const struct wallet_trust_list *list, struct wallet_error *error)
{
    if (!trust || !list) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    WLT_AUTO(list) struct wallet_trust_list *copies = NULL;
    enum wallet_status status = wallet_trust_list_new(&copies, error);
    if (status == WALLET_OK) {
        status = copy_entries(list, copies, error);
    }

    if (status == WALLET_OK && !reserve(trust, copies->count)) {
        status = wlt_fail_memory(error);
    }

    while (status == WALLET_OK && copies->count > 0) {
        struct wlt_signatory signatory = { .entry = copies->entries[--copies->count] };
        memcpy(signatory.key_id, signatory.entry->key_id, sizeof signatory.key_id);
        insert(trust, signatory);
    }

    return status;
}
