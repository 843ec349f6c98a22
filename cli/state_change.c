/* SPDX-License-Identifier: Apache-2.0 */
#include "state_change.h"

#include <wallet/issue.h>
#include <wallet/qr.h>

#include "clock.h"
#include "input.h"
#include "json.h"
#include "mdoc_identifier.h"
#include "mdoc_kind.h"
#include "output.h"
#include "status_register.h"
#include "text.h"
#include "types.h"

#include <stdio.h>
#include <string.h>

/* A change under way. */
struct change {
    const struct session *session;
    const struct state_settings *settings;
    enum wallet_licence_state state;
    struct moment moment;
    struct status_register reg;
    struct wallet_catalogue *catalogue; /* NULL until it is needed */
};

static enum exit_code check_settings(
    const struct session *session, const struct state_settings *settings)
{
    if (settings->reg) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'--register' is missing", "缺少 '--register'"));
    why(session,
        SAY(session,
            "the register knows which place in the lists belongs to which licence",
            "登记簿记录每份证照在名单中的位置"));
    hint(session, "wallet status init FILE --uri URI");
    return EXIT_CODE_USAGE;
}

static void print_json(const struct change *change, const char *identifier)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "identifier", json_string(identifier));
    (void)json_object_set_new(
        out, "state", json_string(wallet_licence_state_name(change->state, WALLET_ENGLISH)));
    (void)json_object_set_new(out, "changed", json_time(change->moment.unix_seconds));
    (void)json_object_set_new(out, "note", json_text_or_null(change->settings->note));
    json_print(out);
}

static enum exit_code set(struct change *change, const char *identifier)
{
    const struct session *session = change->session;
    struct wallet_error error;

    if (wallet_status_register_set(
            change->reg.reg,
            identifier,
            change->state,
            change->settings->note,
            change->moment.unix_seconds,
            &error) != WALLET_OK) {
        const enum exit_code code = refuse(
            session, &error, SAY(session, "'%s' was not changed", "'%s' 未更改"), identifier);
        hint(
            session,
            SAY(session,
                "'wallet status show %s' tells what is in it",
                "用 'wallet status show %s' 查看其内容"),
            change->settings->reg);
        return code;
    }

    if (session->json) {
        print_json(change, identifier);
    } else {
        remark(
            session,
            SAY(session, "%s is %s now", "%s 现为：%s"),
            identifier,
            wallet_licence_state_name(change->state, session->language));
    }
    return EXIT_CODE_OK;
}

/* A licence that was issued as a mobile document. */
static enum exit_code take_mdoc(struct change *change, const struct input *input)
{
    const struct session *session = change->session;
    char identifier[WALLET_IDENTIFIER_SIZE];

    enum exit_code code =
        change->catalogue ? EXIT_CODE_OK : types_load(session, &change->catalogue);
    if (code == EXIT_CODE_OK) {
        code = mdoc_identifier_find(
            session, change->catalogue, input->name, input->content, identifier);
    }

    return code == EXIT_CODE_OK ? set(change, identifier) : code;
}

/* What else belongs to mobile documents, such as what a device showed of one: parts are not the licence. */
static enum exit_code complain_part(
    const struct session *session, const struct input *input, enum mdoc_kind kind)
{
    complain(
        session, SAY(session, "'%s' is no licence of ours", "'%s' 不是本机关证照"), input->name);
    why(session,
        SAY(session, "it is a %s: %s", "它是 %s：%s"),
        mdoc_kind_name(kind),
        mdoc_kind_sentence(session, kind));
    hint(
        session,
        SAY(session,
            "give what 'wallet issue' wrote, or the identifier that it printed",
            "请提供 'wallet issue' 写出的文件，或其输出的证照标识"));
    return EXIT_CODE_FILE;
}

/* Nothing about the licence is verified: its agency acts on its own register. */
static enum exit_code take(void *context, const struct input *input)
{
    struct change *change = context;
    const struct session *session = change->session;
    struct wallet_buffer licence = { 0 };
    struct wallet_error error;
    char identifier[WALLET_IDENTIFIER_SIZE];
    const enum mdoc_kind kind = input->is_text ? MDOC_NONE : mdoc_kind(input->content);

    if (kind != MDOC_NONE) {
        return kind == MDOC_ISSUER_SIGNED ? take_mdoc(change, input)
                                          : complain_part(session, input, kind);
    }

    enum wallet_status status =
        input->is_text ? wallet_qr_read_text(input->content, &licence, &error) : WALLET_OK;
    if (status == WALLET_OK) {
        status = wallet_issue_identifier(
            input->is_text ? wallet_buffer_bytes(&licence) : input->content, identifier, &error);
    }
    wallet_buffer_clear(&licence);
    if (status == WALLET_OK) {
        return set(change, identifier);
    }

    const enum exit_code code = refuse(
        session,
        &error,
        SAY(session, "'%s' is no licence of ours", "'%s' 不是本机关证照"),
        input->name);
    hint(session, SAY(session, "give its identifier, or its code", "请提供证照标识或其二维码"));
    return code;
}

static enum exit_code take_operand(struct change *change, char *operand)
{
    struct wallet_identifier parts;

    if (wallet_identifier_parse(text_of(operand), &parts) == WALLET_FINDING_NONE) {
        return set(change, operand);
    }

    const struct operands one = { .items = &operand, .count = 1 };
    return inputs_take(
        change->session, &one, &(struct input_taker){ .take = take, .context = change });
}

static enum exit_code change_all(struct change *change, const struct operands *operands)
{
    const struct session *session = change->session;
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < operands->count && code == EXIT_CODE_OK; i++) {
        code = take_operand(change, operands->items[i]);
    }
    if (code != EXIT_CODE_OK) {
        remark(session, SAY(session, "the register is as it was", "登记簿未变"));
        return code;
    }

    code = status_register_save(session, &change->reg);
    if (code == EXIT_CODE_OK) {
        suggest(session, "wallet status publish %s --key KEY -o DIR", change->settings->reg);
    }
    return code;
}

enum exit_code state_change(
    const struct session *session,
    const struct state_settings *settings,
    const struct operands *operands,
    enum wallet_licence_state state)
{
    struct change change = {
        .session = session, .settings = settings, .state = state, .reg = STATUS_REGISTER_CLOSED
    };
    enum exit_code code = check_settings(session, settings);

    if (code == EXIT_CODE_OK) {
        code = clock_read(session, settings->at, &change.moment);
    }
    if (code == EXIT_CODE_OK) {
        code = status_register_open(session, settings->reg, &change.reg);
    }
    if (code == EXIT_CODE_OK) {
        code = change_all(&change, operands);
    }

    wallet_catalogue_free(change.catalogue);
    status_register_close(&change.reg);
    return code;
}
