/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/proof.h"

#include "base/buffer.h"
#include "base/error.h"
#include "cose/sign1.h"

void wlt_proof_write(
    struct wlt_writer *writer,
    struct wallet_bytes header,
    struct wallet_bytes unprotected,
    struct wallet_bytes proof)
{
    static const uint8_t null[] = { 0xf6 };

    wlt_write_array(writer, 4);
    wlt_write_bytes(writer, header);
    wlt_write_encoded(writer, unprotected);
    wlt_write_encoded(writer, (struct wallet_bytes){ null, sizeof null });
    wlt_write_bytes(writer, proof);
}

static enum wallet_status fail_other_key(const char *why, struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "%s", why);
}

enum wallet_status wlt_proof_sign(
    const struct wallet_signer *signer,
    const struct wlt_public_key *key,
    const char *if_other,
    struct wallet_bytes unprotected,
    struct wallet_bytes payload,
    struct wlt_writer *writer,
    struct wallet_error *error)
{
    WLT_AUTO_BUFFER header = { 0 };
    WLT_AUTO_BUFFER message = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    /* Nobody is asked to sign what would be of no use. */
    if (signer->algorithm != wlt_public_key_algorithm(key)) {
        return fail_other_key(if_other, error);
    }

    enum wallet_status status =
        wlt_cose_append_algorithm(wlt_cose_algorithm_general(signer->algorithm), &header, error);
    if (status == WALLET_OK) {
        status = wlt_sign1_append_signed(
            wallet_buffer_bytes(&header), (struct wallet_bytes){ 0 }, payload, &message, error);
    }

    const struct wallet_bytes bytes = wallet_buffer_bytes(&message);
    if (status == WALLET_OK) {
        status = signer->sign(signer->context, bytes, signature, &size, error);
    }

    const struct wallet_bytes proof = { signature, size };
    if (status == WALLET_OK) {
        status = wlt_check_signature_once(key, bytes, proof, error);
        status = status == WALLET_ERR_REFUSED ? fail_other_key(if_other, error) : status;
    }

    if (status == WALLET_OK) {
        wlt_proof_write(writer, wallet_buffer_bytes(&header), unprotected, proof);
    }

    return status;
}
