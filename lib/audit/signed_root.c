/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/signed_root.h"

#include "audit/auditor.h"
#include "base/buffer.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "cose/labels.h"
#include "cose/sign1.h"
#include "trust/envelope.h"

enum {
    VDS_RFC9162_SHA256 = 1,
    CBOR_NULL = 0xf6,
    HEADER_COUNT = 5,
    CLAIM_COUNT = 3,
};

static enum wallet_status append_protected(
    const struct wallet_checkpoint *checkpoint,
    const struct wallet_signer *signer,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, HEADER_COUNT);
    wlt_write_int(&writer, WLT_COSE_ALG);
    wlt_write_int(&writer, wlt_cose_algorithm_number(signer->algorithm));
    wlt_write_int(&writer, WLT_COSE_KID);
    wlt_write_bytes(&writer, (struct wallet_bytes){ signer->key_id, WALLET_KEY_ID_SIZE });
    wlt_write_int(&writer, WLT_COSE_CWT_CLAIMS);
    wlt_write_map(&writer, CLAIM_COUNT);
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, wlt_bytes_of(checkpoint->origin));
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, checkpoint->at_unix);
    wlt_write_int(&writer, WLT_CLAIM_TREE_SIZE);
    wlt_write_unsigned(&writer, checkpoint->size);
    wlt_write_int(&writer, WLT_COSE_TYP);
    wlt_write_text(&writer, wlt_bytes_of(WLT_CHECKPOINT_TYP));
    wlt_write_int(&writer, WLT_COSE_VDS);
    wlt_write_int(&writer, VDS_RFC9162_SHA256);
    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_signed_root_sign(
    const struct wallet_checkpoint *checkpoint,
    const struct wallet_signer *signer,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer head = { 0 };
    const struct wallet_bytes root = { checkpoint->root, sizeof checkpoint->root };

    const enum wallet_status status = append_protected(checkpoint, signer, &head, error);
    return status == WALLET_OK
               ? wlt_envelope_sign_under(signer, wallet_buffer_bytes(&head), root, out, error)
               : status;
}

static void write_proof(
    struct wlt_writer *writer, enum wlt_root_form form, const struct wlt_root_proof *proof)
{
    wlt_write_int(writer, WLT_COSE_VDP);
    wlt_write_map(writer, 1);
    wlt_write_int(writer, form);
    wlt_write_array(writer, 1);
    const size_t mark = wlt_write_bytes_open(writer);
    wlt_write_array(writer, 3);
    wlt_write_unsigned(writer, proof->first);
    wlt_write_unsigned(writer, proof->second);
    wlt_write_array(writer, proof->path.count);
    for (size_t i = 0; i < proof->path.count; i++) {
        const struct wlt_tree_hash *hash = &proof->path.hashes[i];
        wlt_write_bytes(writer, (struct wallet_bytes){ hash->bytes, sizeof hash->bytes });
    }
    wlt_write_bytes_close(writer, mark);
}

enum wallet_status wlt_signed_root_attach(
    const struct wlt_signed_root *checkpoint,
    enum wlt_root_form form,
    const struct wlt_root_proof *proof,
    struct wallet_bytes entry,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    static const uint8_t null = CBOR_NULL;
    wlt_buffer_set_size(out, 0);
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_tag(&writer, WLT_TAG_COSE_SIGN1);
    wlt_write_array(&writer, 4);
    wlt_write_bytes(&writer, checkpoint->protected_encoded);
    wlt_write_map(&writer, form == WLT_ROOT_INCLUSION ? 2 : 1);
    write_proof(&writer, form, proof);
    if (form == WLT_ROOT_INCLUSION) {
        wlt_write_int(&writer, WLT_COSE_LOG_ENTRY);
        wlt_write_bytes(&writer, entry);
    }

    wlt_write_encoded(&writer, (struct wallet_bytes){ &null, sizeof null });
    wlt_write_bytes(&writer, checkpoint->signature);
    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_signed_root_check(
    const struct wlt_signed_root *object,
    const uint8_t root[WALLET_AUDIT_HASH_SIZE],
    const struct wallet_trust *trust,
    struct wallet_error *error)
{
    const struct wlt_statement statement = {
        .kid = object->kid,
        .algorithm = object->algorithm,
        .protected_encoded = object->protected_encoded,
        .payload = { root, WALLET_AUDIT_HASH_SIZE },
        .signature = object->signature,
        .id = object->checkpoint.origin,
        .at_unix = object->checkpoint.at_unix,
    };

    return wlt_auditor_check(&statement, trust, error);
}
