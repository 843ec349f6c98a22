/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/entry.h"
#include "audit/signed_root.h"
#include "base/error.h"
#include "base/text.h"

#include <string.h>

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

void wallet_audit_digest(struct wallet_bytes licence, uint8_t out[WALLET_AUDIT_HASH_SIZE])
{
    wlt_sha256(licence, out);
}

/** Whether the entry is the one that the reader asks about; a good proof about another proves nothing. */
static enum wallet_status check_claim(
    const struct wallet_audit_entry *entry,
    const struct wallet_receipt_claim *claim,
    struct wallet_error *error)
{
    if (claim->licence.size > 0 && !wlt_bytes_equal(claim->licence, entry->licence)) {
        return refuse(error, "it is about another licence");
    }

    return claim->act == WALLET_ACT_NONE || claim->act == entry->act
               ? WALLET_OK
               : refuse(error, "it is about another act");
}

static enum wallet_status find_root(
    const struct wlt_signed_root *object, struct wlt_tree_hash *out, struct wallet_error *error)
{
    const struct wlt_root_proof *proof = &object->proof;
    struct wlt_tree_hash leaf;

    const enum wallet_status status = wlt_log_entry_leaf(object->entry, &leaf, error);
    if (status != WALLET_OK) {
        return status;
    }

    return proof->first == object->checkpoint.size &&
                   wlt_tree_root_by_inclusion(&proof->path, proof->second, proof->first, &leaf, out)
               ? WALLET_OK
               : refuse(error, "its proof is not one for a log of this size");
}

static enum wallet_status read(
    struct wallet_bytes receipt,
    struct wlt_signed_root *object,
    struct wallet_audit_entry *entry,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_signed_root_read(receipt, object, error);
    if (status == WALLET_OK && object->form != WLT_ROOT_INCLUSION) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected a receipt with an entry");
    }

    if (status == WALLET_OK) {
        status = wlt_log_entry_parse(object->entry, entry, error);
    }

    /* An entry says where it is, so that no other can stand for it. */
    return status == WALLET_OK && entry->number != object->proof.second
               ? refuse(error, "its entry has another number than its proof is for")
               : status;
}

enum wallet_status wallet_receipt_verify(
    struct wallet_bytes receipt,
    const struct wallet_trust *trust,
    const struct wallet_receipt_claim *claim,
    struct wallet_receipt *out,
    struct wallet_error *error)
{
    struct wlt_signed_root object;
    struct wallet_audit_entry entry = { .number = 0 };
    struct wlt_tree_hash root;

    if (!trust || !out || (!receipt.data && receipt.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = read(receipt, &object, &entry, error);
    if (status == WALLET_OK && claim) {
        status = check_claim(&entry, claim, error);
    }

    if (status == WALLET_OK) {
        status = find_root(&object, &root, error);
    }

    if (status == WALLET_OK) {
        status = wlt_signed_root_check(&object, root.bytes, trust, error);
    }

    if (status == WALLET_OK) {
        memcpy(object.checkpoint.root, root.bytes, sizeof root.bytes);
        *out = (struct wallet_receipt){ object.checkpoint, entry };
    }

    return status;
}
