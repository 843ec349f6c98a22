/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_ENTRY_WIRE_H
#define WLT_TRUST_ENTRY_WIRE_H

#include "cbor/reader.h"
#include "cbor/writer.h"
#include "trust/entry.h"

/*
 * An entry on the wire is a map with these keys.  Keys that a reader does not know are skipped, so
 * that later versions may say more; but those that the entry itself calls critical must be known.
 */
enum {
    WLT_ENTRY_CRITICAL = 0, /* [+ key of this map]: what must be understood */
    WLT_ENTRY_ID = 1,       /* text: USCC */
    WLT_ENTRY_NAME_ZH = 2,  /* text */
    WLT_ENTRY_NAME_EN = 3,  /* text */
    WLT_ENTRY_ROLES = 4,    /* unsigned: enum wallet_role, joined */
    WLT_ENTRY_KEY = 5,      /* COSE_Key */
    WLT_ENTRY_X5CHAIN = 6,  /* bytes, or an array of at least two: as in RFC 9360, leaf first */
    WLT_ENTRY_TYPES = 7,    /* [+ text]: type codes, "*" for every type; see scope.h */
    WLT_ENTRY_REGION = 8,   /* text: prefix of a division code; absent: all */
    WLT_ENTRY_FROM = 9,     /* unsigned: seconds since 1970, as below */
    WLT_ENTRY_UNTIL = 10,   /* unsigned */
    WLT_ENTRY_STATE = 11,   /* unsigned: enum wallet_trust_state; absent: active */
    WLT_ENTRY_SINCE = 12,   /* unsigned: of the state */
    WLT_ENTRY_KEY_COUNT = 13,
};

/** Writes the entry. */
void wlt_entry_write(const struct wlt_entry *entry, struct wlt_writer *writer);

/**
 * Makes an entry of an encoded map that has passed the strict check.
 *
 * \retval WALLET_ERR_UNSUPPORTED  a critical key, or a state, that is not known
 * \retval WALLET_ERR_STRUCTURE    a value of the wrong kind; else as wlt_entry_new()
 */
enum wallet_status wlt_entry_read(
    struct wallet_bytes map, struct wlt_entry **out, struct wallet_error *error);

#endif
