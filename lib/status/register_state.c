/* SPDX-License-Identifier: Apache-2.0 */

/* How a licence in the register stands, and how that changes. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "status/register.h"

#include <string.h>

bool wlt_register_is_state(uint64_t state)
{
    return (state >= WALLET_STATE_VALID && state <= WALLET_STATE_REVOKED) ||
           state == WALLET_STATE_OTHER;
}

bool wlt_register_is_note(struct wallet_bytes note)
{
    return note.size <= WLT_REGISTER_NOTE_MAX && wlt_utf8_is_valid(note) &&
           wlt_text_is_printable(note);
}

/* Whatever the reason, a licence that does not hold any more does not hold. */
enum wallet_status_value wlt_register_value(enum wallet_licence_state state)
{
    switch (state) {
    case WALLET_STATE_VALID: return WALLET_STATUS_VALID;
    case WALLET_STATE_SUSPENDED: return WALLET_STATUS_SUSPENDED;
    case WALLET_STATE_WITHDRAWN:
    case WALLET_STATE_CANCELLED:
    case WALLET_STATE_LAPSED:
    case WALLET_STATE_TRANSFERRED:
    case WALLET_STATE_REVOKED:
    case WALLET_STATE_OTHER: break;
    }

    return WALLET_STATUS_INVALID;
}

static enum wallet_status check_change(
    const struct wlt_register_entry *entry,
    enum wallet_licence_state state,
    const char *note,
    struct wallet_error *error)
{
    const bool has_note = note && note[0] != '\0';

    if (!wlt_register_is_state(state) || (has_note && !wlt_register_is_note(wlt_bytes_of(note)))) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "no state, or a note that is not one printable line");
    }

    if (state == WALLET_STATE_OTHER && !has_note) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the state 'other' needs a note");
    }

    if (wlt_register_value(state) != WALLET_STATUS_INVALID && !has_note &&
        wlt_register_value(entry->state) == WALLET_STATUS_INVALID) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "the licence is revoked: to undo that needs a note");
    }

    return WALLET_OK;
}

static enum wallet_status change(
    struct wlt_register_entry *entry,
    enum wallet_licence_state state,
    const char *note,
    int64_t at_unix,
    struct wallet_error *error)
{
    char *copy = NULL;
    if (note && note[0] != '\0') {
        copy = wlt_text_copy(wlt_bytes_of(note));
        if (!copy) {
            return wlt_fail_memory(error);
        }
    }

    wlt_free(entry->note);
    entry->note = copy;
    entry->state = state;
    entry->changed_unix = at_unix;
    return WALLET_OK;
}

/** The next entry of this licence from `from` on; NULL if there is none. */
static struct wlt_register_entry *find(
    const struct wallet_status_register *reg, const char *identifier, size_t from)
{
    for (size_t i = from; i < reg->count; i++) {
        if (strcmp(reg->entries[i].identifier, identifier) == 0) {
            return &reg->entries[i];
        }
    }

    return NULL;
}

enum wallet_status wallet_status_register_set(
    struct wallet_status_register *reg,
    const char *identifier,
    enum wallet_licence_state state,
    const char *note,
    int64_t at_unix,
    struct wallet_error *error)
{
    if (!reg || !identifier) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wlt_register_entry *entry = identifier[0] ? find(reg, identifier, 0) : NULL;
    if (!entry) {
        return wlt_fail(
            error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "the register has no such licence");
    }

    /* A licence that was issued twice has one state. */
    enum wallet_status status = check_change(entry, state, note, error);
    while (status == WALLET_OK && entry) {
        status = change(entry, state, note, at_unix, error);
        entry = find(reg, identifier, (size_t)(entry - reg->entries) + 1);
    }

    return status;
}
