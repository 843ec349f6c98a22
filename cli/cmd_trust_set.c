/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "command.h"
#include "output.h"
#include "trust_draft.h"
#include "trust_entry.h"

#include <string.h>
#include <strings.h>

struct set_settings {
    const char *retired;
    const char *compromised;
    const char *kid;
    bool active;
};

static const struct option_spec set_options[] = {
    {
        .kind = OPTION_TEXT,
        .name = "retired",
        .value = "TIME",
        .offset = offsetof(struct set_settings, retired),
        .help = "the key signs no more from then on; what it issued before stays valid",
        .help_zh = "自该时间停用密钥；此前签发的仍有效",
    },
    {
        .kind = OPTION_TEXT,
        .name = "compromised",
        .value = "TIME",
        .offset = offsetof(struct set_settings, compromised),
        .help = "others have the key since then: nothing it signed is accepted any more",
        .help_zh = "密钥自该时间泄露：其签发的一律不再通过",
    },
    {
        .kind = OPTION_FLAG,
        .name = "active",
        .offset = offsetof(struct set_settings, active),
        .help = "take that back",
        .help_zh = "撤回上述设置",
    },
    {
        .kind = OPTION_TEXT,
        .name = "kid",
        .value = "HEX",
        .offset = offsetof(struct set_settings, kid),
        .help = "which of the agency's keys, as 'wallet trust list' shows them",
        .help_zh = "该机关的哪个密钥，见 'wallet trust list'",
    },
    { 0 },
};

static enum exit_code read_state(
    const struct session *session,
    const struct set_settings *settings,
    struct wallet_trust_entry *out)
{
    const char *time = settings->retired ? settings->retired : settings->compromised;
    struct wallet_error error = { .message = "" };

    if ((settings->retired != NULL) + (settings->compromised != NULL) + settings->active != 1) {
        complain(session, SAY(session, "nothing is said to set, or too much", "未说明或说明过多"));
        why(session, SAY(session, "a key has one state", "密钥只有一种状态"));
        hint(session, "--retired TIME, --compromised TIME, --active");
        return EXIT_CODE_USAGE;
    }
    if (time && wallet_time_parse(time, &out->state_unix, &error) != WALLET_OK) {
        (void)refuse(
            session, &error, SAY(session, "'%s' is no point in time", "'%s' 不是时间"), time);
        hint(session, SAY(session, "write 2026-11-23", "请写作 2026-11-23"));
        return EXIT_CODE_USAGE;
    }

    out->state = settings->retired       ? WALLET_TRUST_RETIRED
                 : settings->compromised ? WALLET_TRUST_COMPROMISED
                                         : WALLET_TRUST_ACTIVE;
    return EXIT_CODE_OK;
}

/* How many entries it may be; the last of them in `*out_index`. */
static size_t find(
    const struct wallet_trust_list *list, const char *id, const char *kid, size_t *out_index)
{
    size_t found = 0;

    for (size_t i = 0; i < wallet_trust_list_count(list); i++) {
        struct wallet_trust_entry entry;
        char name[2 * WALLET_KEY_ID_SIZE + 1];
        wallet_trust_list_at(list, i, &entry);
        trust_entry_key(list, i, name);
        if (strcmp(entry.id, id) == 0 && (!kid || strcasecmp(kid, name) == 0)) {
            *out_index = i;
            found++;
        }
    }

    return found;
}

static enum exit_code set(
    const struct session *session,
    struct wallet_trust_list *list,
    size_t index,
    const struct wallet_trust_entry *state)
{
    struct wallet_trust_entry entry;
    struct wallet_error error;

    wallet_trust_list_at(list, index, &entry);
    entry.state = state->state;
    entry.state_unix = state->state_unix;
    if (wallet_trust_list_put(list, &entry, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    (void)refuse(session, &error, SAY(session, "nothing was set", "未设置"));
    hint(session, SAY(session, "the time lies after 1970", "时间应晚于 1970 年"));
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_choice(
    const struct session *session, const char *folder, const char *id, size_t found)
{
    complain(
        session,
        found == 0 ? SAY(session, "'%s' has no such key in the draft", "草稿中 '%s' 没有该密钥")
                   : SAY(session, "'%s' has several keys", "'%s' 有多个密钥"),
        id);
    why(session, SAY(session, "it must be clear which key is meant", "须明确是哪个密钥"));
    hint(
        session,
        SAY(session,
            "'wallet trust list %s' shows them; say --kid HEX",
            "'wallet trust list %s' 可查看；请用 --kid HEX 指明"),
        folder);
    return EXIT_CODE_USAGE;
}

static enum exit_code trust_set(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct set_settings *settings = opaque_settings;
    const char *folder = operands->items[0];
    struct wallet_trust_entry state = { .id = NULL };
    struct wallet_trust_list *list = NULL;
    size_t index = 0;
    enum exit_code code = read_state(session, settings, &state);

    if (code == EXIT_CODE_OK) {
        code = trust_draft_load(session, folder, &list);
    }
    if (code == EXIT_CODE_OK) {
        const size_t found = find(list, operands->items[1], settings->kid, &index);
        code = found == 1 ? set(session, list, index, &state)
                          : complain_choice(session, folder, operands->items[1], found);
    }
    if (code == EXIT_CODE_OK) {
        code = trust_draft_save(session, folder, list);
    }
    if (code == EXIT_CODE_OK) {
        suggest(session, "wallet trust publish %s -o trust.cbor", folder);
    }

    wallet_trust_list_free(list);
    return code;
}

const struct command command_trust_set = {
    .words = "trust set",
    .summary = "say that an agency's key is retired or compromised",
    .summary_zh = "声明机关的密钥已停用或泄露",
    .operands = "DIR ID",
    .operand_min = 2,
    .operand_max = 2,
    .options = set_options,
    .settings_size = sizeof(struct set_settings),
    .examples = "  wallet trust set region 11360500000000019F --retired 2027-01-01\n",
    .run = trust_set,
};
