/* SPDX-License-Identifier: Apache-2.0 */
#include "door_result.h"

#include "json.h"
#include "words.h"

/* What a citizen can do; [0] English, [1] Chinese. */
static const char *const no_hint[2] = { "The clerk tells you how it goes on.",
                                        "接下来请听窗口人员安排。" };
static const char *const stay[2] = { "Please stay at the counter.", "请在窗口稍候。" };
static const char *const another_way[2] = {
    "Take the picture again, or show the licence to the clerk.",
    "请重新拍照，或直接向窗口人员出示证照。",
};
static const char *const new_code[2] = {
    "Make a new code for this counter, or show the licence to the clerk.",
    "请为本窗口重新生成码，或直接向窗口人员出示证照。",
};
static const char *const ask_issuer[2] = {
    "Ask the agency that issued the licence; the clerk can tell you which.",
    "请向发证机关查询；窗口人员可告知是哪个机关。",
};
static const char *const not_yours[2] = {
    "This need not be your fault: please speak to the clerk.",
    "这不一定是您的原因，请询问窗口人员。",
};

static const struct {
    const char *name;
    const char *sentence[2];
    const char *const *hint;
} results[] = {
    [DOOR_ACCEPTED] = { "accepted",
                        { "It arrived, and the counter accepts it.", "已送达，窗口核验通过。" },
                        no_hint },
    [DOOR_LOOKING] = { "looking",
                       { "It arrived. The clerk is looking at it.", "已送达，窗口人员正在查看。" },
                       stay },
    [DOOR_REFUSED] = { "refused",
                       { "It arrived, and the clerk did not accept it.",
                         "已送达，窗口人员未予通过。" },
                       no_hint },
    [DOOR_UNKNOWN] = { "unknown",
                       { "It arrived, and cannot be checked yet.", "已送达，暂时无法核验。" },
                       not_yours },
    [DOOR_PART] = { "part",
                    { "This is one part of the licence's code.", "这是证照码的一部分。" },
                    (const char *const[2]){ "Hand in the other parts, too.",
                                            "请继续提交其余部分。" } },
    [DOOR_OTHER] = { "other",
                     { "This is not the code of an electronic licence.", "这不是电子证照码。" },
                     another_way },
    [DOOR_BUSY] = { "busy",
                    { "The counter cannot take it just now.", "窗口此刻无法接收。" },
                    (const char *const[2]){ "Try again, or speak to the clerk.",
                                            "请重试，或询问窗口人员。" } },
    [DOOR_OVER] = { "over", { "The counter has gone on.", "窗口已处理完毕。" }, no_hint },
};

static const char *const *hint_of(enum wallet_reason reason)
{
    static const struct {
        enum wallet_reason reason;
        const char *const *hint;
    } hints[] = {
        { WALLET_REASON_NONE, no_hint },           { WALLET_REASON_MALFORMED, another_way },
        { WALLET_REASON_TOO_LARGE, another_way },  { WALLET_REASON_UNSUPPORTED, another_way },
        { WALLET_REASON_CERTIFICATE, ask_issuer }, { WALLET_REASON_NOT_YET_VALID, ask_issuer },
        { WALLET_REASON_EXPIRED, ask_issuer },     { WALLET_REASON_FIELDS, ask_issuer },
        { WALLET_REASON_REVOKED, ask_issuer },     { WALLET_REASON_SUSPENDED, ask_issuer },
        { WALLET_REASON_DISCLOSURE, new_code },    { WALLET_REASON_HOLDER, new_code },
        { WALLET_REASON_AUDIENCE, new_code },      { WALLET_REASON_CODE_EXPIRED, new_code },
        { WALLET_REASON_REPLAYED, new_code },      { WALLET_REASON_NONCE, new_code },
        { WALLET_REASON_INCOMPLETE, new_code },
    };

    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++) {
        if (hints[i].reason == reason) {
            return hints[i].hint;
        }
    }

    return not_yours;
}

static json_t *make(enum door_result result, const char *const hint[2])
{
    const char *const *sentence = results[result].sentence;
    json_t *out = json_start();

    (void)json_object_set_new(out, "result", json_string(results[result].name));
    (void)json_object_set_new(out, "sentence", words(sentence[0], sentence[1]));
    (void)json_object_set_new(out, "hint", words(hint[0], hint[1]));
    return out;
}

json_t *door_result_json(enum door_result result, enum wallet_reason reason)
{
    if (reason == WALLET_REASON_NONE) {
        return make(result, results[result].hint);
    }

    json_t *out = make(result, hint_of(reason));
    (void)json_object_set_new(
        out,
        "sentence",
        words(
            wallet_reason_sentence(reason, WALLET_ENGLISH),
            wallet_reason_sentence(reason, WALLET_CHINESE)));
    return out;
}

json_t *door_result_part_json(size_t have, size_t of)
{
    json_t *out = make(DOOR_PART, results[DOOR_PART].hint);

    (void)json_object_set_new(out, "have", json_integer((json_int_t)have));
    (void)json_object_set_new(out, "of", json_integer((json_int_t)of));
    return out;
}

json_t *door_result_other_json(json_t *foreign)
{
    json_t *out = make(DOOR_OTHER, results[DOOR_OTHER].hint);
    json_t *text = json_object_get(foreign, "text");

    if (text) {
        (void)json_object_set(out, "sentence", text);
    }
    json_decref(foreign);
    return out;
}
