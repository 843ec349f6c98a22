/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log_state.h"
#include "audit/signed_root.h"
#include "base/error.h"

#include <string.h>

/** The newest checkpoint; borrows from `object`. */
static enum wallet_status read_checkpoint(
    struct wlt_log *log,
    struct wallet_buffer *object,
    struct wlt_signed_root *out,
    struct wallet_error *error)
{
    const enum wallet_status status = wlt_log_last_checkpoint(log, object, error);
    return status == WALLET_OK ? wlt_signed_root_read(wallet_buffer_bytes(object), out, error)
                               : status;
}

/** Nobody is handed a proof that does not lead to what was signed. */
static enum wallet_status compare_roots(
    bool is_proof,
    const struct wlt_tree_hash *found,
    const struct wlt_signed_root *checkpoint,
    struct wallet_error *error)
{
    return is_proof && memcmp(found->bytes, checkpoint->checkpoint.root, sizeof found->bytes) == 0
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_MALFORMED,
                     WALLET_NO_OFFSET,
                     "the log no longer fits its checkpoint of %llu entries",
                     (unsigned long long)checkpoint->checkpoint.size);
}

static enum wallet_status attach_inclusion(
    struct wlt_log *log,
    uint64_t size,
    const struct wlt_signed_root *checkpoint,
    uint64_t number,
    struct wallet_bytes entry,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_log_source source = { .log = log, .size = size };
    struct wlt_root_proof proof = { .first = checkpoint->checkpoint.size, .second = number };
    struct wlt_tree_hash leaf;
    struct wlt_tree_hash root = { .bytes = { 0 } };

    enum wallet_status status =
        wlt_tree_prove_inclusion(wlt_log_hash, &source, number, proof.first, &proof.path, error);
    if (status == WALLET_OK) {
        status = wlt_log_entry_leaf(entry, &leaf, error);
    }

    if (status == WALLET_OK) {
        const bool is_proof =
            wlt_tree_root_by_inclusion(&proof.path, number, proof.first, &leaf, &root);
        status = compare_roots(is_proof, &root, checkpoint, error);
    }

    return status == WALLET_OK
               ? wlt_signed_root_attach(checkpoint, WLT_ROOT_INCLUSION, &proof, entry, out, error)
               : status;
}

enum wallet_status wlt_log_receipt(
    struct wlt_log *log, uint64_t number, struct wallet_buffer *out, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer object = { 0 };
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer entry = { 0 };
    struct wlt_signed_root checkpoint;
    uint64_t size = 0;

    enum wallet_status status = wlt_log_entry(log, number, &entry, error);
    if (status == WALLET_OK) {
        status = read_checkpoint(log, &object, &checkpoint, error);
    }

    if (status == WALLET_OK && number >= checkpoint.checkpoint.size) {
        status = wlt_fail(
            error,
            WALLET_ERR_UNKNOWN,
            WALLET_NO_OFFSET,
            "no checkpoint covers entry %llu yet",
            (unsigned long long)number);
    }

    if (status == WALLET_OK) {
        status = wlt_log_size(log, &size, error);
    }

    return status == WALLET_OK
               ? attach_inclusion(
                     log, size, &checkpoint, number, wallet_buffer_bytes(&entry), out, error)
               : status;
}

/** Signs the root as it was right behind an entry. */
static enum wallet_status sign_behind(
    struct wlt_log *log,
    uint64_t size,
    const struct wallet_audit_entry *entry,
    const struct wallet_signer *audit,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_log_source source = { .log = log, .size = size };
    struct wallet_checkpoint checkpoint = { .size = entry->number + 1, .at_unix = entry->at_unix };
    struct wlt_tree_hash root;

    const enum wallet_status status =
        wlt_tree_root_at(wlt_log_hash, &source, checkpoint.size, &root, error);
    if (status != WALLET_OK) {
        return status;
    }

    memcpy(checkpoint.origin, wlt_log_origin(log), sizeof checkpoint.origin);
    memcpy(checkpoint.root, root.bytes, sizeof root.bytes);
    return wlt_signed_root_sign(&checkpoint, audit, out, error);
}

enum wallet_status wlt_log_short_receipt(
    struct wlt_log *log,
    uint64_t number,
    const struct wallet_signer *audit,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer object = { 0 };
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer encoded = { 0 };
    struct wallet_audit_entry entry;
    struct wlt_signed_root checkpoint;
    uint64_t size = 0;

    /* It is signed only where the whole proof fits what was signed before. */
    enum wallet_status status = wlt_log_receipt(log, number, &object, error);
    if (status == WALLET_OK) {
        status = wlt_log_entry(log, number, &encoded, error);
    }

    const struct wallet_bytes bytes = wallet_buffer_bytes(&encoded);
    if (status == WALLET_OK) {
        status = wlt_log_entry_parse(bytes, &entry, error);
    }

    if (status == WALLET_OK) {
        status = wlt_log_size(log, &size, error);
    }

    if (status == WALLET_OK) {
        status = sign_behind(log, size, &entry, audit, &object, error);
    }

    if (status == WALLET_OK) {
        status = wlt_signed_root_read(wallet_buffer_bytes(&object), &checkpoint, error);
    }

    return status == WALLET_OK ? attach_inclusion(log, size, &checkpoint, number, bytes, out, error)
                               : status;
}

enum wallet_status wlt_log_consistency(
    struct wlt_log *log, uint64_t older, struct wallet_buffer *out, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer object = { 0 };
    struct wlt_log_source source = { .log = log };
    struct wlt_root_proof proof = { .first = older };
    struct wlt_signed_root checkpoint;
    struct wlt_tree_hash older_root;
    struct wlt_tree_hash root = { .bytes = { 0 } };

    enum wallet_status status = read_checkpoint(log, &object, &checkpoint, error);
    if (status == WALLET_OK) {
        status = wlt_log_size(log, &source.size, error);
    }

    if (status == WALLET_OK && (older == 0 || older > checkpoint.checkpoint.size)) {
        status = wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "the newest checkpoint is of %llu entries",
            (unsigned long long)checkpoint.checkpoint.size);
    }

    if (status == WALLET_OK) {
        proof.second = checkpoint.checkpoint.size;
        status = wlt_tree_root_at(wlt_log_hash, &source, older, &older_root, error);
    }

    if (status == WALLET_OK) {
        status = wlt_tree_prove_consistency(
            wlt_log_hash, &source, older, proof.second, &proof.path, error);
    }

    if (status == WALLET_OK) {
        const bool is_proof =
            wlt_tree_root_by_consistency(&proof.path, older, proof.second, &older_root, &root);
        status = compare_roots(is_proof, &root, &checkpoint, error);
    }

    return status == WALLET_OK ? wlt_signed_root_attach(
                                     &checkpoint,
                                     WLT_ROOT_CONSISTENCY,
                                     &proof,
                                     (struct wallet_bytes){ 0 },
                                     out,
                                     error)
                               : status;
}
