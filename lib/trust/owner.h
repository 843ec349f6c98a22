/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_OWNER_H
#define WLT_TRUST_OWNER_H

#include <wallet/key.h>

#include <stdbool.h>

enum {
    WLT_TYPE_CODE_SIZE = 22, /* 21 characters and a NUL */
};

/** A type code, or "*" for every type. */
struct wlt_owner_type {
    char code[WLT_TYPE_CODE_SIZE];
};

/** Whose key it is, as the lines above a key say.  Start with `= { 0 }`. */
struct wlt_owner {
    char issuer[WALLET_ISSUER_SIZE]; /* "" if not named */
    char *name_zh;                   /* NULL if not named */
    char *name_en;
    struct wlt_owner_type *types;
    size_t type_count;
};

/** Releases what the owner holds; it is empty then. */
void wlt_owner_clear(struct wlt_owner *owner);

/**
 * Fills an empty owner from what a caller says; clear it whatever the outcome.
 *
 * \retval WALLET_ERR_VALUE  no USCC, no type code, or a name that is not one printable line
 */
enum wallet_status wlt_owner_copy(
    struct wlt_owner *owner, const struct wallet_key_owner *from, struct wallet_error *error);

/**
 * Fills an empty owner from the lines above a key; lines that mean nothing to us are skipped.  Clear
 * it whatever the outcome.
 *
 * \retval WALLET_ERR_VALUE  as above, or a line that is there twice
 */
enum wallet_status wlt_owner_parse(
    struct wlt_owner *owner, struct wallet_bytes lines, struct wallet_error *error);

/** Makes room for so many types in an owner that has none. */
enum wallet_status wlt_owner_reserve_types(
    struct wlt_owner *owner, size_t count, struct wallet_error *error);

/** Adds a type code, or "*", for which there is room; WALLET_ERR_VALUE if it is neither. */
enum wallet_status wlt_owner_add_type(
    struct wlt_owner *owner, struct wallet_bytes code, struct wallet_error *error);

/** Appends the lines. */
enum wallet_status wlt_owner_append(
    const struct wlt_owner *owner, struct wallet_buffer *out, struct wallet_error *error);

/** Whether `type_code` is among the types, or every type is. */
bool wlt_owner_allows_type(const struct wlt_owner *owner, struct wallet_bytes type_code);

#endif
