/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/item.h"

#include <wallet/mdoc.h>

#include "base/text.h"
#include "cbor/check.h"
#include "cbor/members.h"
#include "lint/document.h"

enum {
    RANDOM_PREFERRED = 32, /* bytes */
    NUMBERS_MIN = 3,       /* so many in a row are no coincidence */
};

static const struct wallet_lint_rule *rule(enum wlt_lint_mdoc code)
{
    return &wlt_lint_mdoc[code];
}

/** A namespace under way, and the randoms of those before it. */
struct shelf {
    const struct wlt_lint_document *document;
    struct wallet_bytes name;
    struct wallet_bytes digests; /* encoded map of those that were signed */
    size_t count;
    uint64_t last_number;
    bool counts_up; /* each digestID so far was one more than the one before */
    struct wlt_lint_element elements[WALLET_MDOC_ELEMENT_MAX];
    size_t random_count;
    struct wallet_bytes randoms[WALLET_MDOC_ELEMENT_MAX]; /* the first of the document */
};

/** A random that is too short is told as such, and not as an item of another shape. */
static void tell_unreadable(
    const struct wlt_lint *lint, struct wallet_bytes content, const struct wallet_error *story)
{
    struct wallet_bytes random = { 0 };
    bool is_short = false;

    if (wlt_cbor_check(content, WLT_CBOR_LENIENT, NULL) == WALLET_OK) {
        random = wlt_find_member(content, wlt_bytes_of("random"));
        struct wlt_reader reader = wlt_reader_start_checked(random, WLT_CBOR_LENIENT);
        is_short = wlt_read_bytes(&reader).size < WLT_MDOC_RANDOM_MIN && wlt_reader_is_ok(&reader);
    }

    if (is_short) {
        wlt_lint_tell(lint, rule(WLT_LINT_ITEM_RANDOM_SHORT), random, "");
    } else {
        wlt_lint_tell_error(lint, rule(WLT_LINT_ITEM_STRUCTURE), content, story);
    }
}

static void look_at_digest(
    struct wlt_lint *lint,
    const struct shelf *shelf,
    struct wallet_bytes whole,
    const struct wlt_mdoc_item *item)
{
    const enum wlt_hash hash = shelf->document->mso.hash;
    const struct wallet_bytes wanted = wlt_mso_find_digest(shelf->digests, item->digest_id);
    uint8_t digest[WLT_HASH_SIZE_MAX];

    if (wanted.size == 0) {
        wlt_lint_tell(lint, rule(WLT_LINT_ITEM_UNSIGNED), whole, "");
        return;
    }

    if (wlt_lint_ran_out(lint, wlt_hash_bytes(hash, whole, digest))) {
        return;
    }

    if (!wlt_bytes_equal((struct wallet_bytes){ digest, wlt_hash_size(hash) }, wanted)) {
        wlt_lint_tell(lint, rule(WLT_LINT_ITEM_DIGEST), whole, "");
    }
}

/** What two elements may not have in common. */
static void look_at_others(
    const struct wlt_lint *lint, const struct shelf *shelf, const struct wlt_mdoc_item *item)
{
    bool is_twice = false;
    bool has_twice = false;

    for (size_t i = 0; i < shelf->count; i++) {
        is_twice = is_twice || wlt_bytes_equal(shelf->elements[i].identifier, item->identifier);
    }

    for (size_t i = 0; i < shelf->random_count; i++) {
        has_twice = has_twice || wlt_bytes_equal(shelf->randoms[i], item->random);
    }

    if (is_twice) {
        wlt_lint_tell(lint, rule(WLT_LINT_ITEM_TWICE), item->identifier, "");
    } else if (has_twice) {
        wlt_lint_tell(lint, rule(WLT_LINT_ITEM_RANDOM_TWICE), item->random, "");
    }
}

static void note(struct shelf *shelf, const struct wlt_mdoc_item *item)
{
    shelf->counts_up =
        shelf->count == 0 || (shelf->counts_up && item->digest_id == shelf->last_number + 1);
    shelf->last_number = item->digest_id;
    if (shelf->random_count < WALLET_MDOC_ELEMENT_MAX) {
        shelf->randoms[shelf->random_count++] = item->random;
    }

    shelf->elements[shelf->count++] = (struct wlt_lint_element){ item->identifier, item->value };
}

static void look_at_item(
    struct wlt_lint *lint, struct shelf *shelf, const struct wlt_embedded *embedded)
{
    struct wallet_error story = { .message = "" };
    struct wlt_mdoc_item item;

    if (wlt_mdoc_item_read(embedded->content, &item, &story) != WALLET_OK) {
        tell_unreadable(lint, embedded->content, &story);
        return;
    }

    const size_t mark = wlt_lint_enter_name(lint, item.identifier);
    wlt_lint_heads(lint, embedded->content);
    if (item.random.size < RANDOM_PREFERRED) {
        wlt_lint_tell(lint, rule(WLT_LINT_ITEM_RANDOM_SIZE), item.random, "");
    }

    look_at_digest(lint, shelf, embedded->whole, &item);
    look_at_others(lint, shelf, &item);
    note(shelf, &item);
    wlt_lint_leave(lint, mark);
}

static uint64_t count_in(struct wallet_bytes map)
{
    struct wlt_reader reader = wlt_reader_start_checked(map, WLT_CBOR_LENIENT);
    return wlt_read_map(&reader);
}

/** What can be told once all elements of a namespace were seen, of which `there` are there. */
static void look_at_whole(
    struct wlt_lint *lint, const struct shelf *shelf, uint64_t there, struct wallet_bytes at)
{
    const bool is_alone = !shelf->document->parts.is_shown;
    const struct wlt_lint_name_space name_space = {
        .name = shelf->name,
        .elements = shelf->elements,
        .count = shelf->count,
        .is_whole = is_alone && shelf->count == there,
    };

    if (shelf->counts_up && shelf->count >= NUMBERS_MIN) {
        wlt_lint_tell(lint, rule(WLT_LINT_ITEM_NUMBERS), at, "");
    }

    /* A device may leave out elements, the issuer hands over all of them. */
    if (is_alone && shelf->count > 0 && count_in(shelf->digests) <= shelf->count) {
        wlt_lint_tell(lint, rule(WLT_LINT_MSO_NO_DECOYS), at, "");
    }

    wlt_lint_mdl(lint, shelf->document, &name_space);
}

/** [+ IssuerSignedItemBytes] */
static void look_at_items(struct wlt_lint *lint, struct shelf *shelf, struct wallet_bytes items)
{
    struct wlt_reader reader = wlt_reader_start_checked(items, WLT_CBOR_LENIENT);
    const uint64_t count = wlt_read_array_any(&reader);
    struct wallet_error story = { .message = "a namespace of nothing, or of too many elements" };

    if (count == 0 || count > WALLET_MDOC_ELEMENT_MAX) {
        wlt_lint_tell(lint, rule(WLT_LINT_ITEM_STRUCTURE), items, story.message);
        return;
    }

    for (uint64_t left = count; left > 0; left--) {
        const struct wlt_embedded embedded = wlt_read_embedded(&reader);
        if (wlt_reader_status(&reader, &story) != WALLET_OK) {
            wlt_lint_tell_error(lint, rule(WLT_LINT_ITEM_STRUCTURE), items, &story);
            return;
        }

        look_at_item(lint, shelf, &embedded);
    }

    look_at_whole(lint, shelf, count, items);
}

static void look_at_name_space(
    struct wlt_lint *lint, struct shelf *shelf, struct wallet_bytes name, struct wallet_bytes items)
{
    const size_t mark = wlt_lint_enter_name(lint, name);

    shelf->name = name;
    shelf->count = 0;
    shelf->counts_up = false;
    shelf->digests = wlt_mso_find_digests(&shelf->document->mso, name);
    if (shelf->digests.size == 0) {
        wlt_lint_tell(lint, rule(WLT_LINT_NAME_SPACE_UNSIGNED), name, "");
    } else {
        look_at_items(lint, shelf, items);
    }

    wlt_lint_leave(lint, mark);
}

void wlt_lint_items(struct wlt_lint *lint, const struct wlt_lint_document *document)
{
    const struct wallet_bytes name_spaces = document->parts.name_spaces;
    struct wlt_reader reader = wlt_reader_start_checked(name_spaces, WLT_CBOR_LENIENT);
    const size_t mark = wlt_lint_enter(lint, "nameSpaces");
    struct shelf shelf;

    shelf.document = document;
    shelf.random_count = 0;
    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        const struct wallet_bytes name = wlt_read_text_key(&reader);
        look_at_name_space(lint, &shelf, name, wlt_read_any(&reader));
    }

    wlt_lint_mdl_absent(lint, document);
    wlt_lint_leave(lint, mark);
}
