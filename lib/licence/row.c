/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/issue.h>

#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "licence/record_write.h"

enum {
    ROW_PARTS = 6, /* type, issuer, version, from, until, fields */
};

enum wallet_status wallet_issue_row(
    const struct wallet_record *record,
    const char *issuer,
    uint8_t out[WALLET_DIGEST_SIZE],
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer row = { 0 };
    struct wlt_writer writer = wlt_writer_start(&row);

    if (!record || !issuer || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const struct wallet_terms *terms = wlt_record_terms(record);
    wlt_write_array(&writer, ROW_PARTS);
    wlt_write_text(&writer, wlt_bytes_of(wallet_type_code(wallet_record_type(record))));
    wlt_write_text(&writer, wlt_bytes_of(issuer));
    wlt_write_unsigned(&writer, terms->version);
    wlt_write_int(&writer, terms->from_unix);
    wlt_write_int(&writer, terms->until_unix);
    wlt_record_write(&writer, record);

    const enum wallet_status status = wlt_writer_status(&writer, error);
    if (status == WALLET_OK) {
        wlt_sha256(wallet_buffer_bytes(&row), out);
    }

    return status;
}
