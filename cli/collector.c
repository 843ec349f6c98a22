/* SPDX-License-Identifier: Apache-2.0 */
#include "collector.h"

#include <wallet/qr.h>

#include "json.h"
#include "output.h"

#include <stdio.h>
#include <string.h>

enum {
    NAMED_MAX = 10 /* missing parts that are told one by one */
};

void collector_start(
    const struct session *session, const struct input_taker *next, struct collector *out)
{
    *out = (struct collector){ .session = session, .next = next, .worst = EXIT_CODE_OK };
}

static bool is_waiting(const struct collection *collection)
{
    return collection->parts && wallet_parts_have(collection->parts) > 0 && !collection->was_whole;
}

/* Writes "2, 4, 7", or the first of many and an ellipsis. */
static void list_missing(const struct wallet_parts *parts, char out[128])
{
    size_t index = wallet_parts_missing(parts, 0);
    size_t used = 0;

    for (size_t i = 0; index != 0 && i < NAMED_MAX; i++) {
        const int size = snprintf(out + used, 128 - used, "%s%zu", i > 0 ? ", " : "", index);
        used += size > 0 ? (size_t)size : 0;
        index = wallet_parts_missing(parts, index);
    }
    (void)snprintf(out + used, 128 - used, "%s", index != 0 ? ", …" : "");
}

/* Neither accepted nor accused: the rest of it was not seen. */
static enum exit_code complain_missing(
    const struct collector *collector, const struct collection *collection)
{
    const struct session *session = collector->session;
    const size_t count = collection->first.count;
    const size_t have = wallet_parts_have(collection->parts);
    char missing[128];

    list_missing(collection->parts, missing);
    complain(
        session,
        SAY(session,
            "licence %s is incomplete: %zu of %zu parts",
            "证照 %s 不完整：只有 %zu/%zu 个码"),
        collection->first.id,
        have,
        count);
    why(session,
        count - have == 1 ? SAY(session, "part %s is missing", "缺少第 %s 个码")
                          : SAY(session, "parts %s are missing", "缺少第 %s 个码"),
        missing);
    hint(
        session,
        SAY(session,
            "scan all its codes, in any order, in one go",
            "请一次扫完全部的码，先后不限"));
    if (collector->next->miss) {
        collector->next->miss(collector->next->context);
    }
    if (session->json) {
        json_print_failure(session, collection->name, EXIT_CODE_UNKNOWN);
    }

    return EXIT_CODE_UNKNOWN;
}

static void drop(struct collector *collector, struct collection *collection)
{
    if (is_waiting(collection)) {
        collector->worst =
            exit_code_worse(collector->worst, complain_missing(collector, collection));
    }

    wallet_parts_free(collection->parts);
    *collection = (struct collection){ .parts = NULL };
}

static struct collection *find(struct collector *collector, const struct wallet_part *part)
{
    for (size_t i = 0; i < COLLECTIONS_MAX; i++) {
        struct collection *collection = &collector->collections[i];
        if (collection->parts && collection->first.count == part->count &&
            strcmp(collection->first.id, part->id) == 0) {
            return collection;
        }
    }

    return NULL;
}

/* One that is not in use, else one that is done with, else the one that waits longest. */
static struct collection *find_room(struct collector *collector)
{
    struct collection *found = &collector->collections[0];

    for (size_t i = 0; i < COLLECTIONS_MAX; i++) {
        struct collection *collection = &collector->collections[i];
        if (!collection->parts) {
            return collection;
        }
        if (is_waiting(found) != is_waiting(collection) ? is_waiting(found)
                                                        : collection->touched < found->touched) {
            found = collection;
        }
    }

    drop(collector, found);
    return found;
}

/* Two people's codes that come mixed are said to be two. */
static void remark_others(const struct collector *collector, const struct wallet_part *part)
{
    const struct session *session = collector->session;

    for (size_t i = 0; i < COLLECTIONS_MAX; i++) {
        const struct collection *other = &collector->collections[i];
        if (is_waiting(other)) {
            remark(
                session,
                SAY(session,
                    "licence %s is another than %s, of which %zu of %zu parts are there: each is "
                    "put together by itself",
                    "证照 %s 不同于 %s（后者已有 %zu/%zu 个码）：两者分别合并"),
                part->id,
                other->first.id,
                wallet_parts_have(other->parts),
                other->first.count);
        }
    }
}

static struct collection *start(
    struct collector *collector, const struct wallet_part *part, const struct input *input)
{
    struct collection *collection = find_room(collector);

    remark_others(collector, part);
    if (wallet_parts_new(&collection->parts, NULL) != WALLET_OK) {
        return NULL;
    }

    collection->first = *part;
    (void)snprintf(collection->name, sizeof collection->name, "%s", input->name);
    return collection;
}

static enum exit_code refuse_part(
    const struct collector *collector, const struct input *input, const struct wallet_error *error)
{
    const struct session *session = collector->session;

    (void)refuse(
        session,
        error,
        SAY(session, "a part in '%s' cannot be used", "'%s' 中的分码无法使用"),
        input->name);
    hint(
        session,
        SAY(session,
            "scan it again, and all parts from one showing of the code",
            "请重新扫码，各个码须出自同一次出示"));
    if (collector->next->miss) {
        collector->next->miss(collector->next->context);
    }
    if (session->json) {
        json_print_failure(session, input->name, EXIT_CODE_UNKNOWN);
    }

    return EXIT_CODE_UNKNOWN;
}

static void tell_progress(
    const struct collector *collector,
    const struct collection *collection,
    const struct wallet_part *part,
    bool is_new)
{
    const struct session *session = collector->session;
    char more[96] = "";

    if (!is_new) {
        (void)snprintf(
            more,
            sizeof more,
            SAY(session, ": part %zu was there already", "：第 %zu 个码此前已有"),
            part->index);
    } else if (collection->was_whole) {
        (void)snprintf(more, sizeof more, "%s", SAY(session, ", shown again", "（再次出示）"));
    }
    remark(
        session,
        SAY(session, "%zu of %zu parts of licence %s%s", "已有 %zu/%zu 个码，证照 %s%s"),
        wallet_parts_have(collection->parts),
        part->count,
        part->id,
        more);
}

static enum exit_code give_on(
    const struct collector *collector, struct collection *collection, const struct input *input)
{
    const struct input whole = { .name = input->name,
                                 .content = wallet_parts_object(collection->parts),
                                 .index = 1,
                                 .count = 1,
                                 .line = input->line,
                                 .parts = collection->first.count };
    const enum exit_code code = collector->next->take(collector->next->context, &whole);

    /* Shown again, it is looked at again, as any other code is. */
    wallet_parts_reset(collection->parts);
    collection->was_whole = true;
    return code;
}

static enum exit_code take_part(
    struct collector *collector, const struct wallet_part *part, const struct input *input)
{
    struct collection *collection = find(collector, part);
    struct wallet_error error;

    collection = collection ? collection : start(collector, part, input);
    if (!collection) {
        return complain_memory(collector->session);
    }

    const size_t before = wallet_parts_have(collection->parts);
    collection->touched = ++collector->taken;
    if (wallet_parts_add(collection->parts, input->content, NULL, &error) != WALLET_OK) {
        return error.status == WALLET_ERR_MEMORY ? complain_memory(collector->session)
                                                 : refuse_part(collector, input, &error);
    }

    tell_progress(collector, collection, part, wallet_parts_have(collection->parts) > before);
    return wallet_parts_object(collection->parts).size > 0 ? give_on(collector, collection, input)
                                                           : EXIT_CODE_OK;
}

static enum exit_code take(void *context, const struct input *input)
{
    struct collector *collector = context;
    struct wallet_part part;
    struct wallet_error error;

    if (!input->is_text || wallet_code_kind(input->content) != WALLET_CODE_LICENCE_PART) {
        return collector->next->take(collector->next->context, input);
    }
    if (wallet_part_read(input->content, &part, &error) != WALLET_OK) {
        return refuse_part(collector, input, &error);
    }

    return take_part(collector, &part, input);
}

static void miss(void *context)
{
    const struct collector *collector = context;

    if (collector->next->miss) {
        collector->next->miss(collector->next->context);
    }
}

static bool wants_more(void *context)
{
    const struct collector *collector = context;
    bool wants = false;

    for (size_t i = 0; i < COLLECTIONS_MAX; i++) {
        wants = wants || is_waiting(&collector->collections[i]);
    }

    return wants;
}

struct input_taker collector_taker(struct collector *collector)
{
    return (struct input_taker){
        .take = take, .miss = miss, .wants_more = wants_more, .context = collector
    };
}

enum exit_code collector_finish(struct collector *collector, enum exit_code code)
{
    for (size_t i = 0; i < COLLECTIONS_MAX; i++) {
        drop(collector, &collector->collections[i]);
    }

    return exit_code_worse(code, collector->worst);
}
