/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/token.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "signer/uri.h"

#define FILE_SCHEME "file:"

/** The path in "/path", "file:/path" or "file:///path"; empty for anything else. */
static struct wallet_bytes path_of(struct wallet_bytes source)
{
    const struct wallet_bytes nothing = { 0 };
    if (source.size == 0) {
        return nothing;
    }

    size_t skipped = wlt_bytes_start_with(source, FILE_SCHEME) ? sizeof FILE_SCHEME - 1 : 0;

    /* RFC 8089 section 2: an empty authority may stand before the path; no other host has our file. */
    if (skipped > 0 && wlt_bytes_start_with(source, FILE_SCHEME "//")) {
        skipped += 2;
    }

    const struct wallet_bytes path = { source.data + skipped, source.size - skipped };
    return path.size > 1 && path.data[0] == '/' ? path : nothing;
}

static enum wallet_status write_path(
    const struct wlt_uri *uri, struct wallet_buffer *out_path, struct wallet_error *error)
{
    const struct wallet_bytes path = path_of(uri->values[WLT_URI_PIN_SOURCE]);

    wlt_buffer_set_size(out_path, 0);
    if (uri->is_given[WLT_URI_PIN_SOURCE] && path.size == 0) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "expected a 'pin-source' that is the whole path of a file");
    }

    return wlt_buffer_append(out_path, path) ? WALLET_OK : wlt_fail_memory(error);
}

enum wallet_status wallet_token_pin_source(
    const char *uri, struct wallet_buffer *out_path, struct wallet_error *error)
{
    if (!uri || !out_path) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wlt_uri parsed;
    enum wallet_status status = wlt_uri_parse(uri, &parsed, error);
    if (status == WALLET_OK) {
        status = write_path(&parsed, out_path, error);
        wlt_uri_clear(&parsed);
    }

    return status;
}
