/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/auditor.h"

#include "cose/sign1.h"
#include "trust/signed.h"

enum wallet_status wlt_auditor_check(
    const struct wlt_statement *statement,
    const struct wallet_trust *trust,
    struct wallet_error *error)
{
    static const struct wlt_signing auditor = { WALLET_ROLE_AUDIT, "auditor", "audit key" };
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer message = { 0 };

    const enum wallet_status status = wlt_sign1_append_signed(
        statement->protected_encoded,
        (struct wallet_bytes){ 0 },
        statement->payload,
        &message,
        error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_signed signed_by = {
        .id = statement->id,
        .key_id = statement->kid,
        .algorithm = statement->algorithm,
        .message = wallet_buffer_bytes(&message),
        .signature = statement->signature,
        .at_unix = statement->at_unix,
    };
    return wlt_signed_check(&signed_by, &auditor, trust, error);
}
