/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "vault/head.h"
#include "vault/record.h"

enum {
    ARRAY_OF_THREE = 0x83, /* how a head begins */
    ARRAY_OF_FOUR = 0x84,  /* how a record begins */

    /* What is opened in vain is bounded by so many times the file: a hostile one cannot take hours. */
    VAIN_MAX = 16,
};

static struct wallet_bytes behind(struct wallet_bytes file, size_t offset)
{
    return (struct wallet_bytes){ file.data + offset, file.size - offset };
}

static enum wallet_status read_first(
    struct wallet_bytes file, struct wlt_vault_head *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(file, WLT_CBOR_STRICT);
    return wlt_vault_head_read(&reader, out, error);
}

/** The head at the end: its size is not known, so each place where it could begin is tried. */
static bool read_last(struct wallet_bytes file, struct wlt_vault_head *out)
{
    size_t offset = file.size > WLT_VAULT_HEAD_MAX ? file.size - WLT_VAULT_HEAD_MAX : 0;

    for (; offset < file.size; offset++) {
        struct wlt_reader reader = wlt_reader_start(behind(file, offset), WLT_CBOR_STRICT);
        if (file.data[offset] == ARRAY_OF_THREE &&
            wlt_vault_head_read(&reader, out, NULL) == WALLET_OK &&
            wlt_reader_finish(&reader, NULL) == WALLET_OK) {
            return true;
        }
    }

    return false;
}

static bool are_same(const struct wlt_vault_head *a, const struct wlt_vault_head *b)
{
    return wlt_bytes_equal(a->said, b->said) && wlt_bytes_equal(a->nonce, b->nonce) &&
           wlt_bytes_equal(a->sealed_key, b->sealed_key);
}

/** By the head that the passphrase opens, which is then in `*out`. */
static enum wallet_status unlock(
    struct wallet_bytes file,
    struct wallet_bytes passphrase,
    struct wallet_vault *vault,
    struct wlt_vault_head *out,
    struct wallet_error *error)
{
    struct wlt_vault_head last = { 0 };

    enum wallet_status status = read_first(file, out, error);
    const bool is_readable = status == WALLET_OK;
    if (is_readable) {
        status = wlt_vault_head_unlock(out, passphrase, vault, error);
    }

    const bool is_useless = status != WALLET_OK && status != WALLET_ERR_MEMORY;
    if (is_useless && read_last(file, &last) && !(is_readable && are_same(out, &last))) {
        *out = last;
        status = wlt_vault_head_unlock(out, passphrase, vault, error);
    }

    return status;
}

/** A search through a file. */
struct search {
    struct wallet_vault *vault;
    const struct wlt_vault_head *head;
    struct wlt_vault_place place;
    bool *found;      /* by index: a file may hold a record twice */
    size_t vain_left; /* bytes that may still be opened in vain */
};

/** Whether there is a record that is worth opening; says where it belongs. */
static bool is_wanted(struct search *search, const struct wlt_vault_record *record)
{
    search->place.index = record->index;
    return wlt_vault_head_kind(search->head, record->index, &search->place.kind) &&
           !search->found[record->index] && record->sealed.size <= search->vain_left;
}

/** Takes in the record at the beginning of `bytes`; its size, or 0 where none is whole. */
static enum wallet_status try_record(
    struct search *search, struct wallet_bytes bytes, size_t *out_size, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(bytes, WLT_CBOR_STRICT);
    const struct wlt_vault_record record = wlt_vault_record_read(&reader);

    *out_size = 0;
    if (!wlt_reader_is_ok(&reader) || !is_wanted(search, &record)) {
        return WALLET_OK;
    }

    const enum wallet_status status =
        wlt_vault_record_open(&record, &search->place, search->vault, error);
    if (status == WALLET_OK) {
        search->found[record.index] = true;
        *out_size = reader.offset;
    } else {
        search->vain_left -= record.sealed.size;
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

static enum wallet_status find_records(
    struct search *search, struct wallet_bytes file, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (size_t offset = 0; status == WALLET_OK && offset < file.size;) {
        size_t size = 0;
        if (file.data[offset] == ARRAY_OF_FOUR) {
            status = try_record(search, behind(file, offset), &size, error);
        }

        offset += size > 0 ? size : 1;
    }

    return status;
}

static size_t missing(size_t wanted, size_t found)
{
    return wanted > found ? wanted - found : 0;
}

/** All that the head names, or as much of it as there is. */
static enum wallet_status find_all(
    struct wallet_vault *vault,
    struct wallet_bytes file,
    const struct wlt_vault_head *head,
    struct wallet_error *error)
{
    const uint64_t count = wlt_vault_head_records(head);
    struct search search = {
        .vault = vault,
        .head = head,
        .place = { .id = vault->id, .generation = vault->generation, .count = count },
        .found = wlt_alloc((size_t)count + 1, sizeof *search.found),
        .vain_left = VAIN_MAX * file.size,
    };
    if (!search.found) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = find_records(&search, file, error);
    wlt_free(search.found);
    return status;
}

static enum wallet_status salvage(
    struct wallet_vault *vault,
    struct wallet_bytes file,
    struct wallet_bytes passphrase,
    struct wallet_vault_count *out_lost,
    struct wallet_error *error)
{
    struct wlt_vault_head head = { 0 };

    enum wallet_status status = unlock(file, passphrase, vault, &head, error);
    if (status == WALLET_OK) {
        status = find_all(vault, file, &head, error);
    }

    if (status == WALLET_OK) {
        out_lost->keys = missing(head.count.keys, vault->key_count);
        out_lost->licences = missing(head.count.licences, vault->licence_count);
        out_lost->events = missing(head.count.events, vault->event_count);
        wlt_vault_draw(vault);
    }

    return status;
}

enum wallet_status wallet_vault_salvage(
    struct wallet_bytes file,
    struct wallet_bytes passphrase,
    struct wallet_vault_count *out_lost,
    struct wallet_vault **out,
    struct wallet_error *error)
{
    WLT_AUTO(vault) struct wallet_vault *vault = NULL;
    struct wallet_vault_count lost = { 0 };

    if (!out || !out_lost || (!file.data && file.size > 0) ||
        (!passphrase.data && passphrase.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (file.size > WALLET_VAULT_FILE_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "no vault is so large");
    }

    enum wallet_status status = wlt_vault_alloc(&vault, error);
    if (status == WALLET_OK) {
        status = salvage(vault, file, passphrase, &lost, error);
    }

    if (status == WALLET_OK) {
        *out_lost = lost;
        *out = WLT_TAKE(vault);
    }

    return status;
}
