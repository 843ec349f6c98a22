/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/doc_anchors.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/authority.h"
#include "trust/vical.h"

#include <string.h>

static void clear_anchor(struct wlt_doc_anchor *anchor)
{
    for (size_t i = 0; i < anchor->doc_type_count; i++) {
        wlt_free(anchor->doc_types[i]);
    }

    wlt_free(anchor->doc_types);
    wlt_certificate_free(anchor->certificate);
}

void wlt_doc_anchors_clear(struct wlt_doc_anchors *anchors)
{
    for (size_t i = 0; i < anchors->count; i++) {
        clear_anchor(&anchors->items[i]);
    }

    wlt_free(anchors->items);
    *anchors = (struct wlt_doc_anchors){ 0 };
}

/** Copies into an empty anchor, which is to be cleared whatever the outcome. */
static enum wallet_status copy_anchor(
    const struct wlt_vical_entry *from, struct wlt_doc_anchor *out, struct wallet_error *error)
{
    out->doc_types = wlt_alloc(from->doc_type_count, sizeof *out->doc_types);
    if (!out->doc_types) {
        return wlt_fail_memory(error);
    }

    for (; out->doc_type_count < from->doc_type_count; out->doc_type_count++) {
        char **copy = &out->doc_types[out->doc_type_count];
        *copy = wlt_text_copy(wlt_bytes_of(from->doc_types[out->doc_type_count]));
        if (!*copy) {
            return wlt_fail_memory(error);
        }
    }

    return wlt_certificate_parse(wallet_buffer_bytes(&from->der), &out->certificate, error);
}

/** What was there is moved, what is new copied; only the copies are to be cleared if it fails. */
static enum wallet_status append(
    struct wlt_doc_anchors *anchors, const struct wallet_vical *vical, struct wallet_error *error)
{
    struct wlt_doc_anchors copies = { 0 };
    enum wallet_status status = WALLET_OK;

    struct wlt_doc_anchor *items = wlt_alloc(anchors->count + vical->count + 1, sizeof *items);
    copies.items = wlt_alloc(vical->count + 1, sizeof *copies.items);
    if (!items || !copies.items) {
        status = wlt_fail_memory(error);
    }

    while (status == WALLET_OK && copies.count < vical->count) {
        status = copy_anchor(&vical->entries[copies.count], &copies.items[copies.count], error);
        copies.count++;
    }

    if (status != WALLET_OK) {
        wlt_doc_anchors_clear(&copies);
        wlt_free(items);
        return status;
    }

    if (anchors->count > 0) {
        memcpy(items, anchors->items, anchors->count * sizeof *items);
    }

    memcpy(items + anchors->count, copies.items, copies.count * sizeof *items);
    wlt_free(anchors->items);
    wlt_free(copies.items);
    *anchors = (struct wlt_doc_anchors){ items, anchors->count + copies.count };
    return WALLET_OK;
}

enum wallet_status wallet_trust_add_vical(
    struct wallet_trust *trust, const struct wallet_vical *vical, struct wallet_error *error)
{
    if (!trust || !vical) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    wlt_trust_renew_stamp(trust);
    return append(wlt_trust_doc_anchors(trust), vical, error);
}

/** NULL: of any type. */
static bool counts_for(const struct wlt_doc_anchor *anchor, const struct wallet_bytes *doc_type)
{
    bool counts = !doc_type;

    for (size_t i = 0; i < anchor->doc_type_count && !counts; i++) {
        counts = wlt_bytes_are(*doc_type, anchor->doc_types[i]);
    }

    return counts && wlt_certificate_is_authority(anchor->certificate);
}

/** Those that count for this type of document; `out` has room for all. */
static size_t choose(
    const struct wlt_doc_anchors *anchors,
    const struct wallet_bytes *doc_type,
    const struct wlt_certificate **out)
{
    size_t count = 0;

    for (size_t i = 0; i < anchors->count; i++) {
        if (counts_for(&anchors->items[i], doc_type)) {
            out[count++] = anchors->items[i].certificate;
        }
    }

    return count;
}

static enum wallet_status check_path(
    const struct wallet_trust *trust,
    const struct wallet_bytes *doc_type,
    const struct wlt_certificate *const *certificates,
    size_t count,
    int64_t at_unix,
    struct wlt_period *out_holds,
    struct wallet_error *error)
{
    const struct wlt_doc_anchors *anchors = wlt_trust_view_doc_anchors(trust);
    struct wallet_error story = { .message = "" };

    const enum wallet_status general =
        wlt_trust_find_period(trust, certificates, count, at_unix, out_holds, &story);
    if (general == WALLET_OK) {
        return WALLET_OK;
    }

    if (general == WALLET_ERR_MEMORY || anchors->count == 0) {
        return wlt_fail(error, general, story.offset, "%s", story.message);
    }

    const struct wlt_certificate **chosen = wlt_alloc(anchors->count, sizeof *chosen);
    if (!chosen) {
        return wlt_fail_memory(error);
    }

    const size_t chosen_count = choose(anchors, doc_type, chosen);
    struct wallet_error other = { .message = "" };
    const enum wallet_status special = wlt_certificate_find_period(
        certificates, count, chosen, chosen_count, at_unix, out_holds, &other);
    wlt_free(chosen);
    if (special == WALLET_OK) {
        return WALLET_OK;
    }

    /* Where both say no, the one that knows the issuer tells why. */
    return special == WALLET_ERR_UNDETERMINED
               ? wlt_fail(error, general, story.offset, "%s", story.message)
               : wlt_fail(error, special, other.offset, "%s", other.message);
}

enum wallet_status wlt_trust_check_path_for_doc_type(
    const struct wallet_trust *trust,
    struct wallet_bytes doc_type,
    const struct wlt_certificate *const *certificates,
    size_t count,
    int64_t at_unix,
    struct wlt_period *out_holds,
    struct wallet_error *error)
{
    return check_path(trust, &doc_type, certificates, count, at_unix, out_holds, error);
}

enum wallet_status wlt_trust_check_path_for_any_doc_type(
    const struct wallet_trust *trust,
    const struct wlt_certificate *const *certificates,
    size_t count,
    int64_t at_unix,
    struct wallet_error *error)
{
    struct wlt_period holds; /* nobody asks for how long */

    return check_path(trust, NULL, certificates, count, at_unix, &holds, error);
}

const struct wlt_certificate *wlt_trust_find_authority(
    const struct wallet_trust *trust,
    const struct wallet_bytes *doc_type,
    const struct wlt_certificate *certificate)
{
    const struct wlt_signatory *signatories = wlt_trust_signatories(trust);
    const struct wlt_doc_anchors *anchors = wlt_trust_view_doc_anchors(trust);

    for (size_t i = 0; i < wallet_trust_count(trust); i++) {
        const struct wlt_certificate *anchor = signatories[i].certificate;
        if (anchor && wlt_certificate_is_authority(anchor) &&
            wlt_authority_issued(anchor, certificate)) {
            return anchor;
        }
    }

    for (size_t i = 0; i < anchors->count; i++) {
        const struct wlt_certificate *anchor = anchors->items[i].certificate;
        if (counts_for(&anchors->items[i], doc_type) && wlt_authority_issued(anchor, certificate)) {
            return anchor;
        }
    }

    return NULL;
}
