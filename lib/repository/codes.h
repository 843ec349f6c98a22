/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_CODES_H
#define WLT_REPOSITORY_CODES_H

#include <wallet/catalogue.h>
#include <wallet/key.h>

#include "repository/statements.h"

/*
 * Type codes and issuers stand in every row: as small numbers.  There are hundreds of them and their
 * numbers never change, so each is looked up once.
 */

enum wlt_code_kind {
    WLT_CODE_TYPE = 1,
    WLT_CODE_ISSUER = 2,
};

enum {
    WLT_CODE_SIZE = 22, /* a type code and its NUL */
    WLT_CODE_MAX = 65535,
};

struct wlt_code {
    int64_t id;
    enum wlt_code_kind kind;
    char code[WLT_CODE_SIZE];
    const struct wallet_type *type; /* of a type that the catalogue has */
};

/** Those that were looked up; start with `= { .catalogue = … }`. */
struct wlt_codes {
    const struct wallet_catalogue *catalogue;
    struct wlt_code *items;
    size_t count;
    size_t capacity;
};

/** Forgets all: after a rollback a number may stand for another code. */
void wlt_codes_forget(struct wlt_codes *codes);
void wlt_codes_clear(struct wlt_codes *codes);

/** Where codes are looked up. */
struct wlt_code_source {
    struct wlt_codes *codes;
    struct wlt_statements *statements;
    struct wlt_database *database;
};

/**
 * The number of a code.
 *
 * \retval WALLET_ERR_UNKNOWN  it has none
 */
enum wallet_status wlt_code_find(
    const struct wlt_code_source *source,
    enum wlt_code_kind kind,
    struct wallet_bytes code,
    int64_t *out,
    struct wallet_error *error);

/** The same, giving it one if it has none; within a transaction that writes. */
enum wallet_status wlt_code_number(
    const struct wlt_code_source *source,
    enum wlt_code_kind kind,
    struct wallet_bytes code,
    int64_t *out,
    struct wallet_error *error);

/**
 * What a number stands for; borrowed until the next call.
 *
 * \retval WALLET_ERR_MALFORMED  nothing
 */
enum wallet_status wlt_code_get(
    const struct wlt_code_source *source,
    int64_t id,
    const struct wlt_code **out,
    struct wallet_error *error);

#endif
