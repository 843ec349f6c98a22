/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/redaction.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "licence/labels.h"
#include "licence/plain.h"

#include <string.h>

enum {
    PAIRS_AT_FIRST = 64,
};

/** Claims that are being put together.  The first failure sticks, and later calls do nothing. */
struct work {
    struct wlt_redaction *redaction;
    enum wlt_cbor_mode mode;
    struct wlt_disclosures *disclosures;
    size_t digest_size;
    struct wlt_writer writer;
    unsigned depth;
    enum wallet_status status;
    struct wallet_error *error;
};

static void put_item(struct work *work, struct wallet_bytes item);

static bool is_ok(const struct work *work)
{
    return work->status == WALLET_OK;
}

static void fail(struct work *work, enum wallet_status status, const char *message)
{
    if (is_ok(work)) {
        work->status = wlt_fail(work->error, status, WALLET_NO_OFFSET, "%s", message);
    }
}

static struct wlt_reader read_in(const struct work *work, struct wallet_bytes item)
{
    return wlt_reader_start_checked(item, work->mode);
}

/** The digest in tag 60; false for any other item. */
static bool is_redacted(const struct work *work, struct wallet_bytes item, struct wallet_bytes *out)
{
    struct wlt_reader reader = read_in(work, item);
    if (!wlt_read_optional_tag(&reader, WLT_TAG_REDACTED)) {
        return false;
    }

    *out = wlt_read_bytes(&reader);
    return wlt_reader_is_ok(&reader);
}

static struct wlt_disclosure *find(const struct work *work, struct wallet_bytes digest)
{
    return wlt_disclosures_find(work->disclosures, digest);
}

static void count_hidden(struct work *work)
{
    work->redaction->hidden_count++;
    work->redaction->hidden_at_top += work->depth == 1;
}

/** Uses a disclosure up; false where it stands for nothing. */
static bool use(struct work *work, struct wlt_disclosure *disclosure, bool wants_key)
{
    if (disclosure->is_used) {
        fail(work, WALLET_ERR_REFUSED, "a disclosure whose digest is there twice");
    }

    disclosure->is_used = true;
    if (disclosure->value.size == 0) {
        work->redaction->decoy_count++;
        return false;
    }

    if ((disclosure->key.size > 0) != wants_key) {
        fail(work, WALLET_ERR_REFUSED, "a disclosure that is of another form than its place");
    }

    return is_ok(work);
}

static bool make_room(struct wlt_redaction *redaction)
{
    if (redaction->count < redaction->capacity) {
        return true;
    }

    const size_t capacity = redaction->capacity == 0 ? PAIRS_AT_FIRST : 2 * redaction->capacity;
    struct wlt_redaction_pair *pairs = wlt_alloc(capacity, sizeof *pairs);
    if (!pairs) {
        return false;
    }

    if (redaction->count > 0) {
        memcpy(pairs, redaction->pairs, redaction->count * sizeof *pairs);
    }

    wlt_free(redaction->pairs);
    redaction->pairs = pairs;
    redaction->capacity = capacity;
    return true;
}

/** RFC 8949 section 4.2.1: bytewise lexicographic order of the encoded keys. */
static int compare(struct wallet_bytes a, struct wallet_bytes b)
{
    const int order = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
    return order != 0 || a.size == b.size ? order : a.size < b.size ? -1 : 1;
}

/** Puts a pair into its place in the innermost map, which begins at `base`. */
static void add_pair(struct work *work, size_t base, struct wlt_redaction_pair pair)
{
    struct wlt_redaction *redaction = work->redaction;

    if (redaction->count - base == WLT_REDACTION_PAIRS_MAX) {
        fail(work, WALLET_ERR_TOO_LARGE, "a map of too many keys");
    }

    if (is_ok(work) && !make_room(redaction)) {
        work->status = wlt_fail_memory(work->error);
    }

    if (!is_ok(work)) {
        return;
    }

    size_t place = redaction->count++;
    int order = 1;
    while (place > base && (order = compare(pair.key, redaction->pairs[place - 1].key)) < 0) {
        redaction->pairs[place] = redaction->pairs[place - 1];
        place--;
    }

    redaction->pairs[place] = pair;
    if (place > base && order == 0) {
        fail(work, WALLET_ERR_REFUSED, "a disclosed key that is there already");
    }
}

/** Section 6 of the draft, table 2: what the token is validated by is never redacted. */
static bool may_be_redacted(const struct work *work, struct wallet_bytes key)
{
    struct wlt_reader reader = read_in(work, key);
    if (work->depth > 1 || wlt_next_is(&reader, WLT_CBOR_TEXT)) {
        return true;
    }

    switch (wlt_read_int(&reader)) {
    case WLT_CLAIM_ISS:
    case WLT_CLAIM_AUD:
    case WLT_CLAIM_EXP:
    case WLT_CLAIM_NBF:
    case WLT_CLAIM_IAT:
    case WLT_CLAIM_CTI:
    case WLT_CLAIM_CNF:
    case WLT_CLAIM_CNONCE: return false;
    default: return true;
    }
}

static void add_disclosed(struct work *work, size_t base, struct wallet_bytes digest)
{
    struct wlt_disclosure *disclosure = find(work, digest);

    if (digest.size != work->digest_size) {
        fail(work, WALLET_ERR_STRUCTURE, "a digest of another size than its hash");
    } else if (!disclosure) {
        count_hidden(work);
    } else if (use(work, disclosure, true)) {
        if (!may_be_redacted(work, disclosure->key)) {
            fail(work, WALLET_ERR_REFUSED, "a claim that may never be redacted");
        }

        add_pair(work, base, (struct wlt_redaction_pair){ disclosure->key, disclosure->value });
    }
}

/** The digests under simple(59), each of a pair of this map. */
static void add_redacted(struct work *work, size_t base, struct wallet_bytes digests)
{
    struct wlt_reader reader = read_in(work, digests);

    for (uint64_t left = wlt_read_array_any(&reader); left > 0 && is_ok(work); left--) {
        const struct wallet_bytes digest = wlt_read_bytes(&reader);
        if (!wlt_reader_is_ok(&reader)) {
            break;
        }

        add_disclosed(work, base, digest);
    }

    if (!wlt_reader_is_ok(&reader)) {
        fail(work, WALLET_ERR_STRUCTURE, "redacted keys that are no digests");
    }
}

/** Within a claim that is never redacted nothing is, or its holder could change what it says. */
static void add_clear(struct work *work, size_t base, struct wlt_redaction_pair pair)
{
    if (!wlt_is_claim_key(pair.key)) {
        fail(work, WALLET_ERR_STRUCTURE, "a key that no claim may have");
    } else if (!may_be_redacted(work, pair.key) && !wlt_is_plain(pair.value)) {
        fail(work, WALLET_ERR_REFUSED, "a claim that may never be redacted");
    } else {
        add_pair(work, base, pair);
    }
}

static void put_map(struct work *work, struct wallet_bytes map)
{
    struct wlt_redaction *redaction = work->redaction;
    struct wlt_reader reader = read_in(work, map);
    const size_t base = redaction->count;

    for (uint64_t left = wlt_read_map(&reader); left > 0 && is_ok(work); left--) {
        const struct wallet_bytes key = wlt_read_any(&reader);
        const struct wallet_bytes value = wlt_read_any(&reader);
        if (wlt_is_simple_59(key)) {
            add_redacted(work, base, value);
        } else {
            add_clear(work, base, (struct wlt_redaction_pair){ key, value });
        }
    }

    wlt_write_map(&work->writer, redaction->count - base);
    for (size_t i = base; i < redaction->count && is_ok(work); i++) {
        const struct wlt_redaction_pair pair = redaction->pairs[i]; /* the array may move below */
        wlt_write_encoded(&work->writer, pair.key);
        put_item(work, pair.value);
    }

    redaction->count = base;
}

/** How many elements will be there: those in clear, and those whose value is disclosed. */
static size_t count_elements(struct work *work, struct wallet_bytes array)
{
    struct wlt_reader reader = read_in(work, array);
    struct wallet_bytes digest;
    size_t count = 0;

    for (uint64_t left = wlt_read_array_any(&reader); left > 0; left--) {
        const struct wlt_disclosure *disclosure = NULL;
        const bool is_hidden = is_redacted(work, wlt_read_any(&reader), &digest);
        disclosure = is_hidden ? find(work, digest) : NULL;
        count += !is_hidden || (disclosure && disclosure->value.size > 0);
    }

    return count;
}

static void put_element(struct work *work, struct wallet_bytes element)
{
    struct wallet_bytes digest;
    if (!is_redacted(work, element, &digest)) {
        put_item(work, element);
        return;
    }

    struct wlt_disclosure *disclosure = find(work, digest);
    if (digest.size != work->digest_size) {
        fail(work, WALLET_ERR_STRUCTURE, "a digest of another size than its hash");
    } else if (!disclosure) {
        count_hidden(work);
    } else if (use(work, disclosure, false)) {
        put_item(work, disclosure->value);
    }
}

static void put_array(struct work *work, struct wallet_bytes array)
{
    struct wlt_reader reader = read_in(work, array);

    wlt_write_array(&work->writer, count_elements(work, array));
    for (uint64_t left = wlt_read_array_any(&reader); left > 0 && is_ok(work); left--) {
        put_element(work, wlt_read_any(&reader));
    }
}

/** A tag of something else stays; those of SD-CWT have no business outside an array or after issue. */
static void put_tagged(
    struct work *work, struct wallet_bytes item, const struct wlt_cbor_head *head)
{
    if (head->argument == WLT_TAG_REDACTED || head->argument == WLT_TAG_TO_BE_REDACTED ||
        head->argument == WLT_TAG_TO_BE_DECOY) {
        fail(work, WALLET_ERR_STRUCTURE, "a mark of redaction where none may be");
        return;
    }

    wlt_write_encoded(&work->writer, (struct wallet_bytes){ item.data, head->size });
    put_item(work, (struct wallet_bytes){ item.data + head->size, item.size - head->size });
}

static void put_nested(
    struct work *work, struct wallet_bytes item, const struct wlt_cbor_head *head)
{
    if (work->depth == WLT_CBOR_DEPTH_MAX) { /* through disclosures within each other */
        fail(work, WALLET_ERR_TOO_LARGE, "claims of too many levels");
        return;
    }

    work->depth++;
    if (head->major == WLT_CBOR_MAP) {
        put_map(work, item);
    } else if (head->major == WLT_CBOR_ARRAY) {
        put_array(work, item);
    } else {
        put_tagged(work, item, head);
    }

    work->depth--;
}

static void put_item(struct work *work, struct wallet_bytes item)
{
    struct wlt_cbor_head head;

    if (!is_ok(work)) {
        return;
    }

    if (wlt_cbor_head_read(item, &head) != WALLET_OK) {
        fail(work, WALLET_ERR_STRUCTURE, "claims that end early");
    } else if (
        head.major == WLT_CBOR_ARRAY || head.major == WLT_CBOR_MAP || head.major == WLT_CBOR_TAG) {
        put_nested(work, item, &head);
    } else if (wlt_is_simple_59(item)) {
        fail(work, WALLET_ERR_STRUCTURE, "a mark of redaction where none may be");
    } else {
        wlt_write_encoded(&work->writer, item);
    }
}

/** Section 8, step 8: one whose digest was not signed makes all of it invalid. */
static void check_all_used(struct work *work)
{
    for (size_t i = 0; i < work->disclosures->count; i++) {
        if (!work->disclosures->items[i].is_used) {
            fail(work, WALLET_ERR_REFUSED, "a disclosure that is not among the signed digests");
        }
    }
}

void wlt_redaction_clear(struct wlt_redaction *redaction)
{
    wlt_free(redaction->pairs);
    *redaction = (struct wlt_redaction){ 0 };
}

enum wallet_status wlt_redaction_resolve(
    struct wlt_redaction *redaction,
    struct wallet_bytes payload,
    enum wlt_cbor_mode mode,
    enum wlt_hash hash,
    struct wlt_disclosures *disclosures,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct work work = {
        .redaction = redaction,
        .mode = mode,
        .disclosures = disclosures,
        .digest_size = wlt_hash_size(hash),
        .writer = wlt_writer_start(out),
        .error = error,
    };

    redaction->count = 0;
    redaction->hidden_count = 0;
    redaction->hidden_at_top = 0;
    redaction->decoy_count = 0;
    put_item(&work, payload);
    check_all_used(&work);
    redaction->count = 0;
    return is_ok(&work) ? wlt_writer_status(&work.writer, error) : work.status;
}
