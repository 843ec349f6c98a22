/* SPDX-License-Identifier: Apache-2.0 */
#include "face_scope.h"

#include "clock.h"
#include "object.h"
#include "output.h"
#include "text.h"
#include "types.h"

static enum exit_code complain_ways(const struct session *session)
{
    complain(
        session,
        SAY(session, "a request and options say what is asked for", "请求与选项重复指明用证内容"));
    why(session,
        SAY(session,
            "'--request' says all of it: for whom, for what, which fields",
            "'--request' 已含窗口、事项与字段"));
    hint(
        session,
        SAY(session,
            "leave out --nonce, --to, --matter and the items",
            "请去掉 --nonce、--to、--matter 与证照项"));
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_missing(const struct session *session, const char *missing)
{
    complain(session, SAY(session, "%s is missing", "缺少 %s"), missing);
    why(session,
        SAY(session,
            "a grant says for whom, for what and for which licences",
            "授权须写明窗口、事项与证照"));
    hint(
        session,
        SAY(session,
            "give the counter's request, --request FILE; or ITEM, --nonce, --to and --matter",
            "请用 --request 指定窗口的请求；或给出证照项及 --nonce、--to、--matter"));
    return EXIT_CODE_USAGE;
}

static enum exit_code check_ways(
    const struct session *session,
    const struct face_settings *settings,
    const struct operands *operands)
{
    const bool has_options =
        settings->nonce || settings->to || settings->matter || operands->count > 0;
    if (settings->request) {
        return has_options ? complain_ways(session) : EXIT_CODE_OK;
    }

    const char *missing = !settings->nonce       ? "'--nonce'"
                          : !settings->to        ? "'--to'"
                          : !settings->matter    ? "'--matter'"
                          : operands->count == 0 ? "ITEM"
                                                 : NULL;
    return missing ? complain_missing(session, missing) : EXIT_CODE_OK;
}

static enum exit_code visit_request(void *context, struct wallet_bytes object)
{
    struct face_scope *scope = context;
    const struct session *session = scope->session;
    struct wallet_error error;

    if (wallet_request_verify(
            object, scope->trust.trust, scope->now_unix, &scope->request, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code =
        refuse(session, &error, SAY(session, "nothing is signed for this request", "不受理该请求"));
    hint(
        session,
        SAY(session,
            "a counter is known by the region's trust list: 'wallet trust import', or ask anew",
            "窗口须在本地信任名单中：请 'wallet trust import'，或请窗口重新出示"));
    return code;
}

/* Whether the counter may ask for a field; tells where it may not. */
static bool may_ask(void *context, size_t item, uint64_t key, uint64_t member)
{
    const struct face_scope *scope = context;
    struct wallet_request_item asked;

    if (wallet_request_may_ask(scope->request, scope->catalogue, item, key, member)) {
        return true;
    }

    wallet_request_item_at(scope->request, item, &asked);
    const struct wallet_type *type = wallet_catalogue_find(scope->catalogue, text_of(asked.type));
    const struct wallet_field *field = type ? wallet_type_field_by_key(type, key) : NULL;
    remark(
        scope->session,
        SAY(scope->session,
            "left out, the counter may not ask for it: %s, %s",
            "不提供，窗口无权索要：%s，%s"),
        type ? wallet_type_title(type, scope->session->language) : asked.type,
        field ? wallet_field_title(field, scope->session->language) : "?");
    return false;
}

static enum exit_code complain_nothing(const struct session *session)
{
    complain(session, SAY(session, "nothing is signed for this request", "不受理该请求"));
    why(session,
        SAY(session,
            "the counter may ask for nothing of what it asks for",
            "窗口所索要的内容均超出其权限"));
    hint(
        session, SAY(session, "ask the counter what it may ask for", "请向窗口确认其可索要的内容"));
    return EXIT_CODE_REFUSED;
}

static enum exit_code read_request(struct face_scope *scope)
{
    const struct session *session = scope->session;
    const struct object_visitor visitor = { visit_request, scope };

    enum exit_code code =
        trust_source_open(session, &scope->settings->trust, scope->now_unix, &scope->trust);
    if (code == EXIT_CODE_OK) {
        code = object_visit(session, scope->settings->request, &visitor);
    }
    if (code == EXIT_CODE_OK && !scope->request) {
        code = EXIT_CODE_NO_CODE;
    }
    for (size_t i = 0; code == EXIT_CODE_OK && i < wallet_request_item_count(scope->request); i++) {
        (void)scope_draft_add(&scope->asked, scope->request, i, may_ask, scope);
    }

    return code != EXIT_CODE_OK || scope->asked.item_count > 0 ? code : complain_nothing(session);
}

static enum exit_code read_options(struct face_scope *scope, const struct operands *operands)
{
    enum exit_code code = nonce_read(scope->session, scope->settings->nonce, &scope->nonce);

    if (code == EXIT_CODE_OK) {
        code = item_drafts_pick(scope->session, scope->catalogue, operands, &scope->picks);
    }
    if (code == EXIT_CODE_OK && !item_drafts_add(&scope->items, &scope->picks, false)) {
        code = complain_memory(scope->session);
    }

    return code;
}

enum exit_code face_scope_read(
    const struct session *session,
    const struct face_settings *settings,
    const struct operands *operands,
    struct face_scope *out)
{
    struct moment now;

    *out = (struct face_scope){ .session = session, .settings = settings };
    enum exit_code code = check_ways(session, settings, operands);
    if (code == EXIT_CODE_OK) {
        code = clock_read(session, NULL, &now);
    }
    if (code == EXIT_CODE_OK) {
        out->now_unix = now.unix_seconds;
        code = types_load(session, &out->catalogue);
    }
    if (code == EXIT_CODE_OK) {
        code = settings->request ? read_request(out) : read_options(out, operands);
    }

    return code;
}

void face_scope_fill(const struct face_scope *scope, struct wallet_grant_terms *terms)
{
    if (!scope->request) {
        terms->audience = scope->settings->to;
        terms->matter.name = scope->settings->matter;
        terms->items = scope->items.items;
        terms->item_count = scope->items.count;
        terms->nonce = nonce_bytes(&scope->nonce);
        return;
    }

    terms->audience = wallet_request_counter(scope->request);
    wallet_request_matter(scope->request, &terms->matter);
    terms->items = scope->asked.items;
    terms->item_count = scope->asked.item_count;
    terms->nonce = wallet_request_nonce(scope->request);
}

void face_scope_finish(struct face_scope *scope)
{
    item_drafts_free(&scope->items);
    picks_free(&scope->picks);
    wallet_request_free(scope->request);
    wallet_catalogue_free(scope->catalogue);
    wallet_trust_free(scope->trust.trust);
}
