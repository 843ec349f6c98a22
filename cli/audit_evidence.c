/* SPDX-License-Identifier: Apache-2.0 */
#include "audit_evidence.h"

#include "object.h"
#include "output.h"

#include <stdlib.h>

/* One file that is being looked at. */
struct look {
    const struct session *session;
    const struct wallet_trust *trust;
    struct audit_evidence *evidence;
    const char *name;
};

static enum wallet_status verify(
    const struct look *look,
    struct wallet_bytes object,
    struct wallet_checkpoint *out,
    struct wallet_error *error)
{
    struct wallet_cosignature cosignature;
    struct wallet_receipt receipt;
    enum wallet_status status = WALLET_OK;

    if (wallet_receipt_recognise(object)) {
        status = wallet_receipt_verify(object, look->trust, NULL, &receipt, error);
        *out = status == WALLET_OK ? receipt.checkpoint : *out;
    } else if (wallet_cosignature_recognise(object)) {
        status = wallet_cosignature_verify(object, look->trust, &cosignature, error);
        *out = status == WALLET_OK ? cosignature.checkpoint : *out;
    } else {
        status = wallet_checkpoint_verify(object, look->trust, out, error);
    }

    return status;
}

static enum exit_code visit(void *context, struct wallet_bytes object)
{
    struct look *look = context;
    const struct session *session = look->session;
    struct audit_evidence *evidence = look->evidence;
    struct wallet_error error;

    struct wallet_checkpoint *items =
        realloc(evidence->items, (evidence->count + 1) * sizeof *items);
    if (!items) {
        return complain_memory(session);
    }

    evidence->items = items;
    if (verify(look, object, &items[evidence->count], &error) == WALLET_OK) {
        evidence->count++;
        return EXIT_CODE_OK;
    }

    const enum exit_code code = refuse(
        session, &error, SAY(session, "'%s' proves nothing", "'%s' 不能作为凭据"), look->name);
    hint(
        session,
        SAY(session,
            "give a receipt, checkpoint or cosignature, and trust whoever signed it",
            "请提供回执、检查点或见证签名，并信任其签名者"));
    return code;
}

enum exit_code audit_evidence_add(
    const struct session *session,
    const struct option_list *files,
    const struct wallet_trust *trust,
    struct audit_evidence *evidence)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < files->count; i++) {
        struct look look = { session, trust, evidence, files->items[i] };
        const struct object_visitor visitor = { visit, &look };
        code = exit_code_worse(code, object_visit(session, files->items[i], &visitor));
    }

    return code;
}

void audit_evidence_free(struct audit_evidence *evidence)
{
    free(evidence->items);
    *evidence = (struct audit_evidence){ .count = 0 };
}
