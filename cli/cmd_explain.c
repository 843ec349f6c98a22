/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/reason.h>

#include "command.h"
#include "json.h"
#include "near.h"
#include "output.h"

#include <stdio.h>
#include <string.h>

struct explain_settings {
    bool list;
};

static const struct option_spec explain_options[] = {
    {
        .kind = OPTION_FLAG,
        .letter = 'l',
        .name = "list",
        .offset = offsetof(struct explain_settings, list),
        .help = "list every reason",
        .help_zh = "列出全部原因",
    },
    { 0 },
};

static void print_reason(const struct session *session, enum wallet_reason reason)
{
    const enum wallet_language language = session->language;

    printf("%s\n", wallet_reason_name(reason));
    printf("  %s\n", wallet_reason_sentence(reason, language));
    printf(
        SAY(session, "  whose fault: %s\n", "  责任：%s\n"), wallet_reason_fault(reason, language));
    printf(
        SAY(session, "  what to do: %s\n", "  处理：%s\n"), wallet_reason_remedy(reason, language));
}

static void print_json(enum wallet_reason reason)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "reason", json_string(wallet_reason_name(reason)));
    (void)json_object_set_new(
        out, "sentence_en", json_string(wallet_reason_sentence(reason, WALLET_ENGLISH)));
    (void)json_object_set_new(
        out, "sentence_zh", json_string(wallet_reason_sentence(reason, WALLET_CHINESE)));
    (void)json_object_set_new(
        out, "fault_en", json_string(wallet_reason_fault(reason, WALLET_ENGLISH)));
    (void)json_object_set_new(
        out, "fault_zh", json_string(wallet_reason_fault(reason, WALLET_CHINESE)));
    (void)json_object_set_new(
        out, "remedy_en", json_string(wallet_reason_remedy(reason, WALLET_ENGLISH)));
    (void)json_object_set_new(
        out, "remedy_zh", json_string(wallet_reason_remedy(reason, WALLET_CHINESE)));
    json_print(out);
}

static enum exit_code list(const struct session *session)
{
    for (int i = 1; i < WALLET_REASON_COUNT; i++) {
        const enum wallet_reason reason = (enum wallet_reason)i;
        if (session->json) {
            print_json(reason);
        } else {
            printf(
                "%-22s  %s\n",
                wallet_reason_name(reason),
                wallet_reason_sentence(reason, session->language));
        }
    }

    return EXIT_CODE_OK;
}

static enum exit_code complain_reason(const struct session *session, const char *name)
{
    char upper[64] = "";
    for (size_t i = 0; name[i] != '\0' && i < sizeof upper - 1; i++) {
        upper[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]);
    }

    struct near near = near_start(upper, strlen(upper));
    for (int i = 1; i < WALLET_REASON_COUNT; i++) {
        near_offer(&near, wallet_reason_name((enum wallet_reason)i));
    }

    complain(session, SAY(session, "there is no reason '%s'", "没有原因 '%s'"), name);
    why(session, SAY(session, "no verdict ever names it", "核验结果中不会出现它"));
    if (near.best) {
        hint(session, SAY(session, "did you mean '%s'?", "是不是 '%s'？"), near.best);
    } else {
        hint(
            session,
            SAY(session,
                "'wallet explain --list' lists them",
                "'wallet explain --list' 列出全部原因"));
    }
    return EXIT_CODE_USAGE;
}

/* No reason, but what stands behind HOLDER of a mobile document: told by another command. */
static enum exit_code explain_transcript(const struct session *session)
{
    static const char command[] =
        "wallet mdoc explain --transcript FILE [RESPONSE] [--reader-key FILE]";

    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "topic", json_string("transcript"));
        (void)json_object_set_new(out, "command", json_string(command));
        json_print(out);
        return EXIT_CODE_OK;
    }

    puts(
        SAY(session,
            "A device shows a mobile document in a session, and signs, or makes a MAC of, that\n"
            "session's transcript.  Where HOLDER fails though the device is the holder's, it and\n"
            "the reader had different transcripts.  What the reader computes, field by field:",
            "设备在会话中出示移动证件，并对该次会话记录签名或计算 MAC。设备确为持证人所有而\n"
            "HOLDER 不成立时，设备与读卡方的会话记录不一致。逐项查看读卡方的计算："));
    printf("  %s\n", command);
    return EXIT_CODE_OK;
}

static enum exit_code explain(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct explain_settings *settings = opaque_settings;

    if (settings->list || operands->count == 0) {
        return list(session);
    }

    if (strcmp(operands->items[0], "transcript") == 0) {
        return explain_transcript(session);
    }

    const enum wallet_reason reason = wallet_reason_find(operands->items[0]);
    if (reason == WALLET_REASON_NONE) {
        return complain_reason(session, operands->items[0]);
    }

    if (session->json) {
        print_json(reason);
    } else {
        print_reason(session, reason);
    }
    return EXIT_CODE_OK;
}

const struct command command_explain = {
    .words = "explain",
    .summary = "explain the reason of a verdict: what happened, who can fix it",
    .summary_zh = "解释核验结果的原因：发生了什么、由谁处理",
    .operands = "[REASON|transcript]",
    .operand_max = 1,
    .options = explain_options,
    .settings_size = sizeof(struct explain_settings),
    .json = true,
    .examples = "  wallet explain EXPIRED\n  wallet explain --list --lang zh\n",
    .run = explain,
};
