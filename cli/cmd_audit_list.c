/* SPDX-License-Identifier: Apache-2.0 */
#include "audit.h"
#include "audit_text.h"
#include "command.h"
#include "holder_line.h"
#include "json.h"

#include <stdio.h>

struct list_settings {
    struct audit_place place;
};

static const struct option_spec list_options[] = {
    AUDIT_PLACE_OPTIONS(struct list_settings, place),
    { 0 },
};

static void print_erased(const struct session *session, uint64_t number)
{
    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "number", json_integer((json_int_t)number));
        (void)json_object_set_new(out, "erased", json_true());
        json_print(out);
        return;
    }

    printf(
        SAY(session, "entry %llu  content erased\n", "第 %llu 条  内容已删除\n"),
        (unsigned long long)number);
}

static bool visit(void *context, uint64_t number, const struct wallet_audit_entry *entry)
{
    const struct session *session = context;

    if (!entry) {
        print_erased(session, number);
    } else if (session->json) {
        json_t *out = json_start();
        audit_entry_add(entry, out);
        json_print(out);
    } else {
        audit_entry_print(session, entry);
    }

    return true;
}

static enum exit_code list(
    const struct session *session, struct open_audit *audit, const char *holder)
{
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];
    struct session reader = *session;
    struct wallet_error error;

    const enum exit_code code = audit_holder(audit, holder, hash);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    return wallet_audit_log_uses(audit->log, hash, visit, &reader, &error) == WALLET_OK
               ? EXIT_CODE_OK
               : audit_complain(audit, &error);
}

static enum exit_code audit_list(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct list_settings *settings = opaque_settings;
    struct secret_line line = { .size = 0 };
    const char *holder = operands->items[0];
    struct open_audit audit;

    enum exit_code code = audit_open(session, &settings->place, NULL, &audit);
    if (code == EXIT_CODE_OK) {
        code = holder_line_take(session, &holder, &line);
    }
    if (code == EXIT_CODE_OK) {
        code = list(session, &audit, holder);
    }

    audit_close(&audit);
    secret_line_forget(&line);
    return code;
}

const struct command command_audit_list = {
    .words = "audit list",
    .summary = "tell who used a holder's licences ('-': of standard input), the latest first",
    .summary_zh = "列出持证主体（'-'：从标准输入读取）证照的用证记录（最近的在前）",
    .operands = "HOLDER",
    .operand_min = 1,
    .operand_max = 1,
    .options = list_options,
    .settings_size = sizeof(struct list_settings),
    .json = true,
    .examples = "  wallet audit list 001:913605020000000194\n"
                "  wallet audit list - < holder.txt\n",
    .run = audit_list,
};
