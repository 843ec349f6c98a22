/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_identifier.h"

#include <wallet/mdoc_issue.h>
#include <wallet/mdoc_present.h>

#include "output.h"

#include <stdio.h>
#include <string.h>

enum {
    TYPE_MAX = 64, /* bytes of a type's name in a message */
};

static bool are_same(struct wallet_bytes bytes, const char *text)
{
    return bytes.size == strlen(text) && memcmp(bytes.data, text, bytes.size) == 0;
}

/* By its code alone: the name of a type stands in no document. */
static bool is_ours(const struct wallet_catalogue *catalogue, struct wallet_bytes doc_type)
{
    const struct wallet_type *type = wallet_catalogue_find(catalogue, doc_type);

    return type && are_same(doc_type, wallet_type_code(type));
}

/* In the one namespace that such a document has. */
static bool find_text(const struct wallet_mdoc_issued *issued, struct wallet_bytes *out)
{
    const struct wallet_bytes doc_type = wallet_mdoc_issued_doc_type(issued);
    struct wallet_mdoc_element element;
    struct wallet_item item;

    for (size_t i = 0; i < wallet_mdoc_issued_count(issued); i++) {
        wallet_mdoc_issued_at(issued, i, &element);
        if (are_same(element.identifier, WALLET_MDOC_IDENTIFIER) &&
            element.name_space.size == doc_type.size &&
            memcmp(element.name_space.data, doc_type.data, doc_type.size) == 0) {
            const bool is_text =
                wallet_claims_next(&element.value, &item) && item.kind == WALLET_ITEM_TEXT;
            *out = item.content;
            return is_text;
        }
    }

    return false;
}

/* That of a licence of another type would take something else out of force. */
static bool find_identifier(
    const struct wallet_mdoc_issued *issued, char out[WALLET_IDENTIFIER_SIZE])
{
    const struct wallet_bytes doc_type = wallet_mdoc_issued_doc_type(issued);
    struct wallet_identifier parts;
    struct wallet_bytes text = { 0 };

    return find_text(issued, &text) &&
           wallet_identifier_parse(text, &parts) == WALLET_FINDING_NONE &&
           parts.type.size == doc_type.size &&
           memcmp(parts.type.data, doc_type.data, doc_type.size) == 0 &&
           wallet_identifier_format(&parts, out) == WALLET_FINDING_NONE;
}

static enum exit_code complain_foreign(
    const struct session *session, const char *name, struct wallet_bytes doc_type)
{
    complain(session, SAY(session, "'%s' is no licence of ours", "'%s' 不是本机关证照"), name);
    why(session,
        SAY(session,
            "it is a mobile document of type '%.*s', which the catalogue does not have",
            "它是类型为 '%.*s' 的移动证件，目录中没有该类型"),
        (int)(doc_type.size < TYPE_MAX ? doc_type.size : TYPE_MAX),
        (const char *)doc_type.data);
    hint(
        session,
        SAY(session,
            "give a licence that 'wallet issue' made, or its identifier",
            "请提供 'wallet issue' 颁发的证照，或其证照标识"));
    return EXIT_CODE_FILE;
}

static enum exit_code complain_nameless(const struct session *session, const char *name)
{
    complain(
        session, SAY(session, "'%s' does not say which it is", "无法得知 '%s' 的证照标识"), name);
    why(session,
        SAY(session,
            "it has no element '%s' that names a licence of its type",
            "其中没有可用的数据元素 '%s'"),
        WALLET_MDOC_IDENTIFIER);
    hint(
        session,
        SAY(session,
            "give its identifier as 'wallet issue' printed it",
            "请提供 'wallet issue' 输出的证照标识"));
    return EXIT_CODE_FILE;
}

enum exit_code mdoc_identifier_find(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const char *name,
    struct wallet_bytes bytes,
    char out[WALLET_IDENTIFIER_SIZE])
{
    struct wallet_mdoc_issued *issued = NULL;
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_mdoc_issued_read(bytes, &issued, &error) != WALLET_OK) {
        code = refuse(
            session,
            &error,
            SAY(session, "'%s' is no licence of ours", "'%s' 不是本机关证照"),
            name);
        hint(
            session,
            SAY(session,
                "give its identifier as 'wallet issue' printed it",
                "请提供 'wallet issue' 输出的证照标识"));
        return code;
    }

    if (!is_ours(catalogue, wallet_mdoc_issued_doc_type(issued))) {
        code = complain_foreign(session, name, wallet_mdoc_issued_doc_type(issued));
    } else if (!find_identifier(issued, out)) {
        code = complain_nameless(session, name);
    }

    wallet_mdoc_issued_free(issued);
    return code;
}
