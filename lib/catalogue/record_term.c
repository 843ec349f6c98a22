/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "catalogue/quote.h"
#include "catalogue/record.h"

static enum wallet_status set_serial(
    struct wallet_record *record, struct wallet_bytes text, struct wallet_error *error)
{
    return wlt_record_set_serial(record, text) ? WALLET_OK
                                               : wlt_fail(
                                                     error,
                                                     WALLET_ERR_VALUE,
                                                     WALLET_NO_OFFSET,
                                                     "'serial': " WLT_SERIAL_COMPLAINT,
                                                     WALLET_SERIAL_MAX);
}

static enum wallet_status set_version(
    struct wallet_record *record, struct wallet_bytes text, struct wallet_error *error)
{
    unsigned version = 0;

    for (size_t i = 0; i < text.size && version <= WLT_TERM_VERSION_MAX; i++) {
        const bool is_digit = text.data[i] >= '0' && text.data[i] <= '9';
        version = is_digit ? version * 10 + text.data[i] - '0' : WLT_TERM_VERSION_MAX + 1;
    }

    if (version < 1 || version > WLT_TERM_VERSION_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "'version': " WLT_VERSION_COMPLAINT,
            WLT_TERM_VERSION_MAX);
    }

    record->terms.version = version;
    return WALLET_OK;
}

static enum wallet_status set_limit(
    const char *name,
    struct wallet_bytes text,
    int day_shift,
    int64_t *out,
    struct wallet_error *error)
{
    if (wlt_limit_read(text, day_shift, out)) {
        return WALLET_OK;
    }

    char quoted[WLT_QUOTE_SIZE];
    wlt_quote(text, quoted);
    return wlt_fail(
        error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "'%s': " WLT_LIMIT_COMPLAINT, name, quoted);
}

enum wallet_status wallet_record_set_term(
    struct wallet_record *record,
    const char *name,
    struct wallet_bytes text,
    struct wallet_error *error)
{
    if (!record || !name || record->within) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const struct wallet_bytes term = wlt_bytes_of(name);
    if (wlt_bytes_are(term, "serial")) {
        return set_serial(record, text, error);
    }
    if (wlt_bytes_are(term, "version")) {
        return set_version(record, text, error);
    }
    if (wlt_bytes_are(term, "valid_from")) {
        return set_limit(name, text, 0, &record->terms.from_unix, error);
    }
    if (wlt_bytes_are(term, "valid_until")) {
        return set_limit(name, text, 1, &record->terms.until_unix, error);
    }

    return wlt_fail(error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "there is no such term");
}
