/* SPDX-License-Identifier: Apache-2.0 */
#include "case_push.h"

#include <wallet/digest.h>

#include "case_text.h"
#include "clock.h"
#include "http_post.h"
#include "http_signature.h"
#include "interrupt.h"
#include "json.h"
#include "output.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

enum {
    ANSWER_MAX = 65536,
    FIELD_SIZE = HTTP_SIGNATURE_SIZE + 32,
    WAIT_MAX = 60, /* seconds between two tries, whatever the other side says */
    HTTP_FINE = 200,
    HTTP_REDIRECTION = 300,
    HTTP_TIMEOUT = 408,
    HTTP_TOO_EARLY = 425,
    HTTP_TOO_MANY = 429,
    HTTP_FAILURES = 500,
};

#define PUSH_TYPE "application/json"

json_t *case_push_facts(const struct wallet_case *item, const char *counter)
{
    const struct wallet_matter *matter = wallet_case_matter(item);
    json_t *facts = case_json(item);
    json_t *title = json_object();

    (void)json_object_set_new(
        title, "zh", json_text(text_of(wallet_matter_title(matter, WALLET_CHINESE))));
    (void)json_object_set_new(
        title, "en", json_text(text_of(wallet_matter_title(matter, WALLET_ENGLISH))));
    (void)json_object_set_new(facts, "title", title);
    (void)json_object_set_new(facts, "counter", json_string(counter));
    (void)json_object_set_new(
        facts, "department", json_string(wallet_matter_department_code(matter)));
    return facts;
}

void case_push_note(
    const struct connector *connector, const char *reference, char out[CASE_PUSH_NOTE_SIZE])
{
    (void)snprintf(out, CASE_PUSH_NOTE_SIZE, "%s: %s", connector->name, reference);
}

/** The head of one try; `fields` points to the texts. */
struct head {
    char digest[HTTP_DIGEST_SIZE + 32];
    char key[CASE_PUSH_KEY_SIZE + 32];
    char input[FIELD_SIZE];
    char signature[FIELD_SIZE];
    const char *fields[5];
};

static bool make_key(const char *body, char out[CASE_PUSH_KEY_SIZE])
{
    uint8_t bytes[WALLET_DIGEST_SIZE];
    struct wallet_digest *digest = NULL;

    if (wallet_digest_new(&digest, NULL) != WALLET_OK) {
        return false;
    }

    wallet_digest_add(digest, text_of(body));
    wallet_digest_finish(digest, bytes);
    wallet_digest_free(digest);
    for (size_t i = 0; 2 * i + 2 < CASE_PUSH_KEY_SIZE; i++) {
        (void)snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    }

    return true;
}

void case_push_key_id(const struct wallet_signer *signer, char out[CASE_PUSH_KEY_ID_SIZE])
{
    int size = snprintf(out, CASE_PUSH_KEY_ID_SIZE, "%s#", signer->issuer);

    for (size_t i = 0; i < WALLET_KEY_ID_SIZE; i++) {
        size +=
            snprintf(out + size, CASE_PUSH_KEY_ID_SIZE - (size_t)size, "%02x", signer->key_id[i]);
    }
}

static enum exit_code sign_head(
    const struct case_push *push, const char *digest, const char *key, struct http_signature *out)
{
    const struct session *session = push->session;
    char key_id[CASE_PUSH_KEY_ID_SIZE];
    struct wallet_error error;
    const struct http_component components[] = {
        { "@method", "POST" },        { "@target-uri", push->url }, { "content-type", PUSH_TYPE },
        { "content-digest", digest }, { "idempotency-key", key },
    };

    case_push_key_id(push->signer, key_id);
    const struct http_signature_terms terms = {
        .label = "wallet",
        .key_id = key_id,
        .algorithm = http_signature_algorithm(push->signer->algorithm),
        .created_unix = clock_now(),
    };
    if (http_signature_make(
            components,
            sizeof components / sizeof components[0],
            &terms,
            push->signer,
            out,
            &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code =
        refuse(session, &error, SAY(session, "the case was not signed", "办件数据未能签名"));
    hint(
        session,
        SAY(session, "try the key with 'wallet key show'", "可用 'wallet key show' 检查密钥"));
    return code;
}

/** Signed anew for each try: when it was is part of it. */
static enum exit_code make_head(const struct case_push *push, const char *key, struct head *out)
{
    char digest[HTTP_DIGEST_SIZE];
    struct http_signature signature;

    if (!http_signature_digest(text_of(push->body), digest)) {
        return complain_memory(push->session);
    }

    const enum exit_code code = sign_head(push, digest, key, &signature);
    if (code == EXIT_CODE_OK) {
        (void)snprintf(out->digest, sizeof out->digest, "Content-Digest: %s", digest);
        (void)snprintf(out->key, sizeof out->key, "Idempotency-Key: %s", key);
        (void)snprintf(out->input, sizeof out->input, "Signature-Input: %s", signature.input);
        (void)snprintf(out->signature, sizeof out->signature, "Signature: %s", signature.signature);
        out->fields[0] = out->digest;
        out->fields[1] = out->key;
        out->fields[2] = out->input;
        out->fields[3] = out->signature;
        out->fields[4] = NULL;
    }

    return code;
}

static bool can_be_shown(const char *text)
{
    size_t offset = 0;
    int32_t point = 0;
    bool is_fine = true;

    while (is_fine && text[offset]) {
        is_fine = text_next(text_of(text), &offset, &point) && text_is_printable(point);
    }

    return is_fine;
}

void case_push_reference(struct wallet_bytes json, char *out, size_t size)
{
    json_t *root = json_loadb((const char *)json.data, json.size, JSON_REJECT_DUPLICATES, NULL);
    const char *reference = json_string_value(json_object_get(root, "reference"));

    out[0] = '\0';
    if (reference && strlen(reference) < size && can_be_shown(reference)) {
        (void)snprintf(out, size, "%s", reference);
    }

    json_decref(root);
}

/** Whether it is worth another try: nobody answered, or it is to come again. */
static bool may_try_again(const char *reason, long status)
{
    return reason || status == HTTP_TIMEOUT || status == HTTP_TOO_EARLY ||
           status == HTTP_TOO_MANY || status >= HTTP_FAILURES;
}

static enum exit_code complain_push(
    const struct case_push *push, const char *reason, long status, unsigned tries)
{
    const struct session *session = push->session;
    const bool is_final = !may_try_again(reason, status);

    complain(session, SAY(session, "'%s' did not take the case", "'%s' 未接收办件"), push->url);
    if (reason) {
        why(session, SAY(session, "%s; tries: %u", "%s；已尝试 %u 次"), reason, tries);
    } else {
        why(session,
            SAY(session, "it answers %ld; tries: %u", "对方返回 %ld；已尝试 %u 次"),
            status,
            tries);
    }
    hint(
        session,
        is_final ? SAY(session,
                       "compare the connector with what that system wants",
                       "请核对映射与对方系统的要求")
                 : SAY(session,
                       "push it again later: the system knows it by its key and takes it once",
                       "稍后再次推送即可：对方凭幂等键只接收一次"));
    return is_final ? EXIT_CODE_REFUSED : EXIT_CODE_FILE;
}

/** One try.  `*out_reason`: why there is no answer. */
static enum exit_code try_once(
    const struct case_push *push, struct case_pushed *out, const char **out_reason, long *out_wait)
{
    struct head head;
    struct http_reply reply = { .status = 0 };

    const enum exit_code code = make_head(push, out->key, &head);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    const struct http_post post = {
        .url = push->url,
        .type = PUSH_TYPE,
        .fields = head.fields,
        .object = text_of(push->body),
        .authorities = push->authorities,
        .answer_max = ANSWER_MAX,
        .may_be_plain = true,
    };
    *out_reason = http_post_send(&post, &reply);
    out->status = reply.status;
    *out_wait = reply.retry_after;
    if (!*out_reason) {
        case_push_reference(
            (struct wallet_bytes){ reply.data, reply.size }, out->reference, sizeof out->reference);
    }

    http_reply_clear(&reply);
    return EXIT_CODE_OK;
}

static bool is_taken(const char *reason, long status)
{
    return !reason && status >= HTTP_FINE && status < HTTP_REDIRECTION;
}

/** Waits before the next try; false if it was asked to stop. */
static bool wait_for_turn(const struct case_push *push, unsigned tries, long told)
{
    const long own = (long)push->wait << (tries - 1);
    const long seconds = told > own ? told : own;

    return interrupt_wait_for(-1, (seconds < WAIT_MAX ? seconds : WAIT_MAX) * 1000) ==
           INTERRUPT_TIME;
}

enum exit_code case_push_send(const struct case_push *push, struct case_pushed *out)
{
    *out = (struct case_pushed){ .tries = 0 };
    if (!make_key(push->body, out->key)) {
        return complain_memory(push->session);
    }

    interrupt_listen();
    for (;;) {
        const char *reason = NULL;
        long wait = 0;
        const enum exit_code code = try_once(push, out, &reason, &wait);
        out->tries++;
        if (code != EXIT_CODE_OK || is_taken(reason, out->status)) {
            return code;
        }
        if (out->tries >= push->tries || !may_try_again(reason, out->status)) {
            return complain_push(push, reason, out->status, out->tries);
        }
        if (!wait_for_turn(push, out->tries, wait)) {
            return EXIT_CODE_INTERRUPTED;
        }
    }
}
