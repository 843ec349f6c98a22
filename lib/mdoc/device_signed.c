/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/device_signed.h"

#include "base/buffer.h"
#include "base/text.h"
#include "cose/mac0.h"
#include "crypto/hmac.h"
#include "mdoc/device_auth.h"
#include "mdoc/mac_key.h"
#include "mdoc/proof.h"

#include <string.h>

/* DeviceNameSpacesBytes of an empty map, #6.24(h'a0'). */
static const uint8_t nothing[] = { 0xd8, 0x18, 0x41, 0xa0 };

static struct wallet_bytes nothing_said(void)
{
    return (struct wallet_bytes){ nothing, sizeof nothing };
}

static struct wallet_bytes empty_map(void)
{
    static const uint8_t map[] = { 0xa0 };
    return (struct wallet_bytes){ map, sizeof map };
}

/** deviceSignature, a COSE_Sign1. */
static enum wallet_status write_signature(
    const struct wlt_device_proof *proof,
    struct wallet_bytes payload,
    struct wlt_writer *writer,
    struct wallet_error *error)
{
    wlt_write_text(writer, wlt_bytes_of("deviceSignature"));
    return wlt_proof_sign(
        proof->signer, proof->key, WLT_MDOC_OTHER_KEY, empty_map(), payload, writer, error);
}

/** deviceMac, a COSE_Mac0 with HMAC 256/256. */
static enum wallet_status write_mac(
    const struct wlt_device_proof *proof,
    struct wallet_bytes payload,
    struct wlt_writer *writer,
    struct wallet_error *error)
{
    WLT_AUTO_BUFFER header = { 0 };
    WLT_AUTO_BUFFER message = { 0 };
    uint8_t key[WLT_SHA256_SIZE];
    uint8_t code[WLT_SHA256_SIZE];

    enum wallet_status status = wlt_cose_append_algorithm(WLT_COSE_HMAC_256, &header, error);
    if (status == WALLET_OK) {
        status = wlt_cose_append_structure(
            "MAC0",
            wallet_buffer_bytes(&header),
            (struct wallet_bytes){ 0 },
            payload,
            &message,
            error);
    }

    if (status == WALLET_OK) {
        status = wlt_mdoc_mac_key(proof->device, proof->reader, proof->transcript, key, error);
    }

    if (status == WALLET_OK) {
        wlt_hmac_sha256(
            (struct wallet_bytes){ key, sizeof key }, wallet_buffer_bytes(&message), code);
        explicit_bzero(key, sizeof key);
        wlt_write_text(writer, wlt_bytes_of("deviceMac"));
        wlt_proof_write(
            writer,
            wallet_buffer_bytes(&header),
            empty_map(),
            (struct wallet_bytes){ code, sizeof code });
    }

    return status;
}

enum wallet_status wlt_device_signed_append(
    const struct wlt_device_proof *proof,
    struct wallet_bytes doc_type,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    WLT_AUTO_BUFFER payload = { 0 };
    struct wlt_writer writer = wlt_writer_start(out);

    enum wallet_status status =
        wlt_device_auth_append_signed(doc_type, proof->transcript, nothing_said(), &payload, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_write_map(&writer, 2);
    wlt_write_text(&writer, wlt_bytes_of("deviceAuth"));
    wlt_write_map(&writer, 1);
    status = proof->reader ? write_mac(proof, wallet_buffer_bytes(&payload), &writer, error)
                           : write_signature(proof, wallet_buffer_bytes(&payload), &writer, error);
    wlt_write_text(&writer, wlt_bytes_of("nameSpaces"));
    wlt_write_encoded(&writer, nothing_said());
    return status == WALLET_OK ? wlt_writer_status(&writer, error) : status;
}
