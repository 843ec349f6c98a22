/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/repository.h>

#include "batch.h"
#include "batch_reason.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>

static enum wallet_status fail(
    struct wallet_error *error, enum wallet_status status, const char *why)
{
    *error = (struct wallet_error){ .status = status, .offset = WALLET_NO_OFFSET };
    (void)snprintf(error->message, sizeof error->message, "%s", why);
    return status;
}

static const char *sentence_of(enum csv_complaint complaint)
{
    switch (complaint) {
    case CSV_QUOTE_INSIDE: return BATCH_REASON_INSIDE;
    case CSV_QUOTE_OPEN: return BATCH_REASON_OPEN;
    case CSV_TOO_LONG: return BATCH_REASON_LONG;
    case CSV_TOO_MANY: return BATCH_REASON_MANY;
    case CSV_NOT_UTF8: return BATCH_REASON_UTF8;
    }

    return "";
}

/* The one cell of a bad row is the row as it stood there. */
static enum wallet_status fail_utf8(struct batch_row *row)
{
    char why[80];

    (void)snprintf(
        why,
        sizeof why,
        "%s: byte %zu of the row",
        BATCH_REASON_UTF8,
        encoding_utf8_end(row->cells[0]) + 1);
    return fail(&row->error, WALLET_ERR_MALFORMED, why);
}

static enum wallet_status check_shape(const struct batch *batch, struct batch_row *row)
{
    if (row->event == CSV_BAD_ROW && row->complaint == CSV_NOT_UTF8) {
        return fail_utf8(row);
    }
    if (row->event == CSV_BAD_ROW) {
        return fail(&row->error, WALLET_ERR_MALFORMED, sentence_of(row->complaint));
    }

    return row->cell_count == batch->columns.count
               ? WALLET_OK
               : fail(
                     &row->error,
                     WALLET_ERR_STRUCTURE,
                     row->cell_count < batch->columns.count ? BATCH_REASON_FEWER
                                                            : BATCH_REASON_MORE);
}

/** The terms that the table leaves open. */
static void complete_terms(
    const struct batch *batch,
    const struct batch_row *row,
    struct wallet_terms *terms,
    char serial[WALLET_SERIAL_MAX + 1])
{
    if (!terms->serial) {
        (void)snprintf(
            serial,
            WALLET_SERIAL_MAX + 1,
            "%s%0*" PRIu64,
            batch->prefix,
            BATCH_ROW_DIGITS,
            row->number);
        terms->serial = serial;
    }

    terms->accept_findings = batch->accept_findings;
}

/** As GB/T 36904 has it; the licence says the same in its claims. */
static void name_licence(
    const struct batch *batch, const struct wallet_terms *terms, struct batch_row *row)
{
    char version[8];
    (void)snprintf(version, sizeof version, "%03u", terms->version);

    const struct wallet_identifier parts = {
        .type = text_of(wallet_type_code(batch->type)),
        .issuer = text_of(batch->signer->issuer),
        .serial = text_of(terms->serial),
        .version = text_of(version),
    };
    (void)wallet_identifier_format(&parts, row->identifier);
}

static enum wallet_status sign(
    const struct batch *batch, const struct wallet_record *record, struct batch_row *row)
{
    return batch->holder
               ? wallet_issue_bound(
                     record,
                     batch->holder,
                     batch->signer,
                     batch->at_unix,
                     &row->licence,
                     &row->error)
               : wallet_issue(record, batch->signer, batch->at_unix, &row->licence, &row->error);
}

static enum wallet_status draw(const struct batch *batch, struct batch_row *row)
{
    const struct wallet_qr_options options = { .format = code_form_drawing(batch->form),
                                               .level = batch->level,
                                               .module_pixels = batch->module_pixels };
    const enum wallet_status status = wallet_split_new(
        wallet_buffer_bytes(&row->licence), batch->level, 0, &row->split, &row->error);

    return status == WALLET_OK && batch->form != CODE_TEXT
               ? code_pictures_draw(row->split, &options, &row->pictures, &row->error)
               : status;
}

static enum wallet_status issue(
    const struct batch *batch, struct wallet_record *record, struct batch_row *row)
{
    char serial[WALLET_SERIAL_MAX + 1];
    struct wallet_terms *terms = wallet_record_terms(record);

    wallet_record_clear(record);
    terms->accept_findings = batch->accept_findings;
    enum wallet_status status = batch_columns_fill(
        &batch->columns, row->cells, batch->folder, record, &row->column, &row->error);
    if (status == WALLET_OK) {
        row->column = batch->columns.count;
        row->is_own_serial = !terms->serial;
        complete_terms(batch, row, terms, serial);
        status = wallet_issue_row(record, batch->signer->issuer, row->digest, &row->error);
    }
    if (status == WALLET_OK) {
        if (batch->is_drawn) {
            name_licence(batch, terms, row);
        }
        status = sign(batch, record, row);
    }

    return status == WALLET_OK && batch->is_drawn && batch->form != CODE_CBOR ? draw(batch, row)
                                                                              : status;
}

void batch_row_issue(const struct batch *batch, struct wallet_record *record, struct batch_row *row)
{
    row->column = batch->columns.count;
    row->status = check_shape(batch, row);
    if (row->status == WALLET_OK) {
        row->status = issue(batch, record, row);
    }
}

void batch_row_clear(struct batch_row *row)
{
    code_pictures_free(&row->pictures);
    wallet_split_free(row->split);
    row->split = NULL;
    row->identifier[0] = '\0';
    row->status = WALLET_OK;
}

void batch_row_free(struct batch_row *row)
{
    batch_row_clear(row);
    wallet_buffer_clear(&row->licence);
    wallet_prepared_free(row->prepared);
}
