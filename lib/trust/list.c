/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/list.h"

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"

#include <string.h>

enum {
    FIRST_CAPACITY = 16,
    ROLES_ALL = WALLET_ROLE_ISSUER | WALLET_ROLE_COUNTER | WALLET_ROLE_IDENTITY_SERVICE |
                WALLET_ROLE_STATUS | WALLET_ROLE_REPOSITORY | WALLET_ROLE_AUDIT |
                WALLET_ROLE_APPROVAL,
};

WLT_DEFINE_AUTO(entry, struct wlt_entry, wlt_entry_free)

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

enum wallet_status wallet_trust_list_new(struct wallet_trust_list **out, struct wallet_error *error)
{
    if (!out) {
        return fail_null(error);
    }

    struct wallet_trust_list *list = wlt_alloc(1, sizeof *list);
    if (!list) {
        return wlt_fail_memory(error);
    }

    *out = list;
    return WALLET_OK;
}

void wallet_trust_list_free(struct wallet_trust_list *list)
{
    if (!list) {
        return;
    }

    for (size_t i = 0; i < list->count; i++) {
        wlt_entry_free(list->entries[i]);
    }

    wlt_free(list->entries);
    wlt_free(list);
}

static int compare(const struct wlt_entry *a, const struct wlt_entry *b)
{
    const int ids = strcmp(a->owner.issuer, b->owner.issuer);
    return ids != 0 ? ids : memcmp(a->key_id, b->key_id, sizeof a->key_id);
}

/** The place of the first entry that is not below this one. */
static size_t lower_bound(const struct wallet_trust_list *list, const struct wlt_entry *entry)
{
    size_t low = 0;
    size_t high = list->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare(list->entries[middle], entry) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }

    return low;
}

static bool reserve_one(struct wallet_trust_list *list)
{
    if (list->count < list->capacity) {
        return true;
    }

    const size_t capacity = list->capacity > 0 ? list->capacity * 2 : FIRST_CAPACITY;
    struct wlt_entry **entries = wlt_alloc(capacity, sizeof(struct wlt_entry *));
    if (!entries) {
        return false;
    }

    if (list->count > 0) {
        memcpy(entries, list->entries, list->count * sizeof(struct wlt_entry *));
    }

    wlt_free(list->entries);
    list->entries = entries;
    list->capacity = capacity;
    return true;
}

/** Whose signature it was could not be told if two had one key. */
static bool is_anothers_key(const struct wallet_trust_list *list, const struct wlt_entry *entry)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct wlt_entry *other = list->entries[i];
        if (memcmp(other->key_id, entry->key_id, sizeof entry->key_id) == 0 &&
            strcmp(other->owner.issuer, entry->owner.issuer) != 0) {
            return true;
        }
    }

    return false;
}

static enum wallet_status insert(
    struct wallet_trust_list *list,
    struct wlt_entry *entry,
    size_t place,
    struct wallet_error *error)
{
    if (list->count == WALLET_TRUST_ENTRY_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a trust list of over %d entries",
            WALLET_TRUST_ENTRY_MAX);
    }

    if (!reserve_one(list)) {
        return wlt_fail_memory(error);
    }

    memmove(
        &list->entries[place + 1],
        &list->entries[place],
        (list->count - place) * sizeof(struct wlt_entry *));
    list->entries[place] = entry;
    list->count++;
    return WALLET_OK;
}

enum wallet_status wlt_trust_list_add(
    struct wallet_trust_list *list,
    struct wlt_entry *entry,
    bool may_replace,
    struct wallet_error *error)
{
    const size_t place = lower_bound(list, entry);

    if (is_anothers_key(list, entry)) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "the key is that of another entry");
    }

    if (place == list->count || compare(list->entries[place], entry) != 0) {
        return insert(list, entry, place, error);
    }

    if (!may_replace) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "an entry that is there twice");
    }

    wlt_entry_free(list->entries[place]);
    list->entries[place] = entry;
    return WALLET_OK;
}

enum wallet_status wallet_trust_list_put(
    struct wallet_trust_list *list,
    const struct wallet_trust_entry *entry,
    struct wallet_error *error)
{
    if (!list || !entry || !entry->id || (entry->type_count > 0 && !entry->types)) {
        return fail_null(error);
    }

    if (entry->roles == 0 || (entry->roles & ~(unsigned)ROLES_ALL) != 0) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected at least one role");
    }

    WLT_AUTO(entry) struct wlt_entry *made = NULL;
    enum wallet_status status = wlt_entry_new(entry, &made, error);
    if (status == WALLET_OK) {
        status = wlt_trust_list_add(list, made, true, error);
    }

    if (status == WALLET_OK) {
        (void)WLT_TAKE(made);
    }

    return status;
}

enum wallet_status wallet_trust_list_remove(
    struct wallet_trust_list *list, const char *id, struct wallet_error *error)
{
    size_t kept = 0;

    if (!list || !id) {
        return fail_null(error);
    }

    for (size_t i = 0; i < list->count; i++) {
        struct wlt_entry *entry = list->entries[i];
        if (strcmp(entry->owner.issuer, id) == 0) {
            wlt_entry_free(entry);
        } else {
            list->entries[kept++] = entry;
        }
    }

    if (kept == list->count) {
        return wlt_fail(error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "no entry has this id");
    }

    list->count = kept;
    return WALLET_OK;
}

void wallet_trust_list_set_version(struct wallet_trust_list *list, uint64_t version)
{
    list->version = version;
}

uint64_t wallet_trust_list_version(const struct wallet_trust_list *list)
{
    return list->version;
}

const char *wallet_trust_list_issuer(const struct wallet_trust_list *list)
{
    return list->issuer;
}

int64_t wallet_trust_list_issued(const struct wallet_trust_list *list)
{
    return list->issued_unix;
}

int64_t wallet_trust_list_until(const struct wallet_trust_list *list)
{
    return list->until_unix;
}

size_t wallet_trust_list_count(const struct wallet_trust_list *list)
{
    return list->count;
}

void wallet_trust_list_at(
    const struct wallet_trust_list *list, size_t index, struct wallet_trust_entry *out)
{
    wlt_entry_view(list->entries[index], out);
}

struct wallet_bytes wallet_trust_list_key_id(const struct wallet_trust_list *list, size_t index)
{
    return (struct wallet_bytes){ list->entries[index]->key_id, WALLET_KEY_ID_SIZE };
}
