/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_showing.h"

#include "encoded_text.h"
#include "mdoc_complaint.h"
#include "output.h"
#include "save.h"

#include <stdlib.h>
#include <string.h>

static bool are_same(struct wallet_bytes a, struct wallet_bytes b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/* Whether this is asked for of documents of a type; without a request whatever there is may be. */
static bool is_asked(
    const struct mdoc_showing *showing,
    struct wallet_bytes doc_type,
    const struct wallet_mdoc_element *there)
{
    struct wallet_mdoc_asked asked;
    struct wallet_mdoc_asked_element element;
    bool found = !showing->request;

    for (size_t i = 0; !found && i < wallet_mdoc_request_count(showing->request); i++) {
        wallet_mdoc_request_at(showing->request, i, &asked);
        const bool is_type = are_same(asked.doc_type, doc_type);
        for (size_t j = 0; is_type && !found && j < asked.element_count; j++) {
            wallet_mdoc_request_element(showing->request, i, j, &element);
            found = are_same(element.name_space, there->name_space) &&
                    are_same(element.identifier, there->identifier);
        }
    }

    return found;
}

static void choose(const struct mdoc_showing *showing, struct mdoc_holding *holding)
{
    const struct wallet_bytes doc_type = wallet_mdoc_issued_doc_type(holding->issued);

    for (size_t i = 0; i < holding->count; i++) {
        const struct wallet_mdoc_element *element = &holding->elements[i];
        const bool is_named =
            showing->elements.count == 0 ||
            mdoc_elements_have(&showing->elements, element->name_space, element->identifier);
        if (is_named && is_asked(showing, doc_type, element)) {
            holding->choices[holding->choice_count++] =
                (struct wallet_mdoc_choice){ element->name_space, element->identifier };
        }
    }
}

static bool goes_out(
    const struct mdoc_showing *showing, const struct wallet_mdoc_asked_element *element)
{
    for (size_t i = 0; i < showing->count; i++) {
        const struct mdoc_holding *holding = &showing->holdings[i];
        for (size_t j = 0; j < holding->choice_count; j++) {
            if (are_same(holding->choices[j].name_space, element->name_space) &&
                are_same(holding->choices[j].identifier, element->identifier)) {
                return true;
            }
        }
    }

    return false;
}

/* What was named and does not go out was meant otherwise. */
static enum exit_code check_names(const struct mdoc_showing *showing)
{
    const struct session *session = showing->session;

    for (size_t i = 0; i < showing->elements.count; i++) {
        if (goes_out(showing, &showing->elements.items[i])) {
            continue;
        }

        complain(
            session,
            SAY(session, "'%s' cannot be shown", "不能出示 '%s'"),
            showing->settings->elements.items[i]);
        why(session,
            showing->request ? SAY(session,
                                   "nobody asks for it, or no document has it",
                                   "请求中没有该项，或证件中没有")
                             : SAY(session, "no document has it", "证件中没有该项"));
        hint(
            session,
            SAY(session,
                "'wallet inspect' lists what a document has",
                "用 'wallet inspect' 查看证件内容"));
        return EXIT_CODE_USAGE;
    }

    return EXIT_CODE_OK;
}

static enum exit_code complain_nothing(const struct session *session)
{
    complain(session, SAY(session, "there is nothing to answer with", "没有可出示的内容"));
    why(session,
        SAY(session,
            "the documents have nothing of what is asked for",
            "所给证件中没有所请求的内容"));
    hint(
        session,
        SAY(session, "give a document of the type that is asked for", "请给出所请求类型的证件"));
    return EXIT_CODE_FILE;
}

enum exit_code mdoc_showing_choose(struct mdoc_showing *showing)
{
    size_t left = 0;

    for (size_t i = 0; i < showing->count; i++) {
        struct mdoc_holding *holding = &showing->holdings[i];
        choose(showing, holding);
        left += holding->choice_count > 0;
        if (holding->choice_count == 0) {
            remark(
                showing->session,
                SAY(showing->session, "nothing of '%s' is shown", "'%s' 不出示"),
                holding->name);
        }
    }

    const enum exit_code code = check_names(showing);
    return code == EXIT_CODE_OK && left == 0 ? complain_nothing(showing->session) : code;
}

static enum exit_code complain_answer(
    const struct session *session, const struct wallet_error *error)
{
    const enum exit_code code =
        refuse(session, error, SAY(session, "nothing was shown", "未出示任何内容"));

    if (error->status == WALLET_ERR_ARGUMENT) {
        mdoc_hint_transcript(session);
    } else if (error->status == WALLET_ERR_UNSUPPORTED) {
        hint(
            session,
            SAY(session,
                "without --mac and --reader-public it is proven by a signature",
                "不指明 --mac 和 --reader-public 时以签名证明"));
    } else {
        hint(
            session,
            SAY(session,
                "--key is the private key for which the documents were issued",
                "--key 须为颁发证件时所用设备密钥的私钥"));
    }
    return code;
}

enum exit_code mdoc_showing_write(struct mdoc_showing *showing)
{
    struct wallet_mdoc_shown shown[WALLET_MDOC_DOCUMENT_MAX] = { 0 };
    const struct mdoc_showing_settings *settings = showing->settings;
    struct wallet_error error;
    size_t count = 0;

    for (size_t i = 0; i < showing->count; i++) {
        const struct mdoc_holding *holding = &showing->holdings[i];
        if (holding->choice_count > 0) {
            shown[count++] = (struct wallet_mdoc_shown){
                .issuer_signed = wallet_buffer_bytes(&holding->content),
                .device = showing->device,
                .choices = holding->choices,
                .choice_count = holding->choice_count,
                .signer = showing->device ? NULL : &showing->signing.signer,
            };
        }
    }

    if (wallet_mdoc_present(
            shown,
            count,
            wallet_buffer_bytes(&showing->transcript),
            showing->reader,
            &showing->answer,
            &error) != WALLET_OK) {
        return complain_answer(showing->session, &error);
    }

    return save(
        showing->session,
        settings->output,
        wallet_buffer_bytes(&showing->answer),
        settings->force ? SAVE_SECRET_REPLACE : SAVE_OWN);
}

void mdoc_showing_finish(struct mdoc_showing *showing)
{
    for (size_t i = 0; i < showing->count; i++) {
        free(showing->holdings[i].choices);
        free(showing->holdings[i].elements);
        wallet_mdoc_issued_free(showing->holdings[i].issued);
        encoded_text_free(&showing->holdings[i].content);
    }

    wallet_buffer_clear(&showing->answer);
    wallet_key_free(showing->reader);
    wallet_key_free(showing->device);
    signers_close(&showing->signing);
    wallet_mdoc_request_free(showing->request);
    encoded_text_free(&showing->transcript);
    mdoc_elements_free(&showing->elements);
    wallet_catalogue_free(showing->catalogue);
}

bool mdoc_showing_has(
    const struct mdoc_showing *showing,
    struct wallet_bytes doc_type,
    const struct wallet_mdoc_asked_element *element)
{
    for (size_t i = 0; i < showing->count; i++) {
        const struct mdoc_holding *holding = &showing->holdings[i];
        const bool is_type = are_same(wallet_mdoc_issued_doc_type(holding->issued), doc_type);
        for (size_t j = 0; is_type && j < holding->count; j++) {
            if (are_same(holding->elements[j].name_space, element->name_space) &&
                are_same(holding->elements[j].identifier, element->identifier)) {
                return true;
            }
        }
    }

    return false;
}
