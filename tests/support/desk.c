/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    JSON_SIZE = 4096,
};

static void demand(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(status), error->message);
    }
}

static enum wallet_status remember(
    void *context,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    struct desk *desk = context;

    (void)error;
    CHECK(until_unix >= at_unix);
    for (size_t i = 0; i < desk->seen_count; i++) {
        if (memcmp(desk->seen[i], key, WALLET_REPLAY_KEY_SIZE) == 0) {
            return WALLET_ERR_REFUSED;
        }
    }

    CHECK(desk->seen_count < sizeof desk->seen / sizeof desk->seen[0]);
    memcpy(desk->seen[desk->seen_count++], key, WALLET_REPLAY_KEY_SIZE);
    return WALLET_OK;
}

/** A key with its signer. */
static struct wallet_key *make_key(
    enum wallet_algorithm algorithm, const char *issuer, struct wallet_signer *out)
{
    static const char *const types[] = { "*" };
    const struct wallet_key_owner owner = { .issuer = issuer, .types = types, .type_count = 1 };
    struct wallet_key *key = NULL;
    struct wallet_error error = { .message = "" };

    demand(wallet_key_generate(algorithm, &owner, &key, &error), &error);
    demand(wallet_key_signer(key, out, &error), &error);
    return key;
}

void desk_open(struct desk *desk, enum wallet_algorithm algorithm)
{
    static const char *const audience[] = { DESK_ID };
    struct wallet_error error = { .message = "" };
    struct wallet_buffer file = { 0 };

    *desk = (struct desk){ 0 };
    demand(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &desk->catalogue, &error), &error);
    desk->agency = make_key(algorithm, AGENCY_ISSUER, &desk->agency_signer);
    desk->holder = make_key(algorithm, AGENCY_ISSUER, &desk->holder_signer);
    desk->counter = make_key(algorithm, DESK_ID, &desk->counter_signer);
    demand(wallet_trust_new(&desk->trust, &error), &error);
    demand(wallet_key_write_public(desk->agency, &file, &error), &error);
    demand(wallet_trust_add(desk->trust, wallet_buffer_bytes(&file), &error), &error);
    wallet_buffer_clear(&file);
    demand(wallet_verifier_new(desk->trust, desk->catalogue, &desk->verifier, &error), &error);
    demand(wallet_verifier_set_audience(desk->verifier, audience, 1, &error), &error);
    wallet_verifier_set_replay(desk->verifier, (struct wallet_replay){ remember, desk });
    demand(wallet_presentation_new(&desk->presentation, &error), &error);
}

void desk_close(struct desk *desk)
{
    wallet_presentation_free(desk->presentation);
    wallet_verifier_free(desk->verifier);
    wallet_trust_free(desk->trust);
    wallet_key_free(desk->counter);
    wallet_key_free(desk->holder);
    wallet_key_free(desk->agency);
    wallet_catalogue_free(desk->catalogue);
}

const char *desk_card(const char *name, const char *number)
{
    char *json = test_memory(JSON_SIZE);

    (void)snprintf(
        json,
        JSON_SIZE,
        "{\"serial\":\"C1\",\"fields\":{\"name\":\"%s\",\"sex\":\"%s\",\"ethnic_group\":\"汉\","
        "\"birth_date\":\"%.4s-%.2s-%.2s\",\"address\":\"江西省新余市渝水区青禾路88号\","
        "\"citizen_number\":\"%s\",\"issuing_authority\":\"新余市公安局渝水分局\","
        "\"valid_from\":\"2026-03-09\",\"valid_until\":\"2046-03-09\"}}",
        name,
        (number[16] - '0') % 2 == 1 ? "男" : "女",
        number + 6,
        number + 10,
        number + 12,
        number);
    return json;
}

const char *desk_register(void)
{
    return "{\"serial\":\"R1\",\"fields\":{\"household_class\":\"家庭户\",\"head_name\":\"钟望舒\","
           "\"household_number\":\"360502000888\",\"address\":\"江西省新余市渝水区青禾路88号\","
           "\"registration_authority\":\"新余市公安局渝水分局\",\"issued_on\":\"2026-04-02\","
           "\"members\":["
           "{\"name\":\"钟望舒\",\"relation\":\"户主\",\"sex\":\"女\",\"ethnic_group\":\"汉\","
           "\"birth_date\":\"1990-03-07\",\"citizen_number\":\"" DESK_WOMAN "\","
           "\"religion\":\"无\"},"
           "{\"name\":\"蓝临川\",\"relation\":\"夫\",\"sex\":\"男\",\"ethnic_group\":\"畲\","
           "\"birth_date\":\"1990-03-07\",\"citizen_number\":\"" DESK_HUSBAND "\"},"
           "{\"name\":\"钟知微\",\"relation\":\"长女\",\"sex\":\"女\",\"ethnic_group\":\"畲\","
           "\"birth_date\":\"2018-06-01\",\"citizen_number\":\"360502201806010041\"}]}}";
}

const char *desk_business(const char *uscc, const char *representative)
{
    char *json = test_memory(JSON_SIZE);

    (void)snprintf(
        json,
        JSON_SIZE,
        "{\"serial\":\"B1\",\"fields\":{\"name\":\"新余市青禾云栖信息技术有限公司\","
        "\"uscc\":\"%s\",\"legal_representative\":\"%s\",\"entity_type\":\"有限责任公司\","
        "\"address\":\"江西省新余市渝水区青禾路66号\",\"business_scope\":\"软件开发\","
        "\"established_on\":\"2026-05-18\","
        "\"registration_authority\":\"新余市渝水区市场监督管理局\"}}",
        uscc,
        representative);
    return json;
}

static struct wallet_bytes kept(struct wallet_buffer *buffer)
{
    uint8_t *copy = test_memory(buffer->size + 1);
    const struct wallet_bytes bytes = { copy, buffer->size };

    memcpy(copy, buffer->data, buffer->size);
    wallet_buffer_clear(buffer);
    return bytes;
}

struct wallet_bytes desk_issue(
    const struct desk *desk, const char *type, const char *json, const struct wallet_key *holder)
{
    const struct wallet_signer *signer = &desk->agency_signer;
    struct wallet_error error = { .message = "" };
    struct wallet_record *record = NULL;
    struct wallet_buffer out = { 0 };

    demand(
        wallet_record_parse(
            wallet_catalogue_find(desk->catalogue, test_text(type)),
            test_text(json),
            &record,
            &error),
        &error);
    wallet_record_terms(record)->until_unix = AGENCY_NOW + AGENCY_A_YEAR;
    demand(
        holder ? wallet_issue_bound(record, holder, signer, AGENCY_NOW, &out, &error)
               : wallet_issue(record, signer, AGENCY_NOW, &out, &error),
        &error);
    wallet_record_free(record);
    return kept(&out);
}

struct wallet_selection *desk_select(
    const struct desk *desk, struct wallet_bytes licence, const char *paths)
{
    struct wallet_error error = { .message = "" };
    struct wallet_selection *selection = NULL;

    demand(wallet_selection_new(licence, desk->catalogue, &selection, &error), &error);
    while (*paths) {
        const size_t size = strcspn(paths, " ");
        const struct wallet_bytes path = { (const uint8_t *)paths, size };
        if (size == strlen("holder") && memcmp(paths, "holder", size) == 0) {
            wallet_selection_show_holder(selection);
        } else {
            demand(wallet_selection_show_path(selection, path, &error), &error);
        }

        paths += size + strspn(paths + size, " ");
    }

    return selection;
}

struct wallet_bytes desk_show(
    const struct desk *desk,
    struct wallet_selection **selections,
    size_t count,
    const struct wallet_signer *signer,
    struct wallet_bytes nonce,
    int64_t at_unix)
{
    const struct wallet_showing showing = { DESK_ID, nonce, at_unix };
    const struct wallet_selection *shown[WALLET_SHOWN_MAX] = { NULL };
    struct wallet_error error = { .message = "" };
    struct wallet_buffer out = { 0 };

    CHECK(count <= WALLET_SHOWN_MAX);
    for (size_t i = 0; i < count; i++) {
        shown[i] = selections[i];
    }

    demand(
        wallet_present(
            shown, count, signer ? signer : &desk->holder_signer, &showing, &out, &error),
        &error);
    for (size_t i = 0; i < count; i++) {
        wallet_selection_free(selections[i]);
    }

    return kept(&out);
}

struct wallet_request *desk_ask(
    const struct desk *desk,
    const struct wallet_request_item *items,
    size_t count,
    enum wallet_relation relation)
{
    const struct wallet_request_terms terms = {
        .matter = { .category = WALLET_CALL_MATTER, .name = "申请租赁补贴" },
        .items = items,
        .item_count = count,
        .relation = relation,
    };
    struct wallet_error error = { .message = "" };
    struct wallet_request *request = NULL;
    struct wallet_buffer out = { 0 };

    demand(wallet_request_sign(&terms, &desk->counter_signer, AGENCY_NOW, &out, &error), &error);
    demand(wallet_request_parse(wallet_buffer_bytes(&out), &request, &error), &error);
    wallet_buffer_clear(&out);
    return request;
}

enum wallet_reason desk_judge(
    struct desk *desk,
    struct wallet_bytes shown,
    const struct wallet_request *request,
    int64_t at_unix)
{
    struct wallet_presentation *presentation = desk->presentation;
    struct wallet_error error = { .message = "" };

    const enum wallet_status status =
        wallet_presentation_verify(desk->verifier, shown, request, at_unix, presentation, &error);
    const enum wallet_decision decision = wallet_presentation_decision(presentation);
    const enum wallet_reason reason = wallet_presentation_reason(presentation);
    CHECK(status != WALLET_ERR_MEMORY);
    CHECK_EQUAL(status == WALLET_OK, decision == WALLET_ACCEPTED);
    CHECK_EQUAL(status == WALLET_ERR_REFUSED, decision == WALLET_REFUSED);
    CHECK_EQUAL(reason == WALLET_REASON_NONE, decision == WALLET_ACCEPTED);
    if (decision != WALLET_ACCEPTED) {
        CHECK(strstr(error.message, wallet_reason_name(reason)) == error.message);
        CHECK(wallet_presentation_detail(presentation)[0] != '\0');
    }

    return reason;
}
