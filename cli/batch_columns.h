/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_COLUMNS_H
#define WALLET_CLI_BATCH_COLUMNS_H

#include <wallet/catalogue.h>
#include <wallet/record.h>

#include "exit_code.h"
#include "session.h"

#include <stddef.h>

/** What a cell sets. */
enum batch_target {
    BATCH_FIELD,
    BATCH_PORTRAIT, /* a file beside the table, or base64 */
    BATCH_TERM,     /* serial, version, valid_from, valid_until */
    BATCH_NOTE,     /* nothing: an earlier run put it there */
    BATCH_MEMBER,   /* a field of the n-th member: "members.1.name" */
};

struct batch_column {
    enum batch_target target;
    const char *name; /* of the field or term; borrows from the catalogue, or is a constant */
    const char
        *term; /* of a field that says how long the licence holds: the term that it sets, too */
    const char *holder; /* of a member the field that holds it */
    bool is_portrait;   /* of a member */
    size_t member;      /* its number, from 1; 0: of none */
};

/** The columns of a table, as its first row names them; release with batch_columns_free(). */
struct batch_columns {
    struct batch_column *items;
    size_t count;
};

/**
 * Reads the first row: names, titles or identifiers of fields, in any order, and terms.  Tells what is
 * wrong with it: an unknown name (with the nearest one), one that is there twice, or one that must be
 * there and is not.
 */
enum exit_code batch_columns_read(
    const struct session *session,
    const struct wallet_type *type,
    const struct wallet_bytes *names,
    size_t count,
    struct batch_columns *out);

/**
 * Fills a record from a row; empty cells say nothing.
 *
 * \param cells       as many as there are columns
 * \param folder      descriptor of the folder that the files of portraits are in
 * \param out_column  where it fails, which column it was
 */
enum wallet_status batch_columns_fill(
    const struct batch_columns *columns,
    const struct wallet_bytes *cells,
    int folder,
    struct wallet_record *record,
    size_t *out_column,
    struct wallet_error *error);

/** Whether the table has a column of this term. */
bool batch_columns_has_term(const struct batch_columns *columns, const char *term);

void batch_columns_free(struct batch_columns *columns);

#endif
