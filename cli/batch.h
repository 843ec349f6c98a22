/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_H
#define WALLET_CLI_BATCH_H

#include <wallet/digest.h>
#include <wallet/issue.h>

#include "batch_columns.h"
#include "code_form.h"
#include "code_pictures.h"
#include "csv.h"

/*
 * A batch is one table of one type and one issuer: by these three it is known again.  Rows are numbered
 * from 1, and a licence's serial is the batch's prefix and the row's number where the table gives none:
 * whoever issues a row twice issues the same licence.
 */

enum {
    BATCH_PREFIX_SIZE = 11, /* ten characters and a NUL */
    BATCH_ROW_DIGITS = 7,   /* at least */
};

/** What all rows have in common; filled in first, then only read. */
struct batch {
    const char *path; /* of the table, as the user wrote it */
    int descriptor;   /* of it */
    int folder;       /* beside it: where the portraits are */
    uint64_t size;
    enum encoding encoding;
    uint8_t id[WALLET_DIGEST_SIZE];
    char prefix[BATCH_PREFIX_SIZE];

    const struct wallet_type *type;
    struct batch_columns columns;
    const struct wallet_signer *signer; /* takes calls from several threads */
    const struct wallet_key *holder;    /* to which all are bound; NULL: they are printed */
    int64_t at_unix;
    bool accept_findings;

    bool is_drawn; /* as `form` says; else only licences are made */
    enum code_form form;
    enum wallet_qr_level level;
    unsigned module_pixels;
};

/** A row of the table and what became of it. */
struct batch_row {
    uint64_t number;
    uint64_t line;
    enum csv_event event; /* CSV_ROW, or CSV_BAD_ROW for `complaint` */
    enum csv_complaint complaint;
    const struct wallet_bytes *cells;
    size_t cell_count;

    /* By batch_row_issue(): */
    enum wallet_status status;
    struct wallet_error error; /* where the status is not OK */
    size_t column;             /* the cell that was refused; the count of columns: none */
    bool is_own_serial;
    char identifier[WALLET_IDENTIFIER_SIZE];
    uint8_t digest[WALLET_DIGEST_SIZE]; /* of what the row says */
    struct wallet_buffer licence;
    struct wallet_prepared *prepared; /* for a repository; else NULL */
    struct wallet_split *split;       /* its codes, where they are drawn; else NULL */
    struct code_pictures pictures;    /* of them, where the form is one of pictures */
};

/** Issues a row.  \param record  of the thread; used again and again */
void batch_row_issue(
    const struct batch *batch, struct wallet_record *record, struct batch_row *row);

/** Wipes what became of the row; its memory stays for the next one. */
void batch_row_clear(struct batch_row *row);

/** Releases it. */
void batch_row_free(struct batch_row *row);

#endif
