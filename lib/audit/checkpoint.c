/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/signed_root.h"
#include "base/error.h"

#include <string.h>

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

static bool has_form(struct wallet_bytes object, enum wlt_root_form form)
{
    struct wlt_signed_root root;

    return (object.data || object.size == 0) &&
           wlt_signed_root_read(object, &root, NULL) == WALLET_OK && root.form == form;
}

bool wallet_checkpoint_recognise(struct wallet_bytes object)
{
    return has_form(object, WLT_ROOT_CHECKPOINT);
}

bool wallet_receipt_recognise(struct wallet_bytes object)
{
    return has_form(object, WLT_ROOT_INCLUSION);
}

bool wallet_consistency_recognise(struct wallet_bytes object)
{
    return has_form(object, WLT_ROOT_CONSISTENCY);
}

enum wallet_status wallet_checkpoint_verify(
    struct wallet_bytes checkpoint,
    const struct wallet_trust *trust,
    struct wallet_checkpoint *out,
    struct wallet_error *error)
{
    struct wlt_signed_root object;

    if (!trust || !out || (!checkpoint.data && checkpoint.size > 0)) {
        return fail_null(error);
    }

    enum wallet_status status = wlt_signed_root_read(checkpoint, &object, error);
    if (status == WALLET_OK && object.form != WLT_ROOT_CHECKPOINT) {
        status = wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected a checkpoint, without proof");
    }

    if (status == WALLET_OK) {
        status = wlt_signed_root_check(&object, object.checkpoint.root, trust, error);
    }

    if (status == WALLET_OK) {
        *out = object.checkpoint;
    }

    return status;
}

/** The newer root to which a proof leads from the older checkpoint; false: to none. */
static bool find_newer_root(
    const struct wlt_signed_root *proof,
    const struct wallet_checkpoint *older,
    struct wlt_tree_hash *out)
{
    struct wlt_tree_hash older_root;
    memcpy(older_root.bytes, older->root, sizeof older_root.bytes);

    return proof->form == WLT_ROOT_CONSISTENCY && proof->proof.first == older->size &&
           proof->proof.second == proof->checkpoint.size &&
           wlt_tree_root_by_consistency(
               &proof->proof.path, older->size, proof->checkpoint.size, &older_root, out);
}

/** What to say where a proof leads nowhere; it is of the right form. */
static const char *complaint_of(
    const struct wlt_signed_root *proof, const struct wallet_checkpoint *older)
{
    if (strcmp(proof->checkpoint.origin, older->origin) != 0) {
        return "it is about another log";
    }

    if (proof->proof.first != older->size) {
        return "it starts from a log of another size than the older checkpoint's";
    }

    return "the older log is not the beginning of the newer one: entries were changed";
}

enum wallet_status wallet_consistency_verify(
    struct wallet_bytes proof,
    const struct wallet_trust *trust,
    const struct wallet_checkpoint *older,
    struct wallet_checkpoint *out,
    struct wallet_error *error)
{
    struct wlt_signed_root object;
    struct wlt_tree_hash root;

    if (!trust || !older || !out || (!proof.data && proof.size > 0)) {
        return fail_null(error);
    }

    enum wallet_status status = wlt_signed_root_read(proof, &object, error);
    if (status == WALLET_OK && object.form != WLT_ROOT_CONSISTENCY) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected a proof of consistency");
    }

    if (status == WALLET_OK && (strcmp(object.checkpoint.origin, older->origin) != 0 ||
                                !find_newer_root(&object, older, &root))) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", complaint_of(&object, older));
    }

    if (status == WALLET_OK) {
        status = wlt_signed_root_check(&object, root.bytes, trust, error);
    }

    if (status == WALLET_OK) {
        memcpy(object.checkpoint.root, root.bytes, sizeof root.bytes);
        *out = object.checkpoint;
    }

    return status;
}

static enum wallet_succession judge_proof(
    const struct wallet_checkpoint *older,
    const struct wallet_checkpoint *newer,
    struct wallet_bytes encoded)
{
    struct wlt_signed_root proof;
    struct wlt_tree_hash root;

    /* What is no proof from the one size to the other proves nothing, for or against. */
    if (wlt_signed_root_read(encoded, &proof, NULL) != WALLET_OK ||
        proof.form != WLT_ROOT_CONSISTENCY || proof.proof.first != older->size ||
        proof.proof.second != newer->size || proof.checkpoint.size != newer->size) {
        return WALLET_SUCCESSION_UNPROVEN;
    }

    return find_newer_root(&proof, older, &root) &&
                   memcmp(root.bytes, newer->root, sizeof root.bytes) == 0
               ? WALLET_SUCCESSION_GROWN
               : WALLET_SUCCESSION_INCONSISTENT;
}

enum wallet_succession wallet_checkpoint_follow(
    const struct wallet_checkpoint *older,
    const struct wallet_checkpoint *newer,
    struct wallet_bytes proof)
{
    if (strcmp(older->origin, newer->origin) != 0) {
        return WALLET_SUCCESSION_FOREIGN;
    }

    if (newer->size < older->size) {
        return WALLET_SUCCESSION_ROLLBACK;
    }

    if (newer->size == older->size) {
        return memcmp(newer->root, older->root, sizeof older->root) == 0 ? WALLET_SUCCESSION_SAME
                                                                         : WALLET_SUCCESSION_FORK;
    }

    return proof.size > 0 ? judge_proof(older, newer, proof) : WALLET_SUCCESSION_UNPROVEN;
}
