/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/transcript.h>

#include "base/error.h"
#include "mdoc/embedded.h"
#include "mdoc/transcript.h"

/** EReaderKeyBytes of [DeviceEngagementBytes, EReaderKeyBytes, Handover]; there may be none. */
static enum wallet_status find_key(
    struct wallet_bytes transcript, struct wallet_bytes *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(transcript, WLT_CBOR_LENIENT);

    (void)wlt_read_array_any(&reader);
    (void)wlt_read_any(&reader);
    if (!wlt_next_is(&reader, WLT_CBOR_TAG)) {
        return wlt_fail(
            error, WALLET_ERR_MISSING, WALLET_NO_OFFSET, "no key of the reader in the transcript");
    }

    *out = wlt_read_embedded(&reader).content;
    return wlt_reader_status(&reader, error);
}

enum wallet_status wallet_transcript_reader_key(
    struct wallet_bytes transcript, struct wallet_key **out, struct wallet_error *error)
{
    struct wallet_bytes found = { 0 };
    struct wallet_bytes encoded = { 0 };

    if (!transcript.data || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_transcript_find(transcript, &found, error);
    if (status == WALLET_OK) {
        status = find_key(found, &encoded, error);
    }

    return status == WALLET_OK ? wallet_key_read_cose(encoded, out, error) : status;
}
