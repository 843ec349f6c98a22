/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "output.h"
#include "trust_source.h"

#include <string.h>

static void remark_field(
    const struct session *session,
    const struct wallet_type *type,
    const struct wallet_field *field,
    const struct wallet_field *member)
{
    remark(
        session,
        SAY(session,
            "holders will leave out %s:%s%s%s: the trust list does not let this counter ask for it",
            "持证人不会提供 %s:%s%s%s：信任名单未允许该窗口索要"),
        wallet_type_name(type),
        wallet_field_name(field),
        member ? "." : "",
        member ? wallet_field_name(member) : "");
}

/* Every type and field was picked from the catalogue, so it has them. */
static void remark_item(
    const struct asking *asking, const struct wallet_request *request, size_t index)
{
    const struct wallet_catalogue *catalogue = asking->catalogue;
    struct wallet_request_item item;

    wallet_request_item_at(request, index, &item);
    const struct wallet_bytes code = { (const uint8_t *)item.type, strlen(item.type) };
    const struct wallet_type *type = wallet_catalogue_find(catalogue, code);
    for (size_t i = 0; i < item.field_count; i++) {
        const struct wallet_request_field *asked = &item.fields[i];
        const struct wallet_field *field = wallet_type_field_by_key(type, asked->key);
        if (asked->member_count == 0 &&
            !wallet_request_may_ask(
                request, catalogue, index, asked->key, WALLET_REQUEST_NO_MEMBER)) {
            remark_field(asking->session, type, field, NULL);
        }
        for (size_t j = 0; j < asked->member_count; j++) {
            const uint64_t key = asked->members[j];
            if (!wallet_request_may_ask(request, catalogue, index, asked->key, key)) {
                remark_field(
                    asking->session, type, field, wallet_field_member_field_by_key(field, key));
            }
        }
    }
}

static void look_at(const struct asking *asking, const struct wallet_trust *trust)
{
    struct wallet_request *request = NULL;
    struct wallet_error error = { .message = "" };

    if (wallet_request_verify(
            wallet_buffer_bytes(&asking->request),
            trust,
            asking->moment.unix_seconds,
            &request,
            &error) != WALLET_OK) {
        remark(
            asking->session,
            SAY(asking->session,
                "holders with the imported trust list will refuse it: %s",
                "使用已导入信任名单的持证人会拒绝：%s"),
            error.message);
        return;
    }

    for (size_t i = 0; i < wallet_request_item_count(request); i++) {
        remark_item(asking, request, i);
    }
    wallet_request_free(request);
}

void asking_remark_leave(const struct asking *asking)
{
    const struct option_list nothing = { .items = NULL };
    struct trust_source source = { .trust = NULL };

    if (trust_source_is_there(&nothing) &&
        trust_source_open(asking->session, &nothing, asking->moment.unix_seconds, &source) ==
            EXIT_CODE_OK) {
        look_at(asking, source.trust);
    }

    wallet_trust_free(source.trust);
}
