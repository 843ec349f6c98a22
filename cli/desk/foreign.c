/* SPDX-License-Identifier: Apache-2.0 */
#include "foreign.h"

#include <wallet/qr.h>

#include "code_kind.h"
#include "cut_off.h"
#include "slip.h"
#include "verifying_kind.h"
#include "words.h"

#include <stdio.h>

static const char *const show_ours[2] = { "Please show the code of an electronic licence",
                                          "请出示电子证照码" };

json_t *foreign_make(const char *kind, const char *const text[2], const char *const hint[2])
{
    return json_pack(
        "{s:s,s:o,s:o,s:n,s:n}",
        "kind",
        kind,
        "text",
        words(text[0], text[1]),
        "hint",
        words(hint[0], hint[1]),
        "have",
        "of");
}

static const struct {
    const char *kind;
    const char *text[2];
    const char *hint[2];
} pictures[] = {
    [FOREIGN_NO_CODE] = { "no-code",
                          { "No code can be read in the picture", "图片中没有可读的码" },
                          { "Take it nearer, brighter, and with the whole code in view",
                            "请靠近、光线亮一些，并拍下完整的码" } },
    [FOREIGN_SEVERAL] = { "several",
                          { "There are several codes in view", "画面中有多个码" },
                          { "Show one code, and nothing else", "请只出示一个码" } },
    [FOREIGN_UNREADABLE] = { "unreadable",
                             { "The picture cannot be read", "图片无法读取" },
                             { "Save it as PNG or JPEG", "请另存为 PNG 或 JPEG" } },
    [FOREIGN_NOT_A_CODE] = { "no-file",
                             { "The file holds no code and no picture",
                               "文件中没有码，也不是图片" },
                             { "Drop a picture of the code, or the licence's own file",
                               "请拖入码的图片，或证照文件" } },
    [FOREIGN_GUN_CONTROL] = { "control-characters",
                              { "That code tries to press keys: it was thrown away",
                                "该码试图操作键盘，已丢弃" },
                              { "Show the licence's code", "请出示证照码" } },
    [FOREIGN_GUN_TOO_LONG] = { "too-long",
                               { "That is longer than any code", "内容长于任何二维码" },
                               { "Show the licence's code", "请出示证照码" } },
    [FOREIGN_GUN_LOST] = { "lost",
                           { "Characters were lost on the way", "途中丢失了字符" },
                           { "Scan it again", "请重新扫码" } },
};

json_t *foreign_picture(enum foreign_picture what)
{
    return foreign_make(pictures[what].kind, pictures[what].text, pictures[what].hint);
}

static json_t *name_cut_off(const struct input *input, size_t expected)
{
    static const char *const hint[2] = { "Scan it again, slower and nearer",
                                         "请放慢速度、靠近后重新扫码" };
    char english[96];
    char chinese[96];

    if (expected > 0) {
        (void)snprintf(
            english,
            sizeof english,
            "The code is cut off: %zu of %zu characters",
            input->content.size,
            expected);
        (void)snprintf(
            chinese,
            sizeof chinese,
            "码不完整：读到 %zu 个字符，共 %zu 个",
            input->content.size,
            expected);
    } else {
        (void)snprintf(
            english, sizeof english, "The code goes on after %zu characters", input->content.size);
        (void)snprintf(
            chinese, sizeof chinese, "码在第 %zu 个字符之后还有内容", input->content.size);
    }

    const char *const text[2] = { english, chinese };
    json_t *out = foreign_make("cut-off", text, hint);
    (void)json_object_set_new(out, "have", json_integer((json_int_t)input->content.size));
    (void)json_object_set_new(
        out, "of", expected > 0 ? json_integer((json_int_t)expected) : json_null());
    return out;
}

/* Control characters are tricks with a keyboard; those at the end are a gun's. */
static bool has_controls(struct wallet_bytes text)
{
    while (text.size > 0 && text.data[text.size - 1] != 0 &&
           (text.data[text.size - 1] == '\r' || text.data[text.size - 1] == '\n' ||
            text.data[text.size - 1] == '\t')) {
        text.size--;
    }
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < ' ' || text.data[i] == 0x7f) {
            return true;
        }
    }

    return false;
}

static json_t *name_letters(const struct session *session, struct wallet_bytes text)
{
    const struct session english = words_session(session, WALLET_ENGLISH);
    const struct session chinese = words_session(session, WALLET_CHINESE);
    static const char *const what[2] = { "The letters of the code were changed on the way",
                                         "码中的字母在途中被改变" };
    const char *const hint[2] = { slip_hint(&english, text), slip_hint(&chinese, text) };

    return hint[0] && hint[1] ? foreign_make("letters", what, hint) : NULL;
}

static json_t *name_object(enum verifying_kind kind)
{
    static const char *const request[2] = { "That is a counter's request, not a licence",
                                            "这是窗口的用证请求，不是证照" };
    static const char *const grant[2] = { "That is a grant, not a licence", "这是授权，不是证照" };

    switch (kind) {
    case VERIFYING_REQUEST: return foreign_make("wallet-request", request, show_ours);
    case VERIFYING_GRANT: return foreign_make("grant", grant, show_ours);
    case VERIFYING_COPY:
    case VERIFYING_MDOC:
    case VERIFYING_MDOC_PART:
    case VERIFYING_OTHER: break;
    }

    return NULL;
}

static json_t *name_text(const struct session *session, const struct input *input)
{
    const enum wallet_code_kind kind = wallet_code_kind(input->content);
    size_t expected = 0;

    if (has_controls(input->content)) {
        return foreign_picture(FOREIGN_GUN_CONTROL);
    }
    if (cut_off(input, &expected)) {
        return name_cut_off(input, expected);
    }
    if (kind == WALLET_CODE_LICENCE || kind == WALLET_CODE_HEALTH || kind == WALLET_CODE_CLAIM169 ||
        kind == WALLET_CODE_LICENCE_PART) {
        return NULL;
    }

    json_t *letters = name_letters(session, input->content);
    const char *const text[2] = { wallet_code_kind_sentence(kind, WALLET_ENGLISH),
                                  wallet_code_kind_sentence(kind, WALLET_CHINESE) };
    return letters ? letters : foreign_make(code_kind_name(kind), text, show_ours);
}

json_t *foreign_name(const struct session *session, const struct input *input)
{
    struct wallet_buffer bytes = { 0 };
    json_t *out = input->is_text ? name_text(session, input) : NULL;

    if (!out) {
        out = name_object(verifying_kind(input, &bytes));
    }

    wallet_buffer_clear(&bytes);
    return out;
}
