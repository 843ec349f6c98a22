/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "check.h"
#include "collector.h"
#include "command.h"
#include "held.h"
#include "json.h"
#include "object.h"
#include "output.h"
#include "receive.h"
#include "text.h"
#include "vault.h"
#include "verdict.h"

#include <stdio.h>
#include <string.h>

struct add_settings {
    struct check_settings check;
    struct vault_settings vault;
    const char *label;
};

static const struct option_spec add_options[] = {
    CHECK_OPTIONS(offsetof(struct add_settings, check)),
    VAULT_OPTIONS(struct add_settings, vault),
    { .kind = OPTION_TEXT,
      .letter = 'l',
      .name = "label",
      .value = "TEXT",
      .offset = offsetof(struct add_settings, label),
      .help = "your own word for it",
      .help_zh = "自己起的名字" },
    { 0 },
};

/* Licences on their way into the vault. */
struct adding {
    const struct session *session;
    const struct add_settings *settings;
    struct checker checker;
    struct open_vault open;
    int64_t now_unix; /* of the machine, whatever time the check is for */
    struct wallet_vault_shown added[WALLET_VAULT_SHOWN_MAX]; /* what the history is told */
    size_t count;
};

/* Where it came from: a name that can be shown, or what kind of thing it was. */
static struct wallet_bytes origin_of(const struct input *input)
{
    const struct wallet_bytes name = text_of(input->name);
    const bool is_code = input->is_text && name.size == input->content.size &&
                         memcmp(name.data, input->content.data, name.size) == 0;

    if (is_code || name.size > WALLET_VAULT_TEXT_MAX) {
        return text_of(input->is_text ? "code" : "file");
    }
    for (size_t offset = 0; offset < name.size;) {
        int32_t point = 0;
        if (!text_next(name, &offset, &point) || !text_is_printable(point)) {
            return text_of("file");
        }
    }

    return name;
}

/* What the verdict tells of the licence; borrows from it. */
static struct wallet_vault_licence describe(
    const struct adding *adding, const struct input *input, char identifier[WALLET_IDENTIFIER_SIZE])
{
    const struct wallet_verdict *verdict = adding->checker.verdict;
    const struct wallet_type *type = wallet_verdict_type(verdict);
    struct wallet_vault_licence out = {
        .added_unix = adding->now_unix,
        .label = text_of(adding->settings->label ? adding->settings->label : ""),
        .origin = origin_of(input),
        .type = text_of(type ? wallet_type_code(type) : wallet_verdict_format(verdict)),
        .issuer = wallet_verdict_issuer(verdict),
        .name_zh = text_of(wallet_verdict_issuer_name(verdict, WALLET_CHINESE)),
        .name_en = text_of(wallet_verdict_issuer_name(verdict, WALLET_ENGLISH)),
    };

    wallet_verdict_identifier(verdict, identifier);
    out.identifier = text_of(identifier);
    if (!wallet_verdict_until(verdict, &out.until_unix)) {
        out.until_unix = 0;
    }

    return out;
}

static void tell(
    const struct adding *adding,
    const struct input *input,
    const struct wallet_vault_licence *licence)
{
    if (adding->session->json) {
        json_t *object = held_json(adding->checker.catalogue, licence);
        (void)json_object_set_new(object, "input", json_text(text_of(input->name)));
        json_print(object);
    } else {
        held_print(adding->session, adding->checker.catalogue, licence);
    }
}

/* After a complaint: each input has its object. */
static enum exit_code tell_failure(
    const struct session *session, const struct input *input, enum exit_code code)
{
    if (session->json) {
        json_print_failure(session, input->name, code);
    }

    return code;
}

static enum exit_code refuse_add(
    const struct session *session, const struct input *input, const struct wallet_error *error)
{
    const enum exit_code code =
        refuse(session, error, SAY(session, "'%s' was not added", "未添加 '%s'"), input->name);

    hint(
        session,
        SAY(session, "'wallet list' shows what is there", "用 'wallet list' 查看已有内容"));
    return tell_failure(session, input, code);
}

/* For the history; of very many the first ones will do. */
static void remember(struct adding *adding)
{
    const size_t last = wallet_vault_count(adding->open.vault).licences - 1;
    struct wallet_vault_licence kept;

    if (adding->count < WALLET_VAULT_SHOWN_MAX &&
        wallet_vault_licence_at(adding->open.vault, last, &kept)) {
        memcpy(adding->added[adding->count].licence, kept.id, sizeof kept.id);
        adding->added[adding->count].type = kept.type;
        adding->count++;
    }
}

static enum exit_code put_in(
    struct adding *adding, const struct input *input, struct wallet_vault_licence *licence)
{
    const struct session *session = adding->session;
    struct wallet_buffer buffer = { 0 };
    struct wallet_error error;

    enum exit_code code = object_of_input(session, input, &buffer, &licence->content);
    if (code == EXIT_CODE_OK) {
        const enum wallet_status status =
            wallet_vault_licence_add(adding->open.vault, licence, licence->id, &error);
        if (status == WALLET_OK) {
            remember(adding);
            tell(adding, input, licence);
        } else {
            code = refuse_add(session, input, &error);
        }
    }

    wallet_buffer_clear(&buffer);
    return code;
}

static enum exit_code complain_strange(const struct session *session, const struct input *input)
{
    complain(session, SAY(session, "'%s' was not added", "未添加 '%s'"), input->name);
    why(session,
        SAY(session,
            "it is bound to a key that is not in this vault",
            "它所绑定的密钥不在此保管箱中"));
    hint(
        session,
        SAY(session,
            "give the agency your own key, 'wallet vault key -o holder.pub', for a new one",
            "请将本人公钥（'wallet vault key -o holder.pub'）交发证机关重新签发"));
    return tell_failure(session, input, EXIT_CODE_REFUSED);
}

static enum exit_code take(void *context, const struct input *input)
{
    struct adding *adding = context;
    struct checker *checker = &adding->checker;
    char identifier[WALLET_IDENTIFIER_SIZE];
    uint8_t key_id[WALLET_KEY_ID_SIZE] = { 0 };
    const struct receiving receiving = { .vault = adding->open.vault,
                                         .verifier = checker->verifier,
                                         .content = input->content,
                                         .at_unix = checker->moment.unix_seconds };

    const enum receipt receipt = receive(&receiving, checker->verdict, key_id);
    if (receipt == RECEIPT_FAILED) {
        return complain_memory(adding->session);
    }
    if (receipt == RECEIPT_REFUSED) {
        verdict_print(adding->session, checker->verdict, input, &checker->moment);
        return wallet_verdict_decision(checker->verdict) == WALLET_REFUSED ? EXIT_CODE_REFUSED
                                                                           : EXIT_CODE_UNKNOWN;
    }
    if (receipt == RECEIPT_STRANGE) {
        return complain_strange(adding->session, input);
    }

    struct wallet_vault_licence licence = describe(adding, input, identifier);
    licence.is_bound = receipt == RECEIPT_BOUND;
    memcpy(licence.key_id, key_id, sizeof key_id);
    return put_in(adding, input, &licence);
}

static enum exit_code finish(struct adding *adding)
{
    const struct wallet_vault_event event = {
        .act = WALLET_VAULT_ADDED,
        .at_unix = adding->now_unix,
        .shown = adding->added,
        .shown_count = adding->count,
    };

    if (adding->count == 0) {
        return EXIT_CODE_OK;
    }

    return wallet_vault_event_add(adding->open.vault, &event, NULL) == WALLET_OK
               ? vault_save(&adding->open)
               : complain_memory(adding->session);
}

static enum exit_code add(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct add_settings *settings = opaque_settings;
    struct adding adding = { .session = session, .settings = settings, .now_unix = clock_now() };

    enum exit_code code = vault_open(session, &settings->vault, VAULT_CHANGE, &adding.open);
    if (code == EXIT_CODE_OK) {
        code = checker_start(session, &settings->check, &adding.checker);
    }
    if (code == EXIT_CODE_OK) {
        struct collector collector;
        const struct input_taker adder = { .take = take, .context = &adding };
        collector_start(session, &adder, &collector);
        const struct input_taker taker = collector_taker(&collector);
        code = collector_finish(&collector, inputs_take(session, operands, &taker));
        code = exit_code_worse(code, finish(&adding));
    }

    checker_finish(&adding.checker);
    vault_close(&adding.open);
    return code;
}

const struct command command_add = {
    .words = "add",
    .summary = "check licences and put them into the vault",
    .summary_zh = "核验证照并放入保管箱",
    .operands = "INPUT...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = add_options,
    .settings_size = sizeof(struct add_settings),
    .json = true,
    .examples = "  wallet add card.png\n"
                "  wallet add card.png --trust agency.pub --label passport\n",
    .run = add,
};
